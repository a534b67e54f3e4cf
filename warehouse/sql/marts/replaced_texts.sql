-- one row: one number that a text had before it changed or went; its old words may still stand in a segment
-- after: documents, segments
-- text_no: the number; postings and bodies do not show it
create table replaced_texts as
with
numbers as (
    select unnest(range(first_text, last_text + 1))::integer as text_no from segments where kind = 'postings'
)
select numbers.text_no
from numbers
anti join documents on documents.text_no = numbers.text_no
order by numbers.text_no;
