-- one row: one London day on which a topic had more articles than the same weekdays before it let expect
-- after: burst_scores(), coverage, articles, about(), known_topic(), known_outlet(), known_days()
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
)
select b.day, b.articles, b.expected, b.deviation, b.score, c.outlets, c.article_ids
from burst_scores((select list({'day': day, 'is_whole': is_whole, 'articles': articles}) from counted), least) as b
join counted as c on c.day = b.day
where case when known_days(since, until) then  -- so that no other condition hides the error
        (since is null or b.day >= since) and (until is null or b.day <= until)
        end
order by b.score desc, b.day;
