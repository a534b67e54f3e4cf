-- one row: the text of one article that holds what a query asks for, and how well, in no order
-- after: search_texts(), formula_value(), postings, documents, text_lengths, texts_about(), known_topic(), known_outlet(), known_days(), in_days()
-- query: words, phrases and operators as docs/search.md has them: taser{,s} AND NOT film IN headline
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- topic: only articles about this topic, or one of this group; null: all
-- text_no: the number of its text in documents
-- day: the day it was published in London; null if the page does not say
-- score: BM25 (Robertson and Zaragoza, 2009; k1 1.2, b 0.75), a word in the headline counting as three more,
--   in the lead as one more, at most 255 in all; lengths are compared to the eighth of a doubling, as postings.size
-- example: from texts_matching('stop and search AND police')
create macro texts_matching(query, since := null, until := null, outlet := null, topic := null) as table
with
leaves as materialized (  -- by a statement of its own, so that DuckDB plans for what is asked and nothing else
    select t.leaf, t.text_no, t.day, t.size, t.weight, t.formula
    from query(search_texts(query)) as t
    where case when known_topic(topic) and known_outlet(outlet) and known_days(since, until) then
        t.leaf < 0
        or in_days(t.day, since, until)
            and (outlet is null or t.text_no in (
                select d.text_no from documents as d
                where outlet is not null and d.outlet = outlet))  -- said again, so that no text is asked for nothing
        end
),
needing as (  -- the formula with all that it denies denied
    select
        l.formula, regexp_replace(l.formula, '!(#\d+#|\((?:[^()]|\([^()]*\))*\))', '1', 'g') as needed
    from leaves as l
    where l.leaf < 0
),
counts as (
    select l.leaf, count(*) as texts from leaves as l where l.leaf >= 0 group by l.leaf
),
rarity as materialized (
    select
        c.leaf, c.texts, ln(1 + (book.texts - c.texts + 0.5) / (c.texts + 0.5)) as idf,
        not contains(n.needed, '!') and formula_value(replace(n.needed, '#' || c.leaf || '#', '0'), -1) = '0' as is_needed
    from counts as c
    cross join needing as n
    cross join text_lengths as book
),
rarest as (
    select leaf from rarity where is_needed order by texts, leaf limit 1
),
held as (  -- of what all must hold the rarest: of no other text need anything be said
    select l.leaf, l.text_no, l.day, l.size, l.weight
    from leaves as l
    where l.text_no in (
        select sure.text_no from leaves as sure where sure.leaf = coalesce((select leaf from rarest), sure.leaf))
),
scored as (
    select
        held.text_no, any_value(held.day) as day,
        bit_or(1::bigint << held.leaf) as mask,
        sum(rarity.idf * held.weight * 2.2
            / (held.weight + 1.2 * (0.25 + 0.75 * pow(2, held.size / 8) / book.usual_length))) as score
    from held
    join rarity on rarity.leaf = held.leaf
    cross join text_lengths as book
    group by held.text_no
),
truths as (
    select mask, formula_value((select formula from needing), mask) = '1' as is_true
    from (select distinct mask from scored)
)
select scored.text_no, scored.day, scored.score
from scored
join truths on truths.mask = scored.mask and truths.is_true
where topic is null or scored.text_no in (select t.text_no from texts_about(topic) as t);
