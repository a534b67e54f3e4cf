-- one row: one day, week, month, quarter or year with an article of which the lake says something new
-- after: period_of()
create table periods as
select distinct lengths.length, period_of(lengths.length, days.day) as period
from touched.days
cross join (select unnest(['day', 'week', 'month', 'quarter', 'year']) as length) as lengths
where days.day is not null;
