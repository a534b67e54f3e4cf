-- one row: one cluster of copies that turned out to be another's, and took its name
-- replaced by: batch_id
-- cluster_id: the name it had
-- into_cluster_id: the name its articles have since
-- batch_id: the commit of the lake that it came with; of several the last counts
create table renamed_clusters as
select distinct previous_cluster_id as cluster_id, cluster_id as into_cluster_id, batch_id
from lake.copies
where previous_cluster_id is not null and previous_cluster_id <> cluster_id
order by batch_id, cluster_id, into_cluster_id;
