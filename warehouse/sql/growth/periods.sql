-- one row: one day, week, month, quarter or year with a day of which something new is to be said
-- after: period_of()
create view periods as
select distinct lengths.length, period_of(lengths.length, days.day) as period
from touched.days
cross join (select unnest(['day', 'week', 'month', 'quarter', 'year']) as length) as lengths
where days.day is not null;
