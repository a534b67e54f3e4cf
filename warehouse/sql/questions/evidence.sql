-- one row: a span of the article that is evidence for a topic, or names an entity, in reading order
select
    mentions.kind, mentions.tag, coalesce(topics.name, entities.name) as name, mentions.field, mentions.start,
    mentions."end", mentions.text, mentions.rule, mentions.version,
    articles.text_kept_days
from mentions
join articles on articles.article_id = mentions.article_id
left join topics on mentions.kind = 'topic' and topics.topic = mentions.tag
left join entities on mentions.kind = 'entity' and entities.entity_id = mentions.tag
where mentions.article_id = $article_id
order by mentions.field = 'body', mentions.start, mentions."end", mentions.kind desc, mentions.tag, mentions.rule;
