-- one row: one outlet in one whole week: how much it published; null where we were blind
select outlet::varchar as outlet, period, output, state
from output_by_outlet(every := 'week', until := $until)
where is_complete
order by outlet, period
