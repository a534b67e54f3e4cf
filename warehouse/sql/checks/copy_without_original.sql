-- one row: a cluster of copies that has no name, no original, or an original that is in another cluster
-- severity: stop
-- then: relate the days again in order, the oldest first
select copies.article_id, copies.cluster_id, copies.original_id, original.cluster_id as cluster_of_original
from copies
left join copies as original on original.article_id = copies.original_id
where copies.cluster_id is null
    or copies.original_id is null
    or (original.cluster_id is not null and original.cluster_id <> copies.cluster_id)
order by all;
