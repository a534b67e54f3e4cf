-- one row: a span of an article that is evidence for a topic, or names an entity, in reading order
-- after: article_facts(), document_of(), mentions, topics, entities
-- id: the article's id
-- kind: topic or entity
-- tag: the topic, or the entity_id
-- name: its name
-- field: where the span is: headline or body
-- start: its first character, counted in code points from 0
-- end: the character after its last
-- text: its words, exactly as they stand there; empty if the time of the text is over
-- rule: the rule of the topic, or the alias of the entity, that matched
-- version: the taxonomy or gazetteer that the rule belongs to
-- text_kept_days: for how many days the text was kept, if that time is over; null while it is there
-- example: from evidence('a1')
create macro evidence(id) as table
with
spans as (  -- its day rules out nearly all others at once; of undated ones there are few
    select mentions.* from mentions where article_id = id and day in (select day from document_of(id))
    union all
    select mentions.* from mentions where article_id = id and day is null
)
select
    m.kind, m.tag, coalesce(t.name, e.name) as name, m.field, m.start, m."end", m.text, m.rule, m.version,
    a.text_kept_days
from spans as m
cross join article_facts(id) as a
left join topics as t on m.kind = 'topic' and t.topic = m.tag
left join entities as e on m.kind = 'entity' and e.entity_id = m.tag
order by m.field = 'body', m.start, m."end", m.kind desc, m.tag, m.rule;
