-- one row: an edit whose words do not stand where it says, in the version before or the one after
-- looks at: chunk
-- severity: stop
-- then: the offsets were counted on other texts than the ones kept: relate the day again
with stood as (
    select edits.*, was.headline as old_headline, was_told.body as old_body, now.headline as new_headline,
        now_told.body as new_body
    from edits
    join versions as was on was.article_id = edits.article_id and was.valid_from = edits.old_at
    join version_texts as was_told on was_told.article_id = was.article_id and was_told.nth = was.nth
    join versions as now on now.article_id = edits.article_id and now.valid_from = edits.edited_at
    join version_texts as now_told on now_told.article_id = now.article_id and now_told.nth = now.nth
)
select article_id, edited_at, kind, "field", old_start, new_start, old_text, new_text
from stood
where old_start < 0 or old_end < old_start or new_start < 0 or new_end < new_start
    or (substring(if("field" = 'body', old_body, old_headline), old_start + 1, old_end - old_start)
        is distinct from old_text and ("field" <> 'body' or old_body is not null))
    or (substring(if("field" = 'body', new_body, new_headline), new_start + 1, new_end - new_start)
        is distinct from new_text and ("field" <> 'body' or new_body is not null))
order by all;
