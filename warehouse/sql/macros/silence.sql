-- one row: one outlet: whether it ran a story or a release, was silent though we saw it, or cannot be judged
-- after: stories, article_stories, releases, copies, coverage, outlets
-- id: the story, or the article_id of a release; official bodies are not asked whether they ran a release
-- outlet: the outlet
-- state: ran; told, of a release: told its story, but in its own words; silent if we saw it on every day; partial
--   if we saw it on some of them only and found nothing; blind if we saw it on none
-- articles: how many articles of the story it ran, or how many of its articles were made from the release
-- first_published_at: when its first was published, UTC
-- days: how many London days the story lasted, from its first article to its last; of a release 2: its day and
--   the next
-- days_seen: on how many of them we saw the outlet
-- output: how many articles, of whatever story, it published on those days
-- example: from silence((select max_by(story_id, articles) from stories))
create macro silence(id) as table
with
span as (
    select s.first_day, s.last_day, s.last_day - s.first_day + 1 as days, false as is_release
    from stories as s where s.story_id = id
    union all
    select r.day, r.day + 1, 2, true from releases as r where r.article_id = id
),
ran as (
    select t.outlet, 'ran' as state, count(*) as articles, min(t.published_at) as first_published_at
    from article_stories as t where t.story_id = id
    group by t.outlet
    union all
    select c.outlet, 'ran', count(*), min(a.published_at)
    from copies as c
    join articles as a on a.article_id = c.article_id
    where c.original_id = id and c.article_id <> id and c.origin = 'official'
    group by c.outlet
),
told as (
    select t.outlet, 'told' as state, count(*) as articles, min(t.published_at) as first_published_at
    from article_stories as t
    where t.story_id = (select o.story_id from article_stories as o where o.article_id = id)
    group by t.outlet
),
found as (
    from ran
    union all
    from told where told.outlet not in (select ran.outlet from ran)
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
        when found.articles is not null then found.state
        when coalesce(seen.days_seen, 0) = 0 then 'blind'
        when seen.days_seen < span.days then 'partial'
        else 'silent'
    end as state,
    coalesce(found.articles, 0) as articles, found.first_published_at, span.days,
    coalesce(seen.days_seen, 0) as days_seen, coalesce(seen.output, 0) as output
from outlets as o
join span on not (span.is_release and starts_with(o.kind, 'official'))
left join found on found.outlet = o.outlet
left join seen on seen.outlet = o.outlet
order by array_position(['ran', 'told', 'silent', 'partial', 'blind'], state), first_published_at, o.outlet;
