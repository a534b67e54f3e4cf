-- one row: one topic of one article, as it was last seen, by one of the taxonomies that tagged it
-- after: articles, taggings, topic_slug
-- replaced by: article_id, day
-- article_id: the article
-- topic: the topic
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- hits: how many spans of the text spoke of the topic
-- score: how much of it there was
-- version: the taxonomy that decided
-- age: 0 for the taxonomy that counts, whose rows are those of article_topics; 1 for the one before it
create table article_topics_by_version as
select
    tagged.article_id, tagged.topic::topic_slug as topic, articles.outlet, articles.day,
    tagged.hits, tagged.score, taggings.version, taggings.age
from lake.article_topics as tagged
join taggings on taggings.tags_batch_id = tagged.batch_id
join articles on articles.article_id = tagged.article_id and articles.batch_id = taggings.batch_id
order by articles.day, topic, articles.outlet, tagged.article_id, taggings.age;
