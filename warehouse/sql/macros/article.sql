-- one row: one article as last seen, with its text, found by its id; `article_texts` has them all
-- after: article_facts(), bodies, document_of()
-- like: articles
-- id: the article's id
-- text_no: the number of the text in documents
-- body: its paragraphs, joined by a blank line; empty if its time is over, see text_kept_days
-- example: from article('a1')
create macro article(id) as table
with
meant as materialized (
    from document_of(id)
)
select
    found.*, (select text_no from meant) as text_no,
    (select b.body from bodies as b where b.text_no in (select text_no from meant) and b.article_id = id) as body
from article_facts(id) as found;
