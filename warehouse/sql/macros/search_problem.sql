-- one value: why a query cannot be answered, and what to mend; null if it can
-- after: formula_value()
-- query: the query
-- units: what search_units() gives of it
-- leaves: what search_leaves() gives of these
-- formula: what search_formula() gives of them
-- example: select search_problem('NOT film', search_units('NOT film'), search_leaves(search_units('NOT film')),
--   '(!#0#)') as problem
create macro search_problem(query, units, leaves, formula) as
    list_transform([formula_value(formula, 0)], lambda alone: case
        when len(list_filter(units, lambda unit: regexp_matches(unit['said'], '[^-\s(){}"*,/:@=]'))) = 0
            then 'Say at least one word to search for.'
        when list_max(list_transform(leaves, lambda leaf: len(leaf['parts']))) > 2
            then 'NEAR joins two phrases: use brackets or AND for more.'
        when len(list_filter(units, lambda unit:
            unit['kind'] = 'place' and unit['said'] not in ('headline', 'lead'))) > 0
            then 'After IN comes headline or lead.'
        when len(list_filter(units, lambda unit: regexp_matches(unit['said'], '(^| )[@=]'))) > 0
            then '@classes and =Case are for the rules of topics: docs/search.md says what a search can ask.'
        when length(regexp_replace(query, '[^"“”„]', '', 'g')) % 2 = 1 then 'A quotation mark is not closed.'
        when len(list_filter(units, lambda unit: unit['kind'] = 'word'
            and regexp_matches(unit['said'], '(^| )(NEAR(/[^ ]*)?|(near|Near)/[^ ]*)( |$)'))) > 0
            then 'NEAR says how many words may be between: a NEAR/5 b.'
        when len(list_filter(leaves, lambda leaf: len(list_filter(leaf['parts'], lambda forms: forms is null)) > 0)) > 0
            then 'The braces of a phrase must close, and give it a thousand forms at most.'
        when len(leaves) > 60 then 'A search may have sixty phrases.'
        when alone not in ('0', '1') then 'This cannot be read: see to its brackets and operators.'
        when alone = '1' then 'Say also a word that must be there: NOT alone finds the whole book.'
        end)[1];
