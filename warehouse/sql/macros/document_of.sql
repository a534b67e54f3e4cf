-- one row: where an article stands: the number of its text, and its day, by which all tables of articles are sorted
-- after: article_mark(), documents
-- id: the article's id
-- article_id: the same
-- text_no: the number of its text in documents, bodies and postings
-- outlet: who published it
-- day: the day it was published in London; null if the page does not say
-- example: from document_of('a1')
create macro document_of(id) as table
select d.article_id, d.text_no, d.outlet, d.day
from documents as d
where d.mark = article_mark(id) and d.article_id = id;
