"""The SQL that finds what a search wants: a statement of its own for each query, with nothing in vain.

The macro `matches` must hold a plan for every query that there can be; planning it takes longer than this
statement takes in all. What both find, and how well each text fits, is the same: a test holds them equal.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from warehouse.statements import quoted
from warehouse.wanted import HEADLINE, LEAD, Leaf, Wanted

JOINED = {"&": " and ", "|": " or ", "!": " not "}
_SIGN = re.compile(r"#(\d+)#|[&|!]")
# A table of the connection's own: DuckDB must know how few leaves there are to join them well.
LEAVES = "beatbook_leaves"
# BM25 as in the macro `matches`: Robertson and Zaragoza, 2009; k1 1.2, b 0.75. It counts with numbers alone:
# ids are looked up for the few that may be among the best.
SCORED = f"""
with
book as materialized (
    select count(*) as texts, avg(tokens) as usual from documents
),
held as materialized (
    select
        leaves.leaf, leaves.text_no, documents.day, documents.tokens,
        leaves.times
            + case when leaves.first_at < {HEADLINE} then 3 when leaves.first_at < {LEAD} then 1 else 0 end
            as weight
    from temp.{LEAVES} as leaves
    join documents on documents.text_no = leaves.text_no
    where true{{bounds}}
),
rarity as (
    select held.leaf, ln(1 + (book.texts - count(*) + 0.5) / (count(*) + 0.5)) as idf
    from held, book
    group by held.leaf, book.texts
),
scored as materialized (
    select
        held.text_no, any_value(held.day) as day, bit_or(1::bigint << held.leaf) as mask,
        sum(rarity.idf * held.weight * 2.2
            / (held.weight + 1.2 * (0.25 + 0.75 * held.tokens / book.usual))) as score
    from held
    join rarity on rarity.leaf = held.leaf
    cross join book
    group by held.text_no
),
fitting as materialized (
    select scored.text_no, scored.day, scored.score from scored where {{holds}}{{of_topic}}
)
select text_no, score, day
from fitting
where score >= (select min(score) from (select score from fitting order by score desc limit $limit))
qualify rank() over (order by score desc, day desc nulls last) <= $limit"""
# Of a few rows, a scan that asks first for their days, by which the tables are sorted, passes over nearly all
# at once. Days and keys are lists in the condition of the scan: a join alone reads every id of the book.
FEW = 100
OF_THEIR_DAYS = f"""(
    len($days::date[]) > {FEW}
    or list_contains($days::date[], {{table}}.day) is not false
        and list_contains({{keys}}, {{table}}.{{key}}))"""
NAMED = f"""
select documents.article_id, documents.day, best.text_no, best.score
from (select unnest($texts::integer[]) as text_no, unnest($scores::double[]) as score) as best
join documents on documents.text_no = best.text_no
where {OF_THEIR_DAYS.format(table="documents", key="text_no", keys="$texts::integer[]")}
order by best.score desc, documents.day desc nulls last, documents.article_id
limit $limit"""
BOUNDS = {
    "since": "documents.day >= $since",
    "until": "documents.day <= $until",
    "outlet": "documents.outlet = $outlet",
}
OF_TOPIC = f"""
    and scored.text_no in (
        select documents.text_no
        from temp.{LEAVES} as leaves
        join documents on documents.text_no = leaves.text_no
        where documents.article_id in (
            select tagged.article_id from article_topics as tagged
            where tagged.topic = $topic or tagged.topic in (
                select member.topic from topics as member where member.parent = $topic)))"""


def leaves(wanted: Wanted, stored: str) -> str:
    """Return the statement that makes the table of what each text holds: leaf, text_no, times, first_at.

    `stored` is the relation of the words of all texts: term, text_no and positions.
    """
    each = (
        f"select {number} as leaf, text_no, times, first_at from ({_leaf(leaf, stored)})"
        for number, leaf in enumerate(wanted.leaves)
    )
    return f"create or replace temp table {LEAVES} as {' union all '.join(each)}"


def best(wanted: Wanted, bounds: Collection[str]) -> str:
    """Return the statement that gives text_no, score and day of the best texts that fit, in no order.

    With the last of them come all that fit as well and are of the same day: NAMED chooses by their ids. It
    reads that table, and takes the values that it is bounded by (since, until, outlet, topic), and limit.
    """
    bounded = "".join(f"\n        and {BOUNDS[name]}" for name in bounds if name in BOUNDS)
    of_topic = OF_TOPIC if "topic" in bounds else ""
    return SCORED.format(bounds=bounded, holds=_holds(wanted.formula), of_topic=of_topic)


def shown(texts: Sequence[int], stored: str) -> str:
    """Return the statement that shows these texts as articles, in this order.

    It takes the pattern `words`, and of the articles `names`, `days` and `scores`; `stored` is the relation
    of all texts: text_no and body. The numbers stand in it, so that DuckDB skips what holds none of them.
    """
    numbers = ", ".join(map(str, texts)) or "null"
    return f"""
        with
        best as (
            select
                unnest([{numbers}]::integer[]) as text_no, unnest($names::varchar[]) as article_id,
                unnest($scores::double[]) as score, generate_subscripts([{numbers}], 1) as place
        ),
        texts as (
            select text_no, body from {stored} where text_no in ({numbers})
        ),
        named as (
            select article_id, day, outlet, headline, url, text_kept_days
            from articles
            where {OF_THEIR_DAYS.format(table="articles", key="article_id", keys="$names::varchar[]")}
        )
        select
            named.article_id, named.day, named.outlet::varchar as outlet, named.headline, named.url,
            snippet(texts.body, $words, kept_days := named.text_kept_days) as snippet, best.score
        from best
        join texts on texts.text_no = best.text_no
        join named on named.article_id = best.article_id
        order by best.place"""


def pattern(wanted: Wanted) -> str:
    """Return the regular expression, as DuckDB reads them, of every phrase that is asked for."""
    forms = (form for leaf in wanted.leaves for part in leaf.parts for form in part if form)
    said = (r"[^\p{L}\p{N}]+".join(form).replace("*", r"[\p{L}\p{N}]*") for form in forms)
    return rf"(?i)\b({'|'.join(said)})\b"


def _holds(formula: str) -> str:
    """Return the formula as SQL over a text's mask: bit n says whether it holds leaf n."""
    return _SIGN.sub(
        lambda sign: f"(scored.mask & (1::bigint << {sign[1]}) > 0)" if sign[1] else JOINED[sign[0]], formula
    )


def _leaf(leaf: Leaf, stored: str) -> str:
    """Return how often each text holds the leaf, and where first: text_no, times, first_at."""
    parts = [[form for form in part if form] for part in leaf.parts]
    if not all(parts):
        return "select null::integer as text_no, null::bigint as times, null::integer as first_at where false"
    if len(parts) == 2:
        one, other = (_runs(part, stored, leaf.reach) for part in parts)
        apart = f"between 0 and {leaf.gap}"
        return f"""
            select text_no, count(*) as times, min(start) as first_at
            from (
                select distinct one.text_no, least(one.start, other.start) as start
                from ({one}) as one
                join ({other}) as other on other.text_no = one.text_no
                where other.start - one."end" {apart} or one.start - other."end" {apart})
            group by text_no"""
    words = [form[0] for form in parts[0] if len(form) == 1]
    phrases = [form for form in parts[0] if len(form) > 1]
    counted = [
        f"select text_no, len(positions) as times, positions[1] as first_at from {stored} where {_is(word)}"
        f" and positions[1] < {leaf.reach}"
        for word in words
    ]
    if phrases:
        counted.append(
            f"select text_no, count(distinct start) as times, min(start) as first_at"
            f" from ({_runs(phrases, stored, leaf.reach)}) group by text_no"
        )
    if len(counted) == 1 and not any(word.endswith("*") for word in words):
        return counted[0]
    return f"""
        select text_no, sum(times) as times, min(first_at) as first_at
        from ({" union all ".join(counted)})
        group by text_no"""


def _runs(forms: Iterable[tuple[str, ...]], stored: str, reach: int) -> str:
    """Return where each form begins and ends: text_no, start, end."""
    found = []
    for form in forms:
        places = [_positions(word, slot, stored) for slot, word in enumerate(form)]
        joined, starts = f"({places[0]}) as p0", "p0.at"
        for slot, place in enumerate(places[1:], 1):
            joined += f" join ({place}) as p{slot} on p{slot}.text_no = p0.text_no"
            starts = f"list_intersect({starts}, p{slot}.at)"
        found.append(
            f'select distinct text_no, start, start + {len(form)} as "end" from ('
            f"select p0.text_no, unnest({starts}) as start from {joined}) where start < {reach}"
        )
    return " union all ".join(found)


def _positions(word: str, slot: int, stored: str) -> str:
    """Return where a phrase that has the word in this slot would begin: text_no, at."""
    at = f"list_transform(positions, lambda place: place - {slot})" if slot else "positions"
    if not word.endswith("*"):
        return f"select text_no, {at} as at from {stored} where {_is(word)}"
    return f"select text_no, flatten(list({at})) as at from {stored} where {_is(word)} group by text_no"


def _is(word: str) -> str:
    """Return the condition that a term is the word, or begins with what stands before its star."""
    if not word.endswith("*"):
        return f"term = {quoted(word)}"
    start = quoted(word[:-1])
    return f"term >= {start} and starts_with(term, {start})"
