-- one row: the text of one article that holds what a query asks for, and how well, in no order
-- after: asked(), postings, documents, text_lengths, vocabulary, texts_about(), known_topic(), known_outlet(), known_days()
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
phrases as (
    from asked(query) where known_topic(topic) and known_outlet(outlet) and known_days(since, until)
),
wanted as (
    select form, unnest(words) as word, generate_subscripts(words, 1) as slot from phrases
),
terms as (
    select form, slot, word as term from wanted where not contains(word, '*')
    union all
    select wanted.form, wanted.slot, vocabulary.term
    from wanted
    join vocabulary on contains(wanted.word, '*') and starts_with(vocabulary.term, rtrim(wanted.word, '*'))
),
hits as (
    select
        phrases.leaf, phrases.part, phrases.form, phrases.parts, phrases.reach,
        len(phrases.words) as slots, terms.slot,
        stored.text_no, stored.day, stored.size, stored.positions
    from terms
    join phrases on phrases.form = terms.form
    join postings as stored on stored.term = terms.term
    where (since is null or stored.day >= since)
        and (until is null or stored.day <= until)
        and (outlet is null or stored.text_no in (
            select d.text_no from documents as d
            where outlet is not null and d.outlet = outlet))  -- said again, so that no text is asked for nothing
),
placed as (  -- where a phrase would begin that has the word in its place
    select form, slots, slot, text_no, day, size, unnest(positions) - slot + 1 as start
    from hits
    where slots > 1 or parts > 1
),
starts as (
    select one.form, one.text_no, one.day, one.size, one.start
    from placed as one
    join placed as other on other.form = one.form and other.text_no = one.text_no and other.start = one.start
        and other.slot > 1
    where one.slot = 1 and one.slots > 1
    group by one.form, one.text_no, one.day, one.size, one.start, one.slots
    having count(*) = one.slots - 1
    union all
    select form, text_no, day, size, start from placed where slots = 1
),
runs as (
    select
        phrases.leaf, phrases.part, phrases.parts, phrases.gap, starts.text_no, starts.day, starts.size, starts.start,
        starts.start + len(phrases.words) as "end"
    from starts
    join phrases on phrases.form = starts.form
    where starts.start < phrases.reach
),
near as (
    select distinct one.leaf, one.text_no, one.day, one.size, least(one.start, other.start) as start
    from runs as one
    join runs as other on other.leaf = one.leaf and other.part = 2 and other.text_no = one.text_no
    where one.part = 1 and one.parts = 2
        and (other.start - one."end" between 0 and one.gap or one.start - other."end" between 0 and one.gap)
),
counts as (
    select leaf, text_no, day, size, len(positions) as times, positions[1] as first_at
    from hits
    where slots = 1 and parts = 1 and positions[1] < reach
    union all
    select leaf, text_no, any_value(day), any_value(size), count(distinct start), min(start)
    from runs where parts = 1 group by leaf, text_no
    union all
    select leaf, text_no, any_value(day), any_value(size), count(*), min(start) from near group by leaf, text_no
),
held as (
    select
        leaf, text_no, any_value(day) as day, any_value(size) as size,
        least(255,
            sum(times) + case when min(first_at) < 1000 then 3 when min(first_at) < 10000 then 1 else 0 end) as weight
    from counts
    group by leaf, text_no
),
rarity as (
    select leaf, ln(1 + (book.texts - count(*) + 0.5) / (count(*) + 0.5)) as idf
    from held, text_lengths as book
    group by leaf, book.texts
),
scored as (
    select
        held.text_no, any_value(held.day) as day,
        bit_or(1::bigint << held.leaf::integer) as mask,
        sum(rarity.idf * held.weight * 2.2
            / (held.weight + 1.2 * (0.25 + 0.75 * pow(2, held.size / 8) / book.usual_length))) as score
    from held
    join rarity on rarity.leaf = held.leaf
    cross join text_lengths as book
    group by held.text_no
),
truths as (
    select mask, formula_value((select any_value(formula) from phrases), mask) = '1' as is_true
    from (select distinct mask from scored)
)
select scored.text_no, scored.day, scored.score
from scored
join truths on truths.mask = scored.mask and truths.is_true
where topic is null or scored.text_no in (select t.text_no from texts_about(topic) as t);
