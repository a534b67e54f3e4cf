-- one value: whether a day is in one of the periods asked for; null for what has no day
-- after: period_of(), period_after()
-- day: the day
-- every: day, week, month, quarter or year; weeks start on Monday
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- example: select in_periods(date '2026-08-24', 'week', date '2026-08-26', null) as is_asked_for
create macro in_periods(day, every, since, until) as
    (since is null or day >= period_of(every, since)) and (until is null or day < period_after(every, until));
