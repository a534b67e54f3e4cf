-- one row: one article and the story it tells, as it was last told
-- after: articles
-- replaced by: article_id, day
-- article_id: the article
-- story_id: the story
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- published_at: when it was published, UTC; null if the page does not say
-- similarity: how alike it is, on average, to the story's other articles, from 0 to 1; null if there are none
-- version: the method that decided
create table article_stories as
select
    told.article_id, told.story_id, articles.outlet, articles.day, articles.published_at, told.similarity,
    told.version
from lake.article_stories as told
join articles on articles.article_id = told.article_id
qualify row_number() over (partition by told.article_id order by told.batch_id desc) = 1
order by articles.day, told.story_id, told.article_id;
