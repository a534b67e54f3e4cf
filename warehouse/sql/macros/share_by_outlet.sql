-- one row: one outlet in one period: which part of its output is about a topic
-- after: trend_by_outlet()
-- topic: the topic's slug
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many are about the topic; null where we were blind
-- output: how many articles of any topic the outlet has in the period; null where we were blind
-- share: articles as a part of output, between 0 and 1; null where we were blind or it published nothing
-- state: up, degraded, partial or blind, as coverage() says
-- is_complete: whether the period was over when the outlets were last asked
-- example: from share_by_outlet('stop-and-search', every := 'month')
create macro share_by_outlet(topic, every := 'week', since := null, until := null, outlet := null) as table
select
    t.outlet, t.period, t.articles, t.output,
    t.articles / nullif(t.output, 0) as share,
    t.state, t.is_complete
from trend_by_outlet(topic, every := every, since := since, until := until, outlet := outlet) as t
order by t.period, t.outlet;
