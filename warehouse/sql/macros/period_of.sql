-- one value: the first day of the period that a day falls in; weeks start on Monday
-- every: day, week, month, quarter or year
-- day: a date
-- example: select period_of('week', date '2026-11-22') as monday
create macro period_of(every, day) as cast(date_trunc(
    case when every in ('day', 'week', 'month', 'quarter', 'year') then every
        else error('every must be day, week, month, quarter or year') end,
    cast(day as date)) as date);
