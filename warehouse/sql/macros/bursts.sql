-- one row: one London day on which a topic had more articles than the same weekdays before it let expect
-- after: burst_scores(), coverage, topic_days, article_topics, topics, known_topic(), known_outlet(), known_days()
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
days as (  -- a day is counted where we saw some outlet, and compared with where we saw all
    select
        c.day,
        bool_or(c.state <> 'blind') as is_seen,
        bool_and(c.state <> 'blind') as is_whole
    from coverage as c
    where case when known_outlet(outlet) and known_topic(coalesce(topic, 'null')) and known_days(since, until)
        then  -- so that no other condition hides the error
        (outlet is null or c.outlet = outlet)
        and (since is null or c.day >= cast(since as date) - 56)
        and (until is null or c.day <= cast(until as date))
        end
    group by c.day
),
tagged as (
    select t.day, sum(t.articles)::bigint as articles, count(*) as outlets
    from topic_days as t
    where case when known_topic(topic) then
        t.topic = topic
        and (outlet is null or t.outlet = outlet)
        and (since is null or t.day >= cast(since as date) - 56)
        and (until is null or t.day <= cast(until as date))
        end
    group by t.day
),
counted as materialized (
    select days.day, days.is_whole, coalesce(tagged.articles, 0) as articles, tagged.outlets
    from days
    left join tagged on tagged.day = days.day
    where days.is_seen
),
found as materialized (
    from burst_scores(
        (select list({'day': day, 'is_whole': is_whole, 'articles': articles}) from counted), least) as b
    where since is null or b.day >= cast(since as date)
),
named as (
    select t.day, list(distinct t.article_id order by t.article_id) as article_ids
    from article_topics as t
    where t.day in (select day from found)
        and (t.topic = topic or t.topic in (select member.topic from topics as member where member.parent = topic))
        and (outlet is null or t.outlet = outlet)
    group by t.day
)
select f.day, f.articles, f.expected, f.deviation, f.score, c.outlets, named.article_ids
from found as f
join counted as c on c.day = f.day
join named on named.day = f.day
order by f.score desc, f.day;
