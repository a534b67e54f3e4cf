-- one row: an outlet-day whose state is none of the three, or that is not up and does not say why
-- severity: stop
-- then: mend the coverage mart
select outlet, day, state, reason
from coverage
where state not in ('up', 'degraded', 'blind') or (state = 'up') <> (reason is null)
order by all;
