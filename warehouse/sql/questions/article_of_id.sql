-- one row: an article by its whole id, and the number of its text
select article_id, text_no
from documents
where article_id = $name;
