-- one row: one outlet in one day, week, month, quarter or year: how much it wrote of whatever topic
-- after: articles, period_of()
-- length: day, week, month, quarter or year; weeks start on Monday, days are London's
-- outlet: the outlet
-- period: its first day
-- articles: how many articles were published in it; a period without any has no row
create table output_periods as
with
days as (
    select outlet, day, count(*) as articles
    from articles
    where day is not null
    group by all
)
select
    lengths.length, days.outlet, period_of(lengths.length, days.day) as period,
    sum(days.articles)::bigint as articles
from days
cross join (select unnest(['day', 'week', 'month', 'quarter', 'year']) as length) as lengths
group by all
order by lengths.length, period, days.outlet;
