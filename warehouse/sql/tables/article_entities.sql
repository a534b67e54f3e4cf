-- one row: one entity of one article, as it was last seen
-- after: articles, documents
-- replaced by: article_id, day
-- article_id: the article
-- text_no: the number of its text in documents: sooner to join by than the id
-- entity_id: the entity
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- mentions: how many spans of the text name it
-- in_headline: whether the headline names it
-- version: the gazetteer that decided
create table article_entities as
select
    named.article_id, documents.text_no, named.entity_id, articles.outlet, articles.day, named.mentions, named.in_headline,
    named.version
from lake.article_entities as named
join articles on articles.article_id = named.article_id and articles.batch_id = named.batch_id
join documents on documents.article_id = named.article_id
order by articles.day, named.entity_id, articles.outlet, named.article_id;
