-- one row: one story, those that most outlets ran first
with chosen as (
    select *
    from stories
    where ($since::date is null or last_day >= $since::date)
        and ($until::date is null or first_day <= $until::date)
        and ($topic::varchar is null or story_id in (
            select told.story_id from article_stories as told where told.article_id in (from about($topic))))
    order by outlets desc, articles desc, first_published_at desc, story_id
    limit $limit
),
seen as (  -- outlets that were seen on every day of the story and ran nothing of it
    select chosen.story_id, coverage.outlet
    from chosen
    join coverage on coverage.day between chosen.first_day and chosen.last_day
    anti join article_stories as told on told.story_id = chosen.story_id and told.outlet = coverage.outlet
    group by chosen.story_id, coverage.outlet, chosen.first_day, chosen.last_day
    having count(*) filter (coverage.state <> 'blind') = chosen.last_day - chosen.first_day + 1
),
silences as (
    select story_id, list(outlet::varchar order by outlet::varchar) as silent from seen group by story_id
)
select
    chosen.story_id, first_day, last_day, label, first_outlet::varchar as first_outlet, articles, outlets,
    coalesce(silent, []) as silent, half_life_hours
from chosen
left join silences on silences.story_id = chosen.story_id
order by outlets desc, articles desc, first_published_at desc, chosen.story_id;
