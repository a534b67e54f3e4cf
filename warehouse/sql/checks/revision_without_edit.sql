-- one row: a revision after the first of which no edit tells what changed
-- severity: warn
-- then: relate the day on which it was seen; if its text was not kept, refine that day again first
select versions.article_id, versions.valid_from, versions.headline
from versions  -- not revisions, which would number all of the book's: the first has a verdict of its own
anti join edits on edits.article_id = versions.article_id and edits.edited_at = versions.valid_from
where versions.verdict = 'revision'
order by all;
