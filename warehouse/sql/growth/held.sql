-- one row: an article as the warehouse has it, of the batches that the touched articles are in or were in
select article_id, day
from warehouse.articles
where batch_id in (  -- few, and mostly late ones, so that most of the articles are not read
    select batch_id from touched.batches_of union select batch_id from touched.batches);
