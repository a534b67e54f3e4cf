-- one row: one taxonomy that tagged one batch of articles, as the batch stands now
-- batch_id: the commit of the lake that the articles came with, as in articles
-- version: the taxonomy
-- tags_batch_id: the commit that its tags came with: the articles' own, or one that `beatbook retag` made
-- age: 0 if these are the tags that count, 1 if they counted before those, and so on
create table taggings as
with brought as (
    select distinct
        regexp_replace(batch_id, '^topics:[0-9a-f]+:', '') as batch_id, version, batch_id as tags_batch_id,
        committed
    from lake.topics
),
held as (
    select distinct batch_id, committed from lake.articles
),
standing as (  -- what was tagged before the articles were refined again says nothing of them
    select brought.*
    from brought
    join held on held.batch_id = brought.batch_id and held.committed <= brought.committed
    qualify row_number() over (partition by brought.batch_id, version order by brought.committed desc) = 1
)
select
    batch_id, version, tags_batch_id,
    (row_number() over (partition by batch_id order by committed desc) - 1)::integer as age
from standing
order by batch_id, age;
