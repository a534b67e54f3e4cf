-- one row: a name that was in an article and is there no more
-- asks: Whose names were taken out after publication?
select day, outlet, article_id, old_text as "name", hours_after
from edits(kind := 'name_removed');
