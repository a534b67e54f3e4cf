-- one row: an outcome of the URLs that one outlet offered
-- asks: What did an outlet offer that we do not hold, and why?
select outlet, outcome, count(*) as urls
from fetches
where outcome <> 'fetched'
group by all
order by urls desc;
