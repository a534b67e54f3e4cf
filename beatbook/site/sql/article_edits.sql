-- one row: one typed edit of an article, and its first words before and after
select
    article_id, revision, "field", kind, left(old_text, 280) as old_text, left(new_text, 280) as new_text,
    length(old_text) > 280 or length(new_text) > 280 as is_cut, rule
from edits
where article_id in (select unnest($ids::varchar[]))
order by article_id, revision, "field" desc, new_start, kind
