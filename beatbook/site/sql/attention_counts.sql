-- one row: one outlet in one whole week in which it wrote about the topic
select outlet::varchar as outlet, period, articles
from trend_by_outlet($topic, every := 'week', until := $until)
where is_complete and articles > 0
order by outlet, period
