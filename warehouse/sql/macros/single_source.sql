-- one row: one outlet: in how many articles about a topic nobody but the police speaks
-- after: article_voices(), seen_days()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- articles: how many articles in which somebody speaks
-- police_only: in how many of them every speaker is of a force or its unions, or an unnamed police source
-- share: police_only as a part of articles, between 0 and 1
-- days: how many days are asked for of which coverage tells, of whatever outlet
-- days_seen: on how many of them we saw the outlet; where that is fewer, articles of the others may be missing
-- example: from single_source('stop-and-search')
create macro single_source(topic := null, since := null, until := null, outlet := null) as table
with
seen as (
    from seen_days(since := since, until := until, outlet := outlet)
)
select
    s.outlet, count(*) as articles, count(*) filter (s.is_police_only) as police_only,
    count(*) filter (s.is_police_only) / count(*) as share,
    coalesce(any_value(seen.days), 0) as days, coalesce(any_value(seen.days_seen), 0) as days_seen
from article_voices(topic := topic, since := since, until := until, outlet := outlet) as s
left join seen on seen.outlet = s.outlet
group by s.outlet
order by share desc, articles desc, s.outlet;
