-- one row: a topic that the taxonomy no longer has, or an entity that the gazetteer no longer has
-- severity: warn
-- then: run `beatbook retag` for topics, or refine the days again that the old gazetteer tagged
select 'topic' as kind, topic::varchar as tag, count(*) as articles
from article_topics where topic not in (select topic from topics) group by all
union all
select 'entity', entity_id, count(*)
from article_entities where entity_id not in (select entity_id from entities) group by all
order by all;
