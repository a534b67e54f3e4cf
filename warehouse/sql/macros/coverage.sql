-- one row: one outlet in one period: whether we saw it, and how much of it we hold
-- after: coverage, coverage_periods, period_of(), period_after()
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
with
last as (
    select max(c.day) as day from coverage as c
),
periods as (
    select c.outlet, c.period, c.days_seen, c.days_degraded, c.kept
    from coverage_periods as c
    where c.length = case when every in ('day', 'week', 'month', 'quarter', 'year') then every
            else error('every must be day, week, month, quarter or year') end
        and (since is null or c.period >= period_of(every, since))
        and (until is null or c.period < period_after(every, until))
        and (outlet is null or c.outlet = outlet)
),
lengths as (
    select
        p.*,
        period_after(every, p.period) <= last.day as is_complete,
        (least(period_after(every, p.period), last.day + 1) - p.period)::integer as days
    from periods as p, last
)
select
    l.outlet, l.period, l.days, l.days_seen, l.days_degraded, l.kept,
    case
        when l.days_seen = 0 then 'blind'
        when l.days_seen < l.days then 'partial'
        when l.days_degraded > 0 then 'degraded'
        else 'up'
    end as state,
    l.is_complete
from lengths as l
order by l.period, l.outlet;
