-- one row: an article of an outlet that the catalogue does not know
-- severity: stop
-- then: bring the outlet's file back, with `enabled = false` if it is not to be crawled
select article_id, outlet, url
from articles
where outlet not in (select outlet from outlets)
order by article_id;
