-- one row: one article as last seen, with its text
-- after: articles, bodies
-- like: articles, bodies
create view article_texts as
select articles.*, bodies.text_no, bodies.body
from articles
join bodies on bodies.article_id = articles.article_id;
