-- one row: one outlet in one day, week, month, quarter or year: whether we saw it, and how much it wrote; see coverage()
-- after: coverage, articles, period_of(), period_after()
-- made again for: length, period
-- length: day, week, month, quarter or year; weeks start on Monday, days are London's
-- outlet: the outlet
-- period: its first day
-- days: how many of its days were over when the outlets were last asked
-- days_seen: how many of them some take reached
-- days_degraded: how many of them were seen, but not fully
-- kept: articles published on the days that coverage tells of
-- output: articles published in it, of whatever topic, also where we were blind
-- state: up; degraded if some day was; partial if some day was not seen; blind if none was
-- is_complete: whether the period was over when the outlets were last asked
create table coverage_periods as
with
last as (
    select max(day) as day from coverage
),
meant as (
    select
        length, period,
        cast(unnest(generate_series(period, period_after(length, period) - 1, interval 1 day)) as date) as day
    from touched.periods
),
days as (
    select outlet, day, count(*) as articles from articles where day in (select day from meant) group by all
),
written as (
    select meant.length, days.outlet, meant.period, sum(days.articles) as output
    from days
    join meant on meant.day = days.day
    group by all
),
seen as (
    select
        meant.length, coverage.outlet, meant.period,
        count(*) filter (coverage.state <> 'blind') as days_seen,
        count(*) filter (coverage.state = 'degraded') as days_degraded,
        sum(coverage.kept)::bigint as kept
    from coverage
    join meant on meant.day = coverage.day
    group by all
),
counted as (
    select
        seen.*, coalesce(written.output, 0)::bigint as output,
        (least(period_after(seen.length, seen.period), last.day + 1) - seen.period)::integer as days,
        period_after(seen.length, seen.period) <= last.day as is_complete
    from seen
    cross join last
    left join written
        on written.length = seen.length and written.outlet = seen.outlet and written.period = seen.period
)
select
    length, outlet, period, days, days_seen, days_degraded, kept, output,
    case
        when days_seen = 0 then 'blind'
        when days_seen < days then 'partial'
        when days_degraded > 0 then 'degraded'
        else 'up'
    end as state,
    is_complete
from counted
order by length, period, outlet;
