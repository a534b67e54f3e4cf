-- one row: an edit whose words do not stand where it says, in the version before or the one after
-- severity: stop
-- then: the offsets were counted on other texts than the ones kept: relate the day again
with texts as (
    select versions.article_id, versions.valid_from, versions.headline, version_texts.standfirst, version_texts.body
    from versions
    join version_texts on version_texts.article_id = versions.article_id and version_texts.nth = versions.nth
),
stood as (
    select
        edits.*,
        coalesce(case edits."field" when 'headline' then b.headline when 'body' then b.body else b.standfirst end, '') as old,
        coalesce(case edits."field" when 'headline' then a.headline when 'body' then a.body else a.standfirst end, '') as new
    from edits
    left join texts as b on b.article_id = edits.article_id and b.valid_from = edits.before_at
    left join texts as a on a.article_id = edits.article_id and a.valid_from = edits.edited_at
)
select article_id, edited_at, kind, "field", start_before, start_after, "before", "after"
from stood
where start_before < 0 or end_before < start_before or start_after < 0 or end_after < start_after
    or substring(old, start_before + 1, end_before - start_before) is distinct from "before"
    or substring(new, start_after + 1, end_after - start_after) is distinct from "after"
order by all;
