-- one value: true for a first and a last day in their order, and where either is null; else an error that says so
-- since: the first day
-- until: the last day
-- example: select known_days(date '2026-11-01', date '2026-11-22') as is_known
create macro known_days(since, until) as  -- of constants DuckDB makes `true` before it reads anything
    case when cast(since as date) > cast(until as date)
        then error(concat('until ', until, ' lies before since ', since, ': turn them round.'))
        else true end;
