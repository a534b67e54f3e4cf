-- one row: one outlet in one period: how many of its articles are about a topic
-- after: seen_periods(), topic_periods, known_topic(), in_periods()
-- topic: the topic's slug, or a group's: an article that has several of its topics counts once
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many are about the topic; null, not zero, where we were blind
-- output: how many articles of any topic the outlet has in the period; null where we were blind
-- state: up, degraded, partial or blind, as coverage() says; zero articles while up means silence
-- is_complete: whether the period was over when the outlets were last asked
-- example: from trend_by_outlet('stop-and-search', every := 'month')
create macro trend_by_outlet(topic, every := 'week', since := null, until := null, outlet := null) as table
with
seen as (
    from seen_periods(every := every, since := since, until := until, outlet := outlet)
),
tagged as (
    select t.outlet, t.period, t.articles
    from topic_periods as t
    where case when known_topic(coalesce(topic, 'null')) then  -- so that no other condition hides the error
        t.length = every and t.topic = topic
        and in_periods(t.period, every, since, until)
        and (outlet is null or t.outlet = outlet)
        end
)
select
    s.outlet, s.period,
    case when s.state <> 'blind' then coalesce(tagged.articles, 0) end as articles,
    case when s.state <> 'blind' then s.output end as output,
    s.state, s.is_complete
from seen as s
left join tagged on tagged.outlet = s.outlet and tagged.period = s.period
order by s.period, s.outlet;
