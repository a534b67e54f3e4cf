-- one row: one outlet: whether it ran a story, was silent though we saw it, or cannot be judged
-- after: stories, article_stories, coverage, outlets
-- story_id: the story
-- outlet: the outlet
-- state: ran; silent if we saw it on every day of the story; partial if we saw it on some of them only and found
--   nothing; blind if we saw it on none
-- articles: how many articles of the story it ran
-- first_published_at: when its first was published, UTC
-- days: how many London days the story lasted, from its first article to its last
-- days_seen: on how many of them we saw the outlet
-- output: how many articles, of whatever story, it published on those days
-- example: from silence((select max_by(story_id, articles) from stories))
create macro silence(story_id) as table
with
span as (
    select s.first_day, s.last_day, s.last_day - s.first_day + 1 as days from stories as s where s.story_id = story_id
),
ran as (
    select t.outlet, count(*) as articles, min(t.published_at) as first_published_at
    from article_stories as t where t.story_id = story_id
    group by t.outlet
),
seen as (
    select c.outlet, count(*) filter (c.state <> 'blind') as days_seen, sum(c.kept)::bigint as output
    from coverage as c, span
    where c.day between span.first_day and span.last_day
    group by c.outlet
)
select
    o.outlet,
    case
        when ran.articles is not null then 'ran'
        when coalesce(seen.days_seen, 0) = 0 then 'blind'
        when seen.days_seen < span.days then 'partial'
        else 'silent'
    end as state,
    coalesce(ran.articles, 0) as articles, ran.first_published_at, span.days,
    coalesce(seen.days_seen, 0) as days_seen, coalesce(seen.output, 0) as output
from outlets as o
cross join span
left join ran on ran.outlet = o.outlet
left join seen on seen.outlet = o.outlet
order by array_position(['ran', 'silent', 'partial', 'blind'], state), first_published_at, o.outlet;
