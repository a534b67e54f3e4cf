-- one row: a fetch of an article that is touched, or of an address that it ever had, or one that is new
create table fetches as
with addresses as (
    select distinct fetches.outlet, fetches.url
    from warehouse.fetches
    where fetches.article_id in (select article_id from touched.chunk)
)
select fetches.*
from warehouse.fetches
where fetches.article_id in (select article_id from touched.chunk)
    or (fetches.outlet, fetches.url) in (select outlet, url from addresses)
    or (getvariable('is_grown') and (fetches.run_id, fetches.outlet, fetches.url) in (
        select run_id, outlet, url from new.fetches));
