-- one row: one quotation of an article, in reading order
with
heard as (  -- its day rules out nearly all others at once; of undated ones there are few
    select voices.* from voices
    where article_id = $article_id and day in (select day from document_of($article_id))
    union all
    select voices.* from voices where article_id = $article_id and day is null
)
select * exclude (article_id, text_no, outlet, day, is_roles_first)
from heard
order by position;
