-- one row: a topic that the taxonomy no longer has, or an entity that the gazetteer no longer has
-- severity: warn
-- then: run `beatbook retag` for topics, or refine the days again that the old gazetteer tagged
with
topics_told as (  -- counted first: a tag is looked up once, not once an article
    select topic, count(*) as articles from article_topics group by topic
),
entities_told as (
    select entity_id, count(*) as articles from article_entities group by entity_id
)
select 'topic' as kind, topic::varchar as tag, articles
from topics_told anti join topics using (topic)
union all
select 'entity', entity_id, articles
from entities_told anti join entities using (entity_id)
order by all;
