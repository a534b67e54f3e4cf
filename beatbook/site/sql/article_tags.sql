-- one row: one rule that found a topic or an entity in an article, how often, and the words it found first
with
marks as (
    select
        article_id, kind, tag, rule, version, count(*) as times,
        first(coalesce(nullif(left("text", 80), ''), 'in the text') order by "field" = 'body', start) as words
    from mentions
    where article_id in (select unnest($ids::varchar[]))
    group by article_id, kind, tag, rule, version
)
select
    m.article_id, m.kind, m.tag, coalesce(t.name, e.name) as name, m.rule, m.version, m.times, m.words
from marks as m
left join topics as t on m.kind = 'topic' and t.topic = m.tag
left join entities as e on m.kind = 'entity' and e.entity_id = m.tag
order by m.article_id, m.kind desc, m.times desc, m.tag, m.rule
