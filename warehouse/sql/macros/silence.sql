-- one row: one outlet: whether it ran a story or a release, was silent though we saw it, or cannot be judged
-- after: stories, article_stories, articles, copies, coverage, outlets, document_of()
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
release as materialized (
    select d.article_id, d.day
    from document_of(id) as d
    join outlets as o on o.outlet = d.outlet and starts_with(o.kind, 'official')
),
named as (  -- the story, and the one that a release is told in; of what has no date there is little, here and below
    select id as story_id
    union all
    select t.story_id from article_stories as t where t.article_id = id and t.day in (select day from release)
    union all
    select t.story_id from article_stories as t where t.article_id = id and t.day is null
),
meant as materialized (
    select s.story_id, s.first_day, s.last_day from stories as s join named on named.story_id = s.story_id
),
telling as (
    select t.outlet, t.story_id, t.published_at
    from article_stories as t
    join (
        select meant.story_id, unnest(range(meant.first_day, meant.last_day + 1, interval 1 day))::date as day
        from meant
    ) as days on days.story_id = t.story_id and days.day = t.day
    union all
    select t.outlet, t.story_id, t.published_at
    from article_stories as t
    where t.story_id in (select story_id from meant) and t.day is null
),
made as materialized (
    select c.article_id, c.outlet, c.day
    from copies as c
    where c.original_id = id and c.article_id <> id and c.origin = 'official'
),
taking as (
    select made.outlet, a.published_at
    from made
    join articles as a on a.article_id = made.article_id and a.day = made.day
    union all
    select made.outlet, a.published_at
    from made
    join articles as a on a.article_id = made.article_id
    where made.day is null and a.day is null
),
span as materialized (
    select m.first_day, m.last_day, m.last_day - m.first_day + 1 as days, false as is_release
    from meant as m where m.story_id = id
    union all
    select r.day, r.day + 1, 2, true from release as r
),
ran as (
    select t.outlet, 'ran' as state, count(*) as articles, min(t.published_at) as first_published_at
    from telling as t where t.story_id = id
    group by t.outlet
    union all
    select t.outlet, 'ran', count(*), min(t.published_at) from taking as t group by t.outlet
),
told as (
    select t.outlet, 'told' as state, count(*) as articles, min(t.published_at) as first_published_at
    from telling as t where t.story_id <> id
    group by t.outlet
),
found as (
    from ran
    union all
    from told where told.outlet not in (select ran.outlet from ran)
),
seen as (
    select c.outlet, count(*) filter (c.state <> 'blind') as days_seen, sum(c.kept)::bigint as output
    from coverage as c
    where c.day in (select unnest(range(span.first_day, span.last_day + 1, interval 1 day))::date from span)
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
