-- one row: a topic of an article, or an entity, with more or fewer spans than it counts
-- looks at: chunk
-- severity: stop
-- then: make topics, entities and mentions from the same hits
with counted as (
    select article_id, 'topic' as kind, topic::varchar as tag, hits as spans from article_topics
    union all
    select article_id, 'entity', entity_id, mentions from article_entities
),
found as (
    select article_id, kind, tag, count(*) as spans from mentions group by all
)
select coalesce(counted.article_id, found.article_id) as article_id, kind, tag, counted.spans as counted, found.spans as found
from counted
full join found using (kind, tag, article_id)
where counted.spans is distinct from found.spans
order by all;
