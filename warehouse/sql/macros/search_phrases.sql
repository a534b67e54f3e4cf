-- one value: the phrases of a query, in order, each with its leaf (two that NEAR joins have one), the words that may be
--   between it and the one before, and its reach: the place beside it counts, or else those beside the brackets round it
-- after: search_reach()
-- units: what search_units() gives
-- example: select search_phrases(search_units('headline:(taser OR film)')) as phrases
create macro search_phrases(units) as
    list_transform(
        [list_transform(
            list_filter(range(1, len(units) + 1), lambda place: units[place].kind = ')'),
            lambda last: {
                'first': list_max(list_filter(range(1, last), lambda first:
                    units[first].kind = '(' and units[first].depth = units[last].depth + 1)),
                'last': last})],
        lambda brackets: list_transform(
            list_filter(range(1, len(units) + 1), lambda place: units[place].kind in ('word', 'quoted')),
            lambda place: {
                'leaf': units[place].leaf,
                'said': replace(units[place].said, '"', ''),
                'gap': case when units[place - 1].kind = 'NEAR' then substr(units[place - 1].said, 6) else '0' end,
                'reach': coalesce(
                    case
                        when units[place + 1].kind = 'IN' then search_reach(units[place + 2].said)
                        when units[place - 1].kind = 'field' then search_reach(rtrim(units[place - 1].said, ':'))
                    end,
                    list_min(list_transform(
                        list_filter(brackets, lambda pair: pair['first'] < place and pair['last'] > place),
                        lambda pair: least(
                            case when units[pair['last'] + 1].kind = 'IN'
                                then search_reach(units[pair['last'] + 2].said) end,
                            case when units[pair['first'] - 1].kind = 'field'
                                then search_reach(rtrim(units[pair['first'] - 1].said, ':')) end))),
                    1000000)}))[1];
