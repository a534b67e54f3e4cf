-- one row: one London day on which more was counted than on the same weekdays before it, as bursts() tells it
-- counted: a list of what was counted: {'day': ..., 'is_whole': whether no outlet was blind, 'articles': ...}
-- least: how many deviations above the expected count make a burst
-- day: the day
-- articles: how many were counted
-- expected: the median of the same weekday in the eight weeks before, on days that are whole
-- deviation: how far a day usually lies from it: 1.4826 times the median distance (Rousseeuw and Croux, 1993), or
--   the root of the expected count if that is more, or one
-- score: how many deviations the day lies above what was expected
-- example: from burst_scores((select list({'day': day, 'is_whole': state <> 'blind', 'articles': kept})
--   from coverage where outlet = (select min(outlet) from coverage)), 3)
create macro burst_scores(counted, least) as table
with
days as (
    select unnest(counted, recursive := true)
),
pasts as (
    select d.day, p.articles as past
    from days as d
    join days as p on p.is_whole and p.day in (
        d.day - 7, d.day - 14, d.day - 21, d.day - 28, d.day - 35, d.day - 42, d.day - 49, d.day - 56)
    where d.articles > 0
),
middles as (
    select day, median(past) as expected, count(*) as weeks from pasts group by day
),
usual as (
    select
        middles.day, middles.expected,
        greatest(1.4826 * median(abs(pasts.past - middles.expected)), sqrt(middles.expected), 1) as deviation
    from middles
    join pasts on pasts.day = middles.day
    where middles.weeks >= 3
    group by middles.day, middles.expected
)
select d.day, d.articles, u.expected, u.deviation, (d.articles - u.expected) / u.deviation as score
from days as d
join usual as u on u.day = d.day
where (d.articles - u.expected) / u.deviation >= least
order by score desc, d.day;
