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
        select outlet, url from gone.fetches union select outlet, url from new.fetches)
union  -- its cluster of copies has, had or loses another's name
select article_id from copies
where cluster_id in (
    with recursive renamed as (
        from renamed_clusters union from gone.renamed_clusters
    ),
    reached as (
        select cluster_id from gone.renamed_clusters
        union
        select cluster_id from new.renamed_clusters
        union
        select renamed.into_cluster_id
        from reached
        join renamed on renamed.cluster_id = reached.cluster_id
    )
    select cluster_id from reached)
union  -- its outlet has another owner
select copies.article_id
from copies
left join outlets on outlets.outlet = copies.outlet
where copies.newsroom <> coalesce(outlets.owner, copies.outlet::varchar);
