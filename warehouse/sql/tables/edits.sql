-- one row: one typed edit between two consecutive revisions of an article, as docs/edits.md says what each kind means
-- after: outlet_slug, london_day(), revisions, articles
-- replaced by: article_id
-- article_id: the article
-- revision: the number of the revision after the edit
-- outlet: who published it
-- day: the day it was seen in London
-- edited_at: when the revision after it was first read, UTC: it was made between the look before and this one
-- old_at: when the revision before it was first read, UTC
-- hours_after: how long after publication it was seen, in hours; null if the page gives no date
-- headline: of the article, as it reads now
-- field: where it is: headline or body
-- kind: headline_swapped, correction_notice, police_line_added, voice_added, voice_removed, name_added, name_removed,
--   number_changed, made_passive, made_active, softened, sharpened; and for words in none of these text_moved,
--   text_added, text_removed, reworded, reparagraphed
-- old_text: the words that were there; empty if none, or if the time of that text is over
-- new_text: the words that are there now; empty if none, or if the time of that text is over
-- old_start: where they began in the field as it was, in code points from 0
-- old_end: the code point after their last
-- new_start: where they begin in the field as it became
-- new_end: the code point after their last
-- rule: what says so: the person or speaker, the numbers, the verb, the scale of terms
-- version: of the method and its lists
create table edits as
with
steps as (
    select
        article_id, revision, outlet, valid_from as edited_at,
        lag(valid_from) over (partition by article_id order by revision) as old_at
    from revisions
)
select
    found.article_id, steps.revision, steps.outlet, london_day(steps.edited_at) as day, steps.edited_at, steps.old_at,
    round(epoch(steps.edited_at - articles.published_at) / 3600, 1) as hours_after, articles.headline, found."field", found.kind,
    found.old_text, found.new_text, found.old_start, found.old_end, found.new_start, found.new_end, found.rule,
    found.version
from lake.edits as found
join steps
    on steps.article_id = found.article_id
    and steps.edited_at = timezone('UTC', found.edited_at)
    and steps.old_at = timezone('UTC', found.old_at)
join articles on articles.article_id = found.article_id
order by day, steps.outlet, found.article_id, steps.edited_at, found."field" desc, found.new_start, found.kind;
