-- one row: an edit of a kind or a field that is none that we know
-- severity: stop
-- then: kinds are one closed list, `transforms.edit_kinds.KINDS`; add it there, to edit_kinds() and to docs/edits.md
select distinct kind, "field"
from edits
where not list_contains(string_split(edit_kinds(), ', '), kind) or "field" not in ('headline', 'body')
order by all;
