-- one row: a span of an article that is evidence for a topic, or names an entity, in reading order
-- after: mentions, topics, entities
-- id: the article's id
-- kind: topic or entity
-- tag: the topic, or the entity_id
-- name: its name
-- field: where the span is: headline or body
-- start: its first character, counted in code points from 0
-- end: the character after its last
-- text: its words, exactly as they stand there
-- rule: the rule of the topic, or the alias of the entity, that matched
-- version: the taxonomy or gazetteer that the rule belongs to
-- example: from evidence('a1')
create macro evidence(id) as table
select
    m.kind, m.tag, coalesce(t.name, e.name) as name, m.field, m.start, m."end", m.text, m.rule, m.version
from mentions as m
left join topics as t on m.kind = 'topic' and t.topic = m.tag
left join entities as e on m.kind = 'entity' and e.entity_id = m.tag
where m.article_id = id
order by m.field = 'body', m.start, m."end", m.kind desc, m.tag, m.rule;
