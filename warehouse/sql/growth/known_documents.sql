-- one row: one article of the chunk as the search knew it before
create view known_documents as
select documents.*
from warehouse.documents
join touched.chunk on chunk.article_id = documents.article_id and chunk.day = documents.day
union all
select documents.*
from warehouse.documents
where day is null and article_id in (select article_id from touched.chunk where day is null);
