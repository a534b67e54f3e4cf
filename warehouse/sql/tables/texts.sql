-- one row: one article with the text it carries and the newsroom behind it, to count distinct ones of either
-- after: articles, outlets, copies
-- article_id: the article
-- text_id: the same for all articles of one text; of an article that is no copy, its own id
-- outlet: who published it
-- newsroom: the outlet's owner, or the outlet itself where none is known
-- day: the day it was published in London; null if the page does not say
create view texts as
select
    articles.article_id, coalesce(copies.cluster_id, articles.article_id) as text_id, articles.outlet,
    coalesce(outlets.owner, articles.outlet::varchar) as newsroom, articles.day
from articles
left join copies on copies.article_id = articles.article_id
left join outlets on outlets.outlet = articles.outlet;
