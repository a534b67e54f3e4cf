-- one row: one article as last seen, with its text, found by its id; `article_texts` has them all
-- after: articles, bodies, document_of()
-- like: articles
-- id: the article's id
-- text_no: the number of the text in documents
-- body: its paragraphs, joined by a blank line; empty if its time is over, see text_kept_days
-- example: from article('a1')
create macro article(id) as table
with
meant as materialized (
    from document_of(id)
),
found as (  -- its day rules out nearly all others at once; of undated ones there are few
    select articles.* from articles where article_id = id and day in (select day from meant)
    union all
    select articles.* from articles where article_id = id and day is null
)
select
    found.*, (select text_no from meant) as text_no,
    (select b.body from bodies as b where b.text_no in (select text_no from meant) and b.article_id = id) as body
from found;
