-- one value: how the leaves of a query are joined: & | ! and brackets, each leaf as #0#
-- units: what search_units() gives
-- example: select search_formula(search_units('taser AND NOT film')) as formula
create macro search_formula(units) as
    concat('(', list_aggregate(list_transform(units, lambda unit, place: concat(
        case when unit['kind'] in ('word', 'quoted', 'field', '(', 'NOT')
            and units[place - 1].kind in ('word', 'quoted', ')', 'place') then '&' end,
        case
            when unit['kind'] in ('word', 'quoted') then
                case when units[place - 1].kind is distinct from 'NEAR' then concat('#', unit['leaf'], '#') end
            when unit['kind'] in ('(', ')') then unit['kind']
            when unit['kind'] = 'NOT' then '!'
            when unit['kind'] = 'OR' then '|'
            when unit['kind'] = 'AND' then '&'
        end)), 'string_agg', ''), ')');
