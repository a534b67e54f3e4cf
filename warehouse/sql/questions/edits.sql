-- one row: one typed edit, the last seen first
select
    day, edited_at, old_at, hours_after, article_id, revision, outlet::varchar as outlet, "field", kind, old_text,
    new_text, rule, headline
from edits(topic := $topic, outlet := $outlet, kind := $kind, since := $since, until := $until)
where $article_id::varchar is null or article_id = $article_id;
