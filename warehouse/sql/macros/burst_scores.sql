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
    cross join (select unnest(range(7, 57, 7))::integer as ago) as weeks
    join days as p on p.is_whole and p.day = d.day - weeks.ago
    where d.articles > 0
),
usual as (
    select
        pasts.day, median(pasts.past) as expected,
        greatest(1.4826 * mad(pasts.past::double), sqrt(median(pasts.past)), 1) as deviation
    from pasts
    group by pasts.day
    having count(*) >= 3
)
select d.day, d.articles, u.expected, u.deviation, (d.articles - u.expected) / u.deviation as score
from days as d
join usual as u on u.day = d.day
where (d.articles - u.expected) / u.deviation >= least
order by score desc, d.day;
