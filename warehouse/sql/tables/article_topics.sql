-- one row: one topic of one article, as it was last seen
-- after: articles, documents, taggings, topic_slug
-- replaced by: article_id, day
-- article_id: the article
-- text_no: the number of its text in documents: sooner to join by than the id
-- topic: the topic
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- hits: how many spans of the text speak of the topic; mentions has each
-- score: how much of it there is: each sentence that speaks of the topic counts once, more at the top
-- version: the taxonomy that decided
create table article_topics as
select
    tagged.article_id, documents.text_no, tagged.topic::topic_slug as topic, articles.outlet, articles.day,
    tagged.hits, tagged.score, tagged.version
from lake.article_topics as tagged
join articles on articles.article_id = tagged.article_id
join documents on documents.article_id = tagged.article_id
left join taggings on taggings.batch_id = articles.batch_id and taggings.age = 0
where tagged.batch_id = coalesce(taggings.tags_batch_id, articles.batch_id)
order by articles.day, topic, articles.outlet, tagged.article_id;
