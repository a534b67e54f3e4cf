-- one row: one number that a text of an article of the chunk had before the last
create view known_replaced_texts as
select article_id, text_no
from warehouse.replaced_texts
where article_id in (select article_id from touched.chunk);
