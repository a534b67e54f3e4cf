-- one value: 1 or 0, whether a formula holds if the leaves do whose bits are set; else what cannot be read of it
-- formula: leaves as #0#, joined by & | ! and brackets
-- mask: bit n says whether leaf n holds
-- example: select formula_value('(#0#&!#1#)', 1) as holds
create macro formula_value(formula, mask) as
    list_reduce(
        list_prepend(
            list_reduce(
                list_prepend(formula, list_transform(range(60), lambda leaf: leaf::varchar)),
                lambda so_far, leaf: replace(so_far, '#' || leaf || '#',
                    case when mask & (1::bigint << leaf::integer) > 0 then '1' else '0' end)),
            list_transform(range(40), lambda turn: '')),  -- each turn settles what stands innermost
        lambda so_far, turn: regexp_replace(regexp_replace(
            replace(replace(replace(replace(replace(replace(so_far, '!0', '1'), '!1', '0'),
                '1&1', '1'), '1&0', '0'), '0&1', '0'), '0&0', '0'),
            '\((?:[01]\|)*1(?:\|[01])*\)', '1', 'g'), '\(0(?:\|0)*\)', '0', 'g'));
