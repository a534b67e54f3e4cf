-- one row: one article of a story, or one outlet that ran nothing of it and whether we saw it
with named as (
    select story_id, label from stories
    where story_id = $name or starts_with(story_id, $name) or starts_with(story_id, 'story-' || $name)
        or story_id in (select story_id from article_stories where article_id = $name)
),
one as (
    select min(story_id) as story_id from named having count(*) = 1
),
told as (
    select
        one.story_id, 'ran' as state, timeline.published_at, timeline.outlet::varchar as outlet, timeline.headline,
        timeline.article_id, timeline.hours_after_first
    from one, story((select story_id from one)) as timeline
    union all
    select one.story_id, quiet.state, null, quiet.outlet::varchar, null, null, null
    from one, silence((select story_id from one)) as quiet
    where quiet.state <> 'ran'
    union all  -- several stories fit the name
    select story_id, 'named', null, null, label, null, null
    from named where (select count(*) from named) > 1
)
from told
order by array_position(['ran', 'silent', 'partial', 'blind', 'named'], state), published_at, outlet, article_id, story_id;
