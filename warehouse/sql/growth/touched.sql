-- one row: an article of which the lake says something that the warehouse has not heard, or no longer says
select article_id from gone.batch_articles
union
select article_id from new.batch_articles
union  -- tagged again: the tags are in a batch of their own, which may name none of the articles
select article_id from batch_articles
where batch_id in (select regexp_replace(batch_id, '^topics:[0-9a-f]+:', '') from touched.batches)
union  -- an address of it was asked for: it may have vanished, or be there again
select fetches.article_id
from fetches
where fetches.article_id is not null
    and (fetches.outlet, fetches.url) in (
        select outlet, url from gone.fetches union select outlet, url from new.fetches);
