-- one value: the kinds of edits there are, by comma and blank; docs/edits.md says what each is
-- example: select edit_kinds() as kinds
create macro edit_kinds() as
    'headline_swapped, correction_notice, police_line_added, voice_added, voice_removed, name_added, name_removed, '
    || 'number_changed, made_passive, made_active, softened, sharpened, text_moved, text_added, text_removed, '
    || 'reworded, reparagraphed';
