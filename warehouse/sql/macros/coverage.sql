-- one row: one outlet in one period: whether we saw it, and how much of it we hold
-- after: seen_periods()
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- days: how many of its days were over when the outlets were last asked
-- days_seen: how many of them some take reached
-- days_degraded: how many of them were seen, but not fully
-- kept: articles published in it that we hold
-- state: up; degraded if some day was; partial if some day was not seen; blind if none was
-- is_complete: whether the period was over when the outlets were last asked
-- example: from coverage(every := 'month')
create macro coverage(every := 'week', since := null, until := null, outlet := null) as table
select s.outlet, s.period, s.days, s.days_seen, s.days_degraded, s.kept, s.state, s.is_complete
from seen_periods(every := every, since := since, until := until, outlet := outlet) as s
order by s.period, s.outlet;
