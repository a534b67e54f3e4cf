-- one row: a topic, an entity or a span of an article that is not in the batch of the lake that it speaks of
-- looks at: chunk
-- severity: stop
-- then: commit an article and its tags in one batch, or by warehouse.taggings; see docs/architecture.md
with batches as (  -- one row: a batch that brought tags, and the batch of their articles
    select distinct batch_id as tags_batch_id, batch_id from lake.files where not starts_with(batch_id, 'topics:')
    union select tags_batch_id, batch_id from taggings
),
tags as (
    select 'mentions' as table_name, article_id, batch_id from lake.mentions
    union select 'article_topics', article_id, batch_id from lake.article_topics
    union select 'article_entities', article_id, batch_id from lake.article_entities
    union select 'relevance', article_id, batch_id from lake.relevance
    union select 'voices', article_id, batch_id from lake.voices
    union select 'people', article_id, batch_id from lake.people
    union select 'tag_changes', article_id, batch_id from lake.tag_changes
)
select tags.table_name, tags.article_id, tags.batch_id
from tags
join batches on batches.tags_batch_id = tags.batch_id
anti join lake.articles as read on read.article_id = tags.article_id and read.batch_id = batches.batch_id
order by all;
