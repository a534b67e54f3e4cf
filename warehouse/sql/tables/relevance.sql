-- one row: whether one article, as it was last seen, is on the beat; none if it is known not to be in English
-- after: articles, taggings
-- replaced by: article_id, day
-- article_id: the article
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- score: from 0 to 1, on the beat from 0.5; it ranks articles and is no probability
-- is_on_beat: whether it is about policing, crime or the communities policed
-- reasons: the words that say so, heaviest first: rule, field, start, end, text, weight; a weight below 0 says
--   that the article is about something else
-- version: the rules that decided
create table relevance as
select
    judged.article_id, articles.outlet, articles.day, judged.score, judged.is_on_beat, judged.reasons,
    judged.version
from lake.relevance as judged
join articles on articles.article_id = judged.article_id
left join taggings on taggings.batch_id = articles.batch_id and taggings.age = 0
where judged.batch_id in (articles.batch_id, taggings.tags_batch_id)
qualify row_number() over (  -- a retag judges again whatever text is there; what it does not stays
    partition by judged.article_id order by judged.batch_id = taggings.tags_batch_id desc nulls last) = 1
order by articles.day, articles.outlet, judged.article_id;
