-- one row: an article whose headline is missing or blank
-- looks at: chunk
-- severity: stop
-- then: see what `beatbook explain` makes of the page; it is either no article or read wrongly
select article_id, outlet, url
from articles
where headline is null or trim(headline) = ''
order by article_id;
