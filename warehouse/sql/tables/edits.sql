-- one row: one typed edit between two successive revisions of an article, as their readings told
-- after: outlet_slug, london_day(), revisions
-- article_id: the article
-- outlet: who published it
-- day: the day it was seen in London
-- edited_at: when the revision after the edit was first read, UTC: the edit was made before that
-- before_at: when the revision before it was first read, UTC
-- field: headline, standfirst or body
-- kind: headline_changed, standfirst_changed, correction_notice, police_line_added, voice_added, voice_removed,
--   name_added, name_removed, number_changed, active_to_passive, passive_to_active, softened, sharpened,
--   text_added, text_removed, text_moved, reworded, reparagraphed; every change of words is in one at least
-- before: the words before; empty if none
-- after: the words after; empty if none
-- start_before: where they begin in the field before, in code points from 0
-- end_before: the code point after their last
-- start_after: where they begin in the field after
-- end_after: the code point after their last
-- diff: the passage word by word: mark is same, gone or new; marked_text() writes it in one line
-- rule: what says that it is of this kind
-- version: of the rules and their lists
create table edits as
with
steps as (
    select
        article_id, valid_from as edited_at,
        lag(valid_from) over (partition by article_id order by revision) as before_at
    from revisions
)
select
    found.article_id, found.outlet::outlet_slug as outlet, london_day(steps.edited_at) as day,
    steps.edited_at, steps.before_at, found."field", found.kind, found."before", found."after",
    found.start_before, found.end_before, found.start_after, found.end_after, found.diff, found.rule, found.version
from lake.edits as found
join steps on steps.article_id = found.article_id
    and steps.edited_at = timezone('UTC', found.edited_at)
    and steps.before_at = timezone('UTC', found.before_at)
order by day, outlet, found.article_id, steps.edited_at, found."field" desc, found.start_after, found.kind;
