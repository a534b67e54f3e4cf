"""The SQL that finds what a search wants: a statement of its own for each query, with nothing in vain.

Plain SQL writes such a statement by the macro `search_texts`; this one is asked in steps, each with what the
last one found. What both find, and how well each text fits, is the same: a test holds them equal.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from warehouse.statements import quoted
from warehouse.wanted import ANYWHERE, HEADLINE, LEAD, Leaf, Wanted

JOINED = {"&": " and ", "|": " or ", "!": " not "}
_SIGN = re.compile(r"#(\d+)#|[&|!]")
# A table of the connection's own: DuckDB must know how few leaves there are to join them well.
LEAVES = "beatbook_leaves"
# What a segment says of a text beside each word, so that nobody need ask the table of all texts; the macro
# `texts_matching` reckons weights anew. A length is told to the eighth of a doubling: Lucene too keeps it in
# one byte.
SIZE = "round(8 * log2({tokens}))::utinyint"
WEIGHT = f"""least(255, {{times}}
    + case when {{first_at}} < {HEADLINE} then 3 when {{first_at}} < {LEAD} then 1 else 0 end)::utinyint"""
# BM25 as in the macro `texts_matching`: Robertson and Zaragoza, 2009; k1 1.2, b 0.75. It counts with numbers
# alone: ids are looked up for the few that may be among the best.
SCORED = f"""
with
rarity as materialized (
    select leaves.leaf, ln(1 + ($texts_of_book - count(*) + 0.5) / (count(*) + 0.5)) as idf
    from temp.{LEAVES} as leaves
    group by leaves.leaf
),
held as (
    select leaves.leaf, leaves.text_no, leaves.day, leaves.size, leaves.weight
    from temp.{LEAVES} as leaves
    where true{{among}}
),
scored as (
    select
        held.text_no, any_value(held.day) as day, bit_or(1::bigint << held.leaf) as mask,
        sum(rarity.idf * held.weight * 2.2
            / (held.weight + 1.2 * (0.25 + 0.75 * pow(2, held.size / 8) / $usual_length))) as score
    from held
    join rarity on rarity.leaf = held.leaf
    group by held.text_no
),
fitting as materialized (
    select scored.text_no, scored.day, scored.score from scored where {{holds}}{{of_topic}}
)
select text_no, score, day
from fitting
where score >= (select min(score) from (select score from fitting order by score desc limit $limit))
qualify rank() over (order by score desc, day desc nulls last) <= $limit"""
AMONG = f"""
        and leaves.text_no in (select sure.text_no from temp.{LEAVES} as sure where sure.leaf = {{leaf}})"""
COUNTED = f"select leaf from temp.{LEAVES} group by leaf order by count(*), leaf"
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
    "since": "day >= $since::date",
    "until": "day <= $until::date",
    "outlet": "text_no in (select documents.text_no from documents where documents.outlet = $outlet)",
}
NOT_REPLACED = "anti join replaced_texts using (text_no)"
# Of a snapshot that says nothing of texts beside words: the table of all texts is joined, which is dearer.
EARLIER = f"""(
    select
        words.term, words.text_no, documents.day, words.positions,
        {SIZE.format(tokens="documents.tokens")} as size,
        {WEIGHT.format(times="len(words.positions)", first_at="words.positions[1]")} as weight
    from {{stored}} as words
    join documents on documents.text_no = words.text_no)"""
OF_TOPIC = """
    and scored.text_no in (select about.text_no from texts_about($topic) as about)"""
OF_TOPIC_EARLIER = """
    and scored.text_no in (
        select documents.text_no from documents where documents.article_id in (
            select tagged.article_id from article_topics as tagged
            where tagged.topic = $topic or tagged.topic in (
                select member.topic from topics as member where member.parent = $topic)))"""


def leaves(wanted: Wanted, bounds: Collection[str], stored: str, *, is_earlier: bool = False) -> str:
    """Return the statement that makes the table of what each text holds: leaf, text_no, day, size, weight.

    `stored` is the relation of the words of all texts as segments have them. Texts out of bounds are left
    out, and those that were replaced. It takes the values of since, until and outlet that it is bounded by.
    `is_earlier` says that the segments have term, text_no and positions alone.
    """
    if is_earlier:
        stored = EARLIER.format(stored=stored)
    left = "" if is_earlier else NOT_REPLACED
    bounded = " and ".join(["true", *(BOUNDS[name] for name in bounds if name in BOUNDS)])
    each = (
        f"select {number} as leaf, text_no, day, size, weight"
        f" from ({_leaf(leaf, stored)}) {left} where {bounded}"
        for number, leaf in enumerate(wanted.leaves)
    )
    return f"create or replace temp table {LEAVES} as {' union all '.join(each)}"


def best(
    wanted: Wanted, bounds: Collection[str], rarest: Sequence[int] = (), *, is_earlier: bool = False
) -> str:
    """Return the statement that gives text_no, score and day of the best texts that fit, in no order.

    With the last of them come all that fit as well and are of the same day: NAMED chooses by their ids. It
    reads the table of `leaves`, and takes limit, what LENGTHS tells, and the topic, if it is bounded by one.
    `rarest` are the leaves that any text holds, the rarest first: with one that all must hold, it looks at no
    other text. `is_earlier` says that topics of articles do not know the numbers of texts.
    """
    sure = [leaf for leaf in rarest if leaf in required(wanted.formula)]
    among = AMONG.format(leaf=sure[0]) if sure and len(wanted.leaves) > 1 else ""
    of_topic = "" if "topic" not in bounds else OF_TOPIC_EARLIER if is_earlier else OF_TOPIC
    return SCORED.format(among=among, holds=_holds(wanted.formula), of_topic=of_topic)


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


def required(formula: str) -> set[int]:
    """Return the leaves without which the formula cannot hold, as far as its form says.

    >>> sorted(required("((#0#&#1#)&!#2#)")), sorted(required("((#0#&#1#)|(#0#&#2#))"))
    ([0, 1], [0])
    """
    for sign, joined in ("|", set[int].intersection), ("&", set[int].union):
        parts = _apart(formula, sign)
        if len(parts) > 1:
            return joined(*map(required, parts))
    if formula.startswith("("):
        return required(formula[1:-1])
    return set() if formula.startswith("!") else {int(formula.strip("#"))}


def _apart(formula: str, sign: str) -> list[str]:
    """Return what the sign joins outside of all brackets."""
    parts, depth = [""], 0
    for each in formula:
        depth += (each == "(") - (each == ")")
        if each == sign and not depth:
            parts.append("")
        else:
            parts[-1] += each
    return parts


def _leaf(leaf: Leaf, stored: str) -> str:
    """Return which texts hold the leaf, and how much: text_no, day, size, weight."""
    parts = [[form for form in part if form] for part in leaf.parts]
    if not all(parts):
        return f"select text_no, day, size, weight from {stored} where false"
    if len(parts) == 1 and leaf.reach == ANYWHERE and _is_plain(parts[0]):
        return f"select text_no, day, size, weight from {stored} where {_is(parts[0][0][0])}"
    counted = [_near(leaf, parts, stored)] if len(parts) == 2 else _counted(leaf, parts[0], stored)
    return f"""
        select
            text_no, any_value(day) as day, any_value(size) as size,
            {WEIGHT.format(times="sum(times)", first_at="min(first_at)")} as weight
        from ({" union all ".join(counted)})
        group by text_no"""


def _is_plain(forms: Sequence[tuple[str, ...]]) -> bool:
    """Say whether the forms are one, of one whole word."""
    return len(forms) == 1 and len(forms[0]) == 1 and not forms[0][0].endswith("*")


def _counted(leaf: Leaf, forms: Sequence[tuple[str, ...]], stored: str) -> list[str]:
    """Return statements of how often texts hold the forms, and where first: times, first_at."""
    counted = [
        f"select text_no, day, size, len(positions) as times, positions[1] as first_at from {stored}"
        f" where {_is(form[0])} and positions[1] < {leaf.reach}"
        for form in forms
        if len(form) == 1
    ]
    phrases = [form for form in forms if len(form) > 1]
    if phrases:
        each = "distinct start" if len(phrases) > 1 else "*"  # one form alone begins nowhere twice
        counted.append(
            f"select text_no, any_value(day) as day, any_value(size) as size, count({each}) as times,"
            f" min(start) as first_at from ({_runs(phrases, stored, leaf.reach)}) group by text_no"
        )
    return counted


def _near(leaf: Leaf, parts: Sequence[Sequence[tuple[str, ...]]], stored: str) -> str:
    """Return the same of two phrases that stand near one another."""
    one, other = (_runs(part, stored, leaf.reach) for part in parts)
    apart = f"between 0 and {leaf.gap}"
    return f"""
        select text_no, any_value(day) as day, any_value(size) as size, count(distinct start) as times,
            min(start) as first_at
        from (
            select one.text_no, one.day, one.size, least(one.start, other.start) as start
            from ({one}) as one
            join ({other}) as other on other.text_no = one.text_no
            where other.start - one."end" {apart} or one.start - other."end" {apart})
        group by text_no"""


def _runs(forms: Iterable[tuple[str, ...]], stored: str, reach: int) -> str:
    """Return where each form begins and ends: text_no, day, size, start, end."""
    found = []
    for form in forms:
        placed = (
            f"(select text_no, day, size, unnest(positions) - {slot} as start"
            f" from {stored} where {_is(word)})"
            for slot, word in enumerate(form)
        )
        joined = " join ".join(
            f"{words} as p{slot}" + (" using (text_no, start)" if slot else "")
            for slot, words in enumerate(placed)
        )
        found.append(
            f'select text_no, p0.day, p0.size, start, start + {len(form)} as "end" from {joined}'
            f" where start < {reach}"
        )
    return " union all ".join(found)


def _is(word: str) -> str:
    """Return the condition that a term is the word, or begins with what stands before its star."""
    if not word.endswith("*"):
        return f"term = {quoted(word)}"
    start = quoted(word[:-1])
    return f"term >= {start} and starts_with(term, {start})"
