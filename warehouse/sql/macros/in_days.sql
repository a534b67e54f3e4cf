-- one value: whether a day is one of those asked for; null for what has no day
-- day: the day
-- since: the first day, or a time on it; null: from the start
-- until: the last day, or a time on it; null: to the end
-- example: select in_days(date '2026-08-26', timestamp '2026-08-26 10:00', null) as is_asked_for
create macro in_days(day, since, until) as
    (since is null or day >= cast(since as date)) and (until is null or day <= cast(until as date));
