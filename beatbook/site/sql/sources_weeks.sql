-- one row: one outlet in one whole week: whether we saw it, and how much of it we hold
select outlet::varchar as outlet, period, days, days_seen, days_degraded, kept, state
from coverage(every := 'week', since := $since, until := $until)
where is_complete
order by outlet, period
