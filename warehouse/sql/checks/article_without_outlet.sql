-- one row: an article of an outlet that the catalogue does not know
-- severity: stop
-- then: bring the outlet's file back, with `enabled = false` if it is not to be crawled
select article_id, outlet, url
from articles
where outlet in (select named.outlet from (select distinct outlet from articles) as named anti join outlets using (outlet))
order by article_id;
