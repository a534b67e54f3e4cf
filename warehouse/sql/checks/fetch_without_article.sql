-- one row: a page that was fetched and kept, but whose article is not there
-- looks at: touched
-- severity: stop
-- then: refine the day of its run again; each fetched page is an article or has another outcome
select run_id, outlet, url, outcome, article_id
from fetches
where kind = 'article'
    and (outcome = 'fetched' or article_id is not null)
    and (article_id is null or article_id not in (select article_id from articles))
order by run_id, url;
