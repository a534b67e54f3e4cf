-- one row: one story that an article of the chunk tells in the warehouse, before its rows are replaced
select told.story_id
from warehouse.article_stories as told
join touched.chunk on chunk.article_id = told.article_id and chunk.day = told.day
union
select told.story_id
from warehouse.article_stories as told
where told.day is null and told.article_id in (select article_id from touched.chunk where day is null);
