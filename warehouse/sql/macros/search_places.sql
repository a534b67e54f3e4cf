-- one value: the statement, as SQL, that finds where texts hold a phrase: text_no, day, size, start, end
-- after: search_term()
-- forms: its forms, as search_forms() has them
-- reach: below which position it must begin, see search_reach()
-- example: select search_places(search_forms('stop and search'), 1000) as statement
create macro search_places(forms, reach) as
    list_aggregate(list_transform(forms, lambda form: concat(
        'select text_no, p1.day, p1.size, start, start + ', len(form), ' as "end" from ',
        list_aggregate(list_transform(form, lambda word, slot: concat(
            '(select text_no, day, size, unnest(positions) - ', slot - 1, ' as start from postings where ',
            search_term(word), ') as p', slot, case when slot > 1 then ' using (text_no, start)' end)),
            'string_agg', ' join '),
        ' where start < ', reach)), 'string_agg', ' union all ');
