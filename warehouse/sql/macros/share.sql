-- one row: one period: which part of the output of all outlets that we saw is about a topic
-- after: trend_by_outlet()
-- topic: the topic's slug
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many are about the topic; null where we were blind to every outlet
-- output: how many articles of any topic the outlets that we saw have in the period
-- share: articles as a part of output, between 0 and 1; null where we were blind or nothing was published
-- outlets_up: how many outlets the numbers count: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on any day
-- is_complete: whether the period was over when the outlets were last asked
-- example: from share('stop-and-search', every := 'month')
create macro share(topic, every := 'week', since := null, until := null, outlet := null) as table
select
    t.period,
    sum(t.articles)::bigint as articles,
    sum(t.output)::bigint as output,
    sum(t.articles) / nullif(sum(t.output), 0) as share,
    count(*) filter (t.state <> 'blind') as outlets_up,
    count(*) filter (t.state = 'blind') as outlets_blind,
    bool_and(t.is_complete) as is_complete
from trend_by_outlet(topic, every := every, since := since, until := until, outlet := outlet) as t
group by t.period
order by t.period;
