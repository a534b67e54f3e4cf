-- one row: a revision that a batch brought, or the one that such a revision followed, with its text
with counted as (
    select article_id, headline, fetched_at, page_url, batch_id, nth
    from lake.judged_versions
    where verdict in ('first', 'revision')
        and article_id in (select brought.article_id from lake.versions as brought where brought.batch_id = $batch_id)
    qualify count(*) over (partition by article_id) > 1
        and (batch_id = $batch_id or lead(batch_id) over (partition by article_id order by nth) = $batch_id)
)
select
    counted.article_id, counted.headline, counted.fetched_at, told.body, told."language", told.published_at
from counted
join lake.told_versions as told
    on told.article_id = counted.article_id and told.batch_id = counted.batch_id
    and told.fetched_at = counted.fetched_at and told.page_url = counted.page_url
order by counted.article_id, counted.nth;
