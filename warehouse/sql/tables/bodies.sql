-- one row: the text of one article as last seen
-- after: articles
-- kept in: parquet
-- article_id: the article
-- text_no: the number of the text in documents
-- body: its paragraphs, joined by a blank line; empty if its time is over, see articles.text_kept_days
create table bodies as
select articles.article_id, read.body
from articles
join lake.articles as read
    on read.article_id = articles.article_id
    and read.batch_id = articles.batch_id
    and timezone('UTC', read.fetched_at) is not distinct from articles.fetched_at
    and read.page_url = articles.page_url
order by articles.day, articles.outlet, articles.article_id;
