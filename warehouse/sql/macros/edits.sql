-- one row: one typed edit, the last seen first; how often we looked is in edits_by_outlet
-- after: edits, about(), known_outlet(), known_days(), known_word(), edit_kinds(), in_days()
-- topic: only articles about this topic, or one of this group, as they read now; null: all
-- outlet: only this outlet; null: all
-- kind: only this kind; null: all
-- since: edits seen on this day or later; null: from the start
-- until: edits seen on this day or before; null: to the end
-- day: the day it was seen in London
-- edited_at: when the revision after it was first read, UTC: it was made between the look before and this one
-- old_at: when the revision before it was first read, UTC
-- hours_after: how long after publication it was seen, in hours; null if the page gives no date
-- article_id: the article
-- revision: the number of the revision after the edit
-- field: where it is: headline or body
-- old_text: the words that were there; empty if none
-- new_text: the words that are there now; empty if none
-- rule: what says so: the person or speaker, the numbers, the verb, the scale of terms
-- headline: of the article, as it reads now
-- example: from edits(kind := 'softened')
create macro edits(topic := null, outlet := null, kind := null, since := null, until := null) as table
with
meant as (
    from about(topic)
)
select
    e.day, e.edited_at, e.old_at, e.hours_after, e.article_id, e.revision, e.outlet, e."field", e.kind, e.old_text,
    e.new_text, e.rule, e.headline
from edits as e
where (topic is null or e.article_id in (from meant))
    and case when known_outlet(outlet) and known_days(since, until) and known_word('kind', kind, edit_kinds())
        then  -- so that no other condition hides the error
        (outlet is null or e.outlet = outlet)
        and (kind is null or e.kind = kind)
        and in_days(e.day, since, until)
        end
order by e.edited_at desc, e.article_id, e."field" desc, e.new_start, e.kind;
