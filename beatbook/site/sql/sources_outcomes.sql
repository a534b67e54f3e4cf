-- one row: one outcome: how many addresses of an outlet's articles it came to
select outlet::varchar as outlet, outcome, count(*) as urls, max(day) as last_day
from fetches
where kind = 'article'
group by all
order by outlet, urls desc, outcome
