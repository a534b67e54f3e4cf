-- one row: one span of one article that is evidence for a topic, or names an entity
-- after: articles, taggings
-- replaced by: article_id, day
-- article_id: the article, as last seen
-- day: the day it was published in London; null if the page does not say
-- kind: topic or entity
-- tag: the topic, or the entity_id
-- field: where the span is: headline or body
-- start: its first character, counted in code points from 0
-- end: the character after its last
-- text: its words, exactly as they stand there; empty if the time of the text is over
-- rule: the rule of the topic, or the alias of the entity, that matched
-- version: the taxonomy or gazetteer that the rule belongs to
create table mentions as
select
    found.article_id, articles.day, found.kind, found.tag, found.field, found.start, found."end", found.text, found.rule,
    found.version
from lake.mentions as found
join articles on articles.article_id = found.article_id
left join taggings
    on taggings.batch_id = articles.batch_id and taggings.age = 0 and found.kind = 'topic'  -- alone tagged again
where found.batch_id = coalesce(taggings.tags_batch_id, articles.batch_id)
order by articles.day, found.article_id, found.kind, found.tag, found.field desc, found.start;
