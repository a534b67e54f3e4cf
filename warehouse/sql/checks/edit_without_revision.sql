-- one row: an edit in the lake between readings that are no consecutive revisions any more, so it is not shown
-- severity: warn
-- then: a day before it was refined again: relate the days after it again
select found.article_id, found.old_at, found.edited_at, found.kind, found.batch_id
from lake.edits as found
anti join edits
    on edits.article_id = found.article_id
    and edits.edited_at = timezone('UTC', found.edited_at)
    and edits.old_at = timezone('UTC', found.old_at)
order by all;
