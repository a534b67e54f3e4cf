-- one row: one outlet in one period, in no order: whether we saw it, and how much it wrote; what the other macros count on
-- after: coverage_periods, known_outlet(), known_days(), in_periods()
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- length: as asked for
-- period: its first day
-- days: how many of its days were over when the outlets were last asked
-- days_seen: how many of them some take reached
-- days_degraded: how many of them were seen, but not fully
-- kept: articles published on the days that coverage tells of
-- output: articles published in it, of whatever topic, also where we were blind
-- state: up, degraded, partial or blind, as coverage() says
-- is_complete: whether the period was over when the outlets were last asked
-- example: from seen_periods(every := 'month')
create macro seen_periods(every := 'week', since := null, until := null, outlet := null) as table
select c.*
from coverage_periods as c
where case when known_outlet(outlet) and known_days(since, until) then  -- so that no other condition hides the error
    c.length = case when every in ('day', 'week', 'month', 'quarter', 'year') then every
        else error('every must be day, week, month, quarter or year') end
    and in_periods(c.period, every, since, until)
    and (outlet is null or c.outlet = outlet)
    end;
