-- one row: a revision after the first of which no edit tells what changed
-- severity: warn
-- then: relate the day on which it was seen; if its text was not kept, refine that day again first
select revisions.article_id, revisions.valid_from, revisions.headline
from revisions
anti join edits on edits.article_id = revisions.article_id and edits.edited_at = revisions.valid_from
where revisions.revision > 1
order by all;
