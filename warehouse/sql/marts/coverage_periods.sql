-- one row: one outlet in one day, week, month, quarter or year: on how many of its days we saw it; see coverage()
-- after: coverage, period_of()
-- length: day, week, month, quarter or year; weeks start on Monday, days are London's
-- outlet: the outlet
-- period: its first day
-- days_seen: how many of its days some take reached
-- days_degraded: how many of them were seen, but not fully
-- kept: articles published in it that we hold
create table coverage_periods as
select
    lengths.length, coverage.outlet, period_of(lengths.length, coverage.day) as period,
    count(*) filter (coverage.state <> 'blind') as days_seen,
    count(*) filter (coverage.state = 'degraded') as days_degraded,
    sum(coverage.kept)::bigint as kept
from coverage
cross join (select unnest(['day', 'week', 'month', 'quarter', 'year']) as length) as lengths
group by all
order by lengths.length, period, coverage.outlet;
