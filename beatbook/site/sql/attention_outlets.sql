-- one row: one outlet in one whole week: articles about the topic and their share of its output
select outlet::varchar as outlet, period, articles, output, share, state
from share_by_outlet($topic, every := 'week', until := $until)
where is_complete
order by outlet, period
