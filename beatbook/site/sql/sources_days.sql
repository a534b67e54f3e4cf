-- one row: one outlet on one London day of its last year
select outlet::varchar as outlet, day, state, polled, offered, fetched, kept, baseline, reason, warning
from coverage
where outlet = $outlet
    and ($until is null or day <= $until)
    and day > (select max(c.day) - 371 from coverage as c where $until is null or c.day <= $until)
order by day
