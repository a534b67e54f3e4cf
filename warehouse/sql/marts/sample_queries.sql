-- one row: one question in words, and a statement that answers it as it stands
-- name: a short name for it
-- question: the question in words
-- gives: what one row of the answer is
-- query: the statement
create table sample_queries as
select name, question, gives, query
from (select unnest(getvariable('samples'), recursive := true))
order by name;
