-- one row: one outlet in one period: how much it wrote of whatever topic, and whether we saw it
-- after: seen_periods()
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- output: how many articles it has in the period; null, not zero, where we were blind
-- state: up, degraded, partial or blind, as coverage() says
-- is_complete: whether the period was over when the outlets were last asked
-- example: from output_by_outlet(every := 'month')
create macro output_by_outlet(every := 'week', since := null, until := null, outlet := null) as table
select s.outlet, s.period, case when s.state <> 'blind' then s.output end as output, s.state, s.is_complete
from seen_periods(every := every, since := since, until := until, outlet := outlet) as s
order by s.period, s.outlet;
