-- one row: one outlet: how often the police speak too where those whom they police speak. Counted are articles in
--   which somebody speaks as family, victim or witness, resident, campaigner, charity or lawyer; whether what they
--   say is criticism is not judged, and a force that is asked and declines is not counted as speaking
-- after: article_voices(), seen_days()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- articles: in how many articles one of them speaks
-- answered: in how many of those a force speaks too
-- share: answered as a part of articles, between 0 and 1
-- days: how many days are asked for of which coverage tells, of whatever outlet
-- days_seen: on how many of them we saw the outlet; where that is fewer, articles of the others may be missing
-- example: from right_of_reply()
create macro right_of_reply(topic := null, since := null, until := null, outlet := null) as table
with
seen as (
    from seen_days(since := since, until := until, outlet := outlet)
)
select
    s.outlet, count(*) as articles, count(*) filter (s.has_force) as answered,
    count(*) filter (s.has_force) / count(*) as share,
    coalesce(any_value(seen.days), 0) as days, coalesce(any_value(seen.days_seen), 0) as days_seen
from article_voices(topic := topic, since := since, until := until, outlet := outlet) as s
left join seen on seen.outlet = s.outlet
where s.has_public
group by s.outlet
order by articles desc, s.outlet;
