-- one row: an edit of a kind or a field that is none that we know
-- severity: stop
-- then: kinds are one closed list, `transforms.edit_kinds.KINDS`; add it there, here and in docs/edits.md
select distinct kind, "field"
from edits
where kind not in (
        'headline_swapped', 'correction_notice', 'police_line_added', 'voice_added', 'voice_removed', 'name_added',
        'name_removed', 'number_changed', 'made_passive', 'made_active', 'softened', 'sharpened', 'text_moved',
        'text_added', 'text_removed', 'reworded', 'reparagraphed')
    or "field" not in ('headline', 'body')
order by all;
