-- one value: the leaves of a query: each a phrase in all its forms, or two that NEAR joins, with its reach and how many
--   words may be between
-- after: search_phrases(), search_forms()
-- units: what search_units() gives
-- example: select search_leaves(search_units('taser{,s} NEAR/5 police')) as leaves
create macro search_leaves(units) as
    list_transform([search_phrases(units)], lambda phrases:
        list_transform(range(coalesce(phrases[-1].leaf, -1) + 1), lambda number:
            list_transform([list_filter(phrases, lambda phrase: phrase['leaf'] = number)], lambda of_leaf: {
                'parts': list_transform(of_leaf, lambda phrase: search_forms(phrase['said'])),
                'reach': least(of_leaf[1].reach, of_leaf[-1].reach),
                'gap': of_leaf[-1].gap})[1]))[1];
