-- one row: an outlet's last run, and how well we see the outlet; what needs attention first
with last_runs as (
    select * from runs
    qualify row_number() over (partition by outlet order by started_at desc) = 1
),
last_month as (  -- the thirty days up to the last run
    select
        coverage.outlet,
        count(*) filter (coverage.state = 'blind') as days_blind,
        count(*) filter (coverage.state = 'degraded') as days_degraded,
        count(*) filter (coverage.reason like 'probable loss%') as days_lost,
        arg_max(coverage.reason, coverage.day) filter (coverage.state <> 'up') as last_reason,
        arg_max(coverage.warning, coverage.day) filter (coverage.warning is not null) as last_warning
    from coverage
    join last_runs on last_runs.outlet = coverage.outlet
        and coverage.day between last_runs.day - 29 and last_runs.day
    group by all
)
select
    last_runs.outlet::varchar as outlet, coverage.state, last_runs.run_id, last_runs.day,
    last_runs.finish_reason, last_runs.offered, last_runs.fetched, last_runs.kept,
    coalesce(days_blind, 0) as days_blind, coalesce(days_degraded, 0) as days_degraded,
    coalesce(days_lost, 0) as days_lost,
    coalesce(coverage.reason, last_reason) as reason, last_warning as warning, last_runs.finished_at
from last_runs
left join coverage on coverage.outlet = last_runs.outlet and coverage.day = last_runs.day
left join last_month on last_month.outlet = last_runs.outlet
order by coverage.state = 'up', days_blind desc, days_degraded desc, last_runs.outlet;
