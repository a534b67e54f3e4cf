-- one row: one phrase that a query asks for, in one of the forms that its braces give it
-- after: formula_value()
-- query: words, phrases and operators as docs/search.md has them
-- leaf: the number of the phrase in the formula; two that NEAR joins have one
-- part: 1, or 2 for what stands after NEAR
-- parts: how many the leaf has
-- gap: of two parts, how many words may be between them
-- reach: its words stand at positions below this: 1000 in the headline, 10000 in the lead
-- form: the number of the form
-- words: its words in order, folded; one that ends in * stands for all that begin so
-- formula: how the leaves are joined: & | ! and brackets, each leaf as #0#
-- example: from asked('(stop{,s} and search OR taser) AND NOT film')
create macro asked(query) as table
with recursive
tokens as (
    select
        place, token,
        case
            when lag(token) over (order by place) = 'IN' then 'place'
            when token in ('(', ')', 'OR', 'AND', 'NOT', 'IN') then token
            when regexp_full_match(token, 'NEAR/[1-9][0-9]*') then 'NEAR'
            when token in ('headline:', 'lead:') then 'field'
            when starts_with(token, '"') then 'quoted'
            else 'word'
        end as kind
    from (
        select unnest(found) as token, generate_subscripts(found, 1) as place
        from (select regexp_extract_all(translate(query, '“”„', '"""'),
            '"[^"]*"|[()]|(?:headline|lead):|[^\s()"]+') as found)
    )
),
joined as (  -- words that run together are one phrase
    select *, sum(case when kind = 'word' and before = 'word' then 0 else 1 end) over (order by place) as unit
    from (select *, lag(kind) over (order by place) as before from tokens)
),
units as (
    select
        unit, string_agg(token, ' ' order by place) as said,
        case when first(kind) in ('word', 'quoted') then 'phrase' else first(kind) end as kind
    from joined
    group by unit
),
marked as (
    select
        *,
        lag(kind) over (order by unit) as before,
        lag(said) over (order by unit) as said_before,
        lead(kind) over (order by unit) as next_kind,
        lead(said, 2) over (order by unit) as said_after_next,
        lead(kind, 2) over (order by unit) as kind_after_next,
        sum(case kind when '(' then 1 when ')' then -1 else 0 end) over (order by unit) as depth
    from units
),
counted as (
    select
        *, sum(case when kind = 'phrase' and before is distinct from 'NEAR' then 1 else 0 end) over (order by unit)
            - 1 as leaf
    from marked
),
brackets as (  -- what is said beside a bracket of the place its words must stand in
    select
        closing.unit as last_unit, max(opening.unit) as first_unit,
        case when closing.next_kind = 'IN' then closing.said_after_next end as place_after,
        arg_max_null(case when opening.before = 'field' then rtrim(opening.said_before, ':') end, opening.unit)
            as place_before
    from counted as closing
    join counted as opening
        on opening.kind = '(' and opening.unit < closing.unit and opening.depth = closing.depth + 1
    where closing.kind = ')'
    group by all
),
bounds as (
    select first_unit, last_unit, unnest([place_after, place_before]) as place from brackets
),
placed as (
    select
        counted.leaf, counted.unit, translate(counted.said, '"', '') as said,
        case when counted.before = 'NEAR' then substr(counted.said_before, 6)::integer end as gap,
        min(case coalesce(
            case when counted.next_kind = 'IN' then counted.said_after_next end,
            case when counted.before = 'field' then rtrim(counted.said_before, ':') end,
            bounds.place)
            when 'headline' then 1000 when 'lead' then 10000 else 1000000 end) as reach
    from counted
    left join bounds on counted.unit between bounds.first_unit and bounds.last_unit
    where counted.kind = 'phrase'
    group by all
),
parts as (
    select *, row_number() over (partition by leaf order by unit) as part from placed
),
leaves as (
    select leaf, count(*) as parts, max(gap) as gap, min(reach) as reach from parts group by leaf
),
formula as (
    select '(' || string_agg(
        case
            when kind = 'phrase' and before is distinct from 'NEAR' then
                case when before in ('phrase', ')', 'place') then '&' else '' end || '#' || leaf || '#'
            when kind = 'field' and before in ('phrase', ')', 'place') then '&'
            when kind = '(' then case when before in ('phrase', ')', 'place') then '&(' else '(' end
            when kind = 'NOT' then case when before in ('phrase', ')', 'place') then '&!' else '!' end
            when kind = ')' then ')'
            when kind = 'OR' then '|'
            when kind = 'AND' then '&'
            else ''
        end, '' order by unit) || ')' as written
    from counted
),
forms as (  -- braces written out
    select leaf, part, said from parts
    where coalesce(list_product(list_transform(regexp_extract_all(said, '\{[^{}]*\}'),
        lambda braces: len(string_split(braces, ',')))), 1) <= 1000
    union
    select
        leaf, part,
        said[:strpos(said, '{') - 1] || unnest(string_split(regexp_extract(said, '\{([^{}]*)\}', 1), ','))
            || said[strpos(said, '}') + 1:]
    from forms
    where regexp_matches(said, '^[^{}]*\{[^{}]*\}')
),
phrases as (
    select distinct leaf, part, regexp_extract_all(lower(said), '[\p{L}\p{N}]+\*?') as words
    from forms where not contains(said, '{')
),
sound as (
    select
        written,
        case
            when not regexp_matches(coalesce(query, ''), '[\p{L}\p{N}]') then 'Say at least one word to search for.'
            when exists (from leaves where parts > 2) then 'NEAR joins two phrases: use brackets or AND for more.'
            when exists (from tokens where kind = 'place' and token not in ('headline', 'lead'))
                then 'After IN comes headline or lead.'
            when exists (from tokens where regexp_matches(token, '^[@=]'))
                then '@classes and =Case are for the rules of topics: docs/search.md says what a search can ask.'
            when length(regexp_replace(query, '[^"“”„]', '', 'g')) % 2 = 1 then 'A quotation mark is not closed.'
            when exists (from tokens where kind = 'word' and regexp_full_match(token, 'NEAR(/.*)?|(near|Near)/.*'))
                then 'NEAR says how many words may be between: a NEAR/5 b.'
            when exists (
                from parts anti join (select leaf, part from forms where not contains(said, '{')) using (leaf, part))
                then 'The braces of a phrase must close, and give it a thousand forms at most.'
            when exists (from leaves where leaf > 59) then 'A search may have sixty phrases.'
            when formula_value(written, 0) not in ('0', '1')
                then 'This cannot be read: see to its brackets and operators.'
            when formula_value(written, 0) = '1'
                then 'Say also a word that must be there: NOT alone finds the whole book.'
        end as problem
    from formula
)
select
    phrases.leaf::integer as leaf, phrases.part::integer as part, leaves.parts::integer as parts, leaves.gap,
    leaves.reach::integer as reach,
    row_number() over (order by phrases.leaf, phrases.part, phrases.words)::integer as form, phrases.words,
    case when sound.problem is not null then error(sound.problem) else sound.written end as formula
from sound
left join phrases on true
left join leaves on leaves.leaf = phrases.leaf
order by form;
