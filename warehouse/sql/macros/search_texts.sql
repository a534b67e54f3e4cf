-- one value: the statement, as SQL, that finds which texts hold which leaf of a query, and how much: leaf, text_no, day,
--   size, weight; a row of leaf -1 has the formula
-- after: asked(), search_leaf()
-- query: words, phrases and operators as docs/search.md has them
-- example: select search_texts('taser{,s} AND NOT film') as statement
create macro search_texts(query) as
    list_transform([asked(query)], lambda wanted: concat(
        'select -1 as leaf, null::integer as text_no, null::date as day, null::utinyint as size,',
        ' null::utinyint as weight, ''', wanted['formula'], ''' as formula',
        list_aggregate(list_transform(wanted['leaves'], lambda leaf, nth: concat(
            ' union all select ', nth - 1, ', text_no, day, size, weight, null from (', search_leaf(leaf), ')')),
            'string_agg', '')))[1];
