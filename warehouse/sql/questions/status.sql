-- one row: an outlet's last run, and how well we saw the outlet in a span of days; what needs attention first
with last_runs as (
    select
        *,
        least(day, coalesce($until::date, day)) as last_day,
        coalesce($since::date, last_day - 29) as first_day  -- the thirty days up to then, unless a day is named
    from runs
    qualify row_number() over (partition by outlet order by started_at desc) = 1
),
spans as (
    select
        coverage.outlet,
        count(*) filter (coverage.state = 'blind') as days_blind,
        count(*) filter (coverage.state = 'degraded') as days_degraded,
        count(*) filter (coverage.reason like 'probable loss%') as days_lost,
        min(coverage.day) filter (coverage.state = 'blind') as first_blind,
        max(coverage.day) filter (coverage.state = 'blind') as last_blind,
        arg_max(coverage.reason, coverage.day) filter (coverage.state = 'blind') as why_blind,
        arg_max(coverage.reason, coverage.day) filter (coverage.state = 'degraded') as why_degraded,
        arg_max(coverage.warning, coverage.day) filter (coverage.warning is not null) as last_warning
    from coverage
    join last_runs on last_runs.outlet = coverage.outlet
        and coverage.day between last_runs.first_day and last_runs.last_day
    group by all
),
reaches as (
    select outlet, min(day) as reached_from from coverage group by all
)
select
    last_runs.outlet::varchar as outlet, coverage.state, last_runs.run_id, last_runs.day,
    last_runs.finish_reason, last_runs.offered, last_runs.fetched, last_runs.kept,
    coalesce(days_blind, 0) as days_blind, coalesce(days_degraded, 0) as days_degraded,
    coalesce(days_lost, 0) as days_lost, first_blind, last_blind,
    nullif(concat_ws('; ', why_blind, nullif(why_degraded, why_blind)), '') as reason,
    last_warning as warning, last_runs.finished_at,
    first_day, last_day, reached_from
from last_runs
left join coverage on coverage.outlet = last_runs.outlet and coverage.day = last_runs.last_day
left join spans on spans.outlet = last_runs.outlet
left join reaches on reaches.outlet = last_runs.outlet
order by coverage.state = 'up', days_blind desc, days_degraded desc, last_runs.outlet;
