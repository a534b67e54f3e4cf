-- one row: an outlet and a week in which we hold nothing of it
-- asks: Is a zero silence, or were we blind?
select outlet, period, state, days_seen, days
from coverage()
where kept = 0
order by period desc, outlet
limit 50;
