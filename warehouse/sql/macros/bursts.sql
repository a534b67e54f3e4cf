-- one row: one London day on which a topic had more articles than the same weekdays before it let expect
-- after: coverage, articles, about(), known_topic(), known_outlet(), known_days()
-- topic: the topic's slug, or a group's
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- least: how many deviations above the expected count make a burst
-- day: the day
-- articles: how many are about the topic
-- expected: the median of the same weekday in the eight weeks before, on days of which no outlet was blind
-- deviation: how far a day usually lies from it: 1.4826 times the median distance (Rousseeuw and Croux, 1993), or
--   the root of the expected count if that is more, or one
-- score: how many deviations the day lies above what was expected
-- outlets: how many outlets wrote
-- article_ids: the articles that made it
-- example: from bursts('stop-and-search', least := 0.5)
create macro bursts(topic, since := null, until := null, outlet := null, least := 3.0) as table
with
meant as (
    from about(topic)
),
days as (  -- a day is counted where we saw some outlet, and compared with where we saw all
    select
        c.day,
        bool_or(c.state <> 'blind') as is_seen,
        bool_and(c.state <> 'blind') as is_whole
    from coverage as c
    where case when known_outlet(outlet) and known_topic(coalesce(topic, 'null')) then outlet is null or c.outlet = outlet end
    group by c.day
),
tagged as (
    select a.day, count(*) as articles, count(distinct a.outlet) as outlets,
        list(a.article_id order by a.article_id) as article_ids
    from articles as a
    where a.article_id in (from meant) and a.day is not null and (outlet is null or a.outlet = outlet)
    group by a.day
),
counted as (
    select days.day, days.is_whole, coalesce(tagged.articles, 0) as articles, tagged.outlets, tagged.article_ids
    from days
    left join tagged on tagged.day = days.day
    where days.is_seen
),
pasts as (
    select d.day, p.articles as past
    from counted as d
    join counted as p on p.is_whole and p.day in (
        d.day - 7, d.day - 14, d.day - 21, d.day - 28, d.day - 35, d.day - 42, d.day - 49, d.day - 56)
    where d.articles > 0
),
middles as (
    select day, median(past) as expected, count(*) as weeks from pasts group by day
),
usual as (
    select
        middles.day, middles.expected,
        greatest(1.4826 * median(abs(pasts.past - middles.expected)), sqrt(middles.expected), 1) as deviation
    from middles
    join pasts on pasts.day = middles.day
    where middles.weeks >= 3
    group by middles.day, middles.expected
)
select
    c.day, c.articles, u.expected, u.deviation, (c.articles - u.expected) / u.deviation as score,
    c.outlets, c.article_ids
from counted as c
join usual as u on u.day = c.day
where (c.articles - u.expected) / u.deviation >= least
    and case when known_days(since, until) then  -- so that no other condition hides the error
        (since is null or c.day >= since) and (until is null or c.day <= until)
        end
order by score desc, c.day;
