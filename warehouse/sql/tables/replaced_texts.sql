-- one row: one number that a text had before it changed or went; its old words may still stand in a segment
-- after: documents
-- replaced by: article_id
-- article_id: the article whose text it was
-- text_no: the number; postings and bodies do not show it
create table replaced_texts as
select known.article_id, known.text_no
from known_documents as known
anti join documents on documents.text_no = known.text_no
union all
select article_id, text_no from known_replaced_texts;
