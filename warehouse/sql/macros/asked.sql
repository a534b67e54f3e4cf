-- one value: what a query asks for: its leaves, see search_leaves(), and the formula that joins them, see
--   search_formula(); an error that says what to mend, if it cannot be read
-- after: search_units(), search_leaves(), search_formula(), search_problem()
-- query: words, phrases and operators as docs/search.md has them
-- example: select asked('(stop{,s} and search OR taser) AND NOT film') as asked
create macro asked(query) as
    list_transform([search_units(query)], lambda units:
        list_transform([{'leaves': search_leaves(units), 'formula': search_formula(units)}], lambda wanted:
            list_transform(
                [search_problem(query, units, wanted['leaves'], wanted['formula'])],
                lambda problem: case when problem is null then wanted else error(problem) end)[1])[1])[1];
