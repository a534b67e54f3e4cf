-- one value: what stands together in a query, in order: phrases, operators, brackets and places
-- query: words, phrases and operators as docs/search.md has them
-- example: select search_units('(stop and search OR taser) AND NOT film') as units
create macro search_units(query) as
    list_transform(
        [{  -- in a list, so that DuckDB makes ready what they say once, and not whenever it looks at this
            'no word': '[^\p{L}\p{N}\s(){}"*,/:@=-]',
            'token': '"[^"]*"|[()]|(?:headline|lead):|[^\s()"]+',
            'near': 'NEAR/[1-9][0-9]*'
        }],
        lambda patterns: list_transform(
            [regexp_extract_all(
                regexp_replace(translate(coalesce(query, ''), '“”„', '"""'), patterns['no word'], '-', 'g'),
                patterns['token'])],
            lambda tokens: list_reduce(
                list_prepend(
                    [{'kind': '', 'said': '', 'depth': 0, 'leaf': -1}],
                    list_transform(tokens, lambda token, place: [{
                        'kind': case
                            when tokens[place - 1] = 'IN' then 'place'
                            when token in ('(', ')', 'OR', 'AND', 'NOT', 'IN') then token
                            when regexp_full_match(token, patterns['near']) then 'NEAR'
                            when token in ('headline:', 'lead:') then 'field'
                            when starts_with(token, '"') then 'quoted'
                            else 'word' end,
                        'said': token,
                        'depth': case token when '(' then 1 when ')' then -1 else 0 end,
                        'leaf': 0}])),
                lambda units, more: case  -- words that run together are one phrase
                    when units[-1].kind = 'word' and more[1].kind = 'word' then list_append(units[:-2], {
                        'kind': 'word', 'said': concat(units[-1].said, ' ', more[1].said),
                        'depth': units[-1].depth, 'leaf': units[-1].leaf})
                    else list_append(units, {
                        'kind': more[1].kind, 'said': more[1].said, 'depth': units[-1].depth + more[1].depth,
                        'leaf': units[-1].leaf
                            + (more[1].kind in ('word', 'quoted') and units[-1].kind <> 'NEAR')::integer})
                end)[2:])[1])[1];
