-- one row: all texts that can be searched, as BM25 compares each with them
-- after: documents
-- texts: how many there are
-- usual_length: how many words one has on average; null if there are none
create table text_lengths as
select count(*) as texts, avg(tokens) as usual_length from documents;
