-- one row: a topic, an entity or a span of an article that is not in the same batch of the lake
-- looks at: touched
-- severity: stop
-- then: commit an article and its tags in one batch; see docs/architecture.md
with tags as (
    select 'mentions' as table_name, article_id, batch_id from lake.mentions
    union select 'article_topics', article_id, batch_id from lake.article_topics
    union select 'article_entities', article_id, batch_id from lake.article_entities
    union select 'relevance', article_id, batch_id from lake.relevance
    union select 'voices', article_id, batch_id from lake.voices
    union select 'people', article_id, batch_id from lake.people
)
select tags.table_name, tags.article_id, tags.batch_id
from tags
anti join lake.articles as read on read.article_id = tags.article_id and read.batch_id = tags.batch_id
order by all;
