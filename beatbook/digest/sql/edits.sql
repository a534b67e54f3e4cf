-- one row: one typed edit that was seen in the window, the last seen first
select
    e.article_id, e.revision, e.edited_at, e.hours_after, e.day, e."field", e.kind, e.old_text, e.new_text, e.rule,
    e.headline, o.name as outlet, a.url
from edits() as e
join outlets as o on o.outlet = e.outlet
join articles as a on a.article_id = e.article_id
where ($seen_after::timestamp is null or e.edited_at > $seen_after)
    and ($seen_until::timestamp is null or e.edited_at <= $seen_until)
order by e.edited_at desc, e.article_id, e.revision, e."field", e.kind, e.old_text, e.new_text
