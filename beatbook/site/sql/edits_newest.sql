-- one row: one typed edit and its first words before and after; the newest of each kind
select
    outlet::varchar as outlet, day, edited_at, old_at, hours_after, article_id, revision, "field", kind,
    left(old_text, 280) as old_text, left(new_text, 280) as new_text,
    length(old_text) > 280 or length(new_text) > 280 as is_cut, rule, headline
from edits(outlet := $outlet)
qualify row_number() over (
    partition by kind order by edited_at desc, article_id, "field" desc, old_text, new_text) <= $most
order by edited_at desc, article_id, "field" desc, kind, old_text, new_text
