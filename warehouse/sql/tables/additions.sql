-- one row: one sentence of a copy that does not stand in its original
-- after: copies, bodies
-- article_id: the copy
-- start: its first character, counted in code points of the body from 0
-- end: the character after its last
-- text: the sentence
create view additions as
select
    spans.article_id, spans.span."start" as "start", spans.span."end" as "end",
    substring(bodies.body, spans.span."start" + 1, spans.span."end" - spans.span."start") as text
from (select article_id, unnest(added) as span from copies) as spans
join bodies on bodies.article_id = spans.article_id;
