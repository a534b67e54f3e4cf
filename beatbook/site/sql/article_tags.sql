-- one row: one rule that found a topic or an entity in an article, how often, and the words it found first
select
    m.article_id, m.kind, m.tag, coalesce(any_value(t.name), any_value(e.name)) as name, m.rule, m.version,
    count(*) as times, first(coalesce(nullif(left(m.text, 80), ''), 'in the text') order by m.field = 'body', m.start) as words
from mentions as m
left join topics as t on m.kind = 'topic' and t.topic = m.tag
left join entities as e on m.kind = 'entity' and e.entity_id = m.tag
where m.article_id in (select unnest($ids::varchar[]))
group by m.article_id, m.kind, m.tag, m.rule, m.version
order by m.article_id, m.kind desc, times desc, m.tag, m.rule
