-- one value: the regular expression of every phrase that a query asks for, with one group, as snippet() wants it
-- after: search_units(), search_phrases(), search_forms()
-- query: words, phrases and operators as docs/search.md has them
-- example: select search_pattern('taser{,s} AND NOT film') as words
create macro search_pattern(query) as
    concat('(?i)\b(', list_aggregate(list_transform(
        list_transform([search_units(query)], lambda units:
            flatten(list_transform(search_phrases(units), lambda phrase: search_forms(phrase['said']))))[1],
        lambda form: case when len(form) > 0 then
            replace(list_aggregate(form, 'string_agg', '[^\p{L}\p{N}]+'), '*', '[\p{L}\p{N}]*') end),
        'string_agg', '|'), ')\b');
