-- one value: the statement, as SQL, that finds which texts hold a leaf of a query, and how much: text_no, day, size, weight
-- after: search_term(), search_places()
-- leaf: one of what search_leaves() gives
-- example: select search_leaf(search_leaves(search_units('taser{,s} NEAR/5 police'))[1]) as statement
create macro search_leaf(leaf) as
    list_transform(
        [list_transform(leaf['parts'], lambda forms: list_filter(forms, lambda form: len(form) > 0))],
        lambda parts: list_transform(
            [list_filter(parts[1], lambda form: len(form) > 1)],
            lambda phrases: concat('select text_no, day, size, weight from ', case
                when len(parts[1]) = 0 or len(parts[-1]) = 0 then 'postings where false'
                when len(parts) = 1 and leaf['reach'] = 1000000 and len(parts[1]) = 1 and len(parts[1][1]) = 1
                    and not ends_with(parts[1][1][1], '*')
                then concat('postings where ', search_term(parts[1][1][1]))
                else concat('(
                    select text_no, any_value(day) as day, any_value(size) as size,
                        least(255, sum(times)
                            + case when min(first_at) < 1000 then 3 when min(first_at) < 10000 then 1 else 0 end
                        )::utinyint as weight
                    from (',
                    case when len(parts) = 2 then concat('
                        select text_no, any_value(day) as day, any_value(size) as size,
                            count(distinct start) as times, min(start) as first_at
                        from (
                            select one.text_no, one.day, one.size, least(one.start, other.start) as start
                            from (', search_places(parts[1], leaf['reach']), ') as one
                            join (', search_places(parts[2], leaf['reach']), ') as other
                                on other.text_no = one.text_no
                            where other.start - one."end" between 0 and ', leaf['gap'], '
                                or one.start - other."end" between 0 and ', leaf['gap'], ')
                        group by text_no')
                    else concat(
                        list_aggregate(list_transform(parts[1], lambda form: case when len(form) = 1 then concat('
                            select text_no, day, size, len(positions) as times, positions[1] as first_at
                            from postings
                            where ', search_term(form[1]), ' and positions[1] < ', leaf['reach']) end),
                            'string_agg', ' union all '),
                        case when len(phrases) between 1 and len(parts[1]) - 1 then ' union all ' end,
                        case when len(phrases) > 0 then concat('
                            select text_no, any_value(day) as day, any_value(size) as size,
                                count(distinct start) as times, min(start) as first_at
                            from (', search_places(phrases, leaf['reach']), ')
                            group by text_no') end)
                    end, ') group by text_no)') end))[1])[1];
