-- one row: one period: how many articles are about a topic, in all outlets that we saw
-- after: trend_by_outlet()
-- topic: the topic's slug
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many are about the topic; null, not zero, where we were blind to every outlet
-- outlets_up: how many outlets the number counts: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on any day, so that the number lacks them
-- is_complete: whether the period was over when the outlets were last asked
-- example: from trend('stop-and-search')
create macro trend(topic, every := 'week', since := null, until := null, outlet := null) as table
select
    t.period,
    sum(t.articles)::bigint as articles,
    count(*) filter (t.state <> 'blind') as outlets_up,
    count(*) filter (t.state = 'blind') as outlets_blind,
    bool_and(t.is_complete) as is_complete
from trend_by_outlet(topic, every := every, since := since, until := until, outlet := outlet) as t
group by t.period
order by t.period;
