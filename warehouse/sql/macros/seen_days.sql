-- one row: one outlet: on how many of the days asked for we saw it
-- after: coverage, coverage_periods, known_days(), known_outlet(), in_days()
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- days: how many days are asked for of which coverage tells, of whatever outlet
-- days_seen: on how many of them we saw it; where that is fewer, articles of the others may be missing
-- example: from seen_days()
create macro seen_days(since := null, until := null, outlet := null) as table
with
told as (
    select c.outlet, c.day, c.state
    from coverage as c
    where case when known_outlet(outlet) and known_days(since, until) then  -- so that no other condition hides the error
        in_days(c.day, since, until)
        end
),
seen as (
    select told.outlet, count(told.day) filter (told.state <> 'blind') as days from told group by told.outlet
)
select
    c.outlet, (select count(distinct told.day) from told) as days, coalesce(seen.days, 0) as days_seen
from (select distinct p.outlet from coverage_periods as p where p.length = 'year') as c
left join seen on seen.outlet = c.outlet
where outlet is null or c.outlet = outlet
order by c.outlet;
