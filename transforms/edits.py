"""Says what was edited between the revisions of an article, kind by kind, with the words before and after."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pyarrow as pa

from transforms import naming, persons, quotations
from transforms.attribution import attributions
from transforms.declarations import fingerprint
from transforms.edit_kinds import (
    KINDS,
    Typed,
    names,
    notices,
    numbers,
    toned,
    turned,
    voices,
)
from transforms.gazetteer import Gazetteer
from transforms.naming import Names
from transforms.plain_edits import rest
from transforms.schemas import EDITS
from transforms.terms import terms
from transforms.word_diff import Change, changes, whole
from transforms.written import Pair, Written

RULES = 1  # raised whenever the same two texts may give other edits
FIELDS = ("headline", "body")
IN_WORDS = {  # what is looked for beside numbers, in English
    "headline": (turned, toned),
    "body": (notices, voices, names, turned, toned),
}
Row = Mapping[str, Any]


def edits(revisions: pa.Table, gazetteer: Gazetteer | None = None) -> pa.Table:
    """Return every edit between consecutive revisions of each article, shaped like `schemas.EDITS`.

    Needs the columns article_id, fetched_at, headline and body; heeds language and published_at if they are
    there. Rows come in any order; one without a text (null) or a moment is no revision to compare. Each
    changed word is in one edit at least. In another language than English only the kinds that need no words
    are told.
    """
    known = gazetteer or naming.packaged()
    rows = [row for row in revisions.to_pylist() if row["body"] is not None and row["fetched_at"] is not None]
    rows.sort(key=lambda row: (row["article_id"], row["fetched_at"]))
    pairs = [(old, new) for old, new in pairwise(rows) if old["article_id"] == new["article_id"]]
    told = _read([text for pair in pairs for text in pair], known)
    found = [
        {**edit, "version": version(known)}
        for nth, (old, new) in enumerate(pairs)
        for edit in _edits(old, new, told[2 * nth], told[2 * nth + 1])
    ]
    return pa.Table.from_pylist(found, schema=EDITS)


@lru_cache(maxsize=8)
def version(gazetteer: Gazetteer) -> str:
    """Return the version of the method with a gazetteer: it changes when what is found may change."""
    return fingerprint([RULES, terms().version, persons.version(), quotations.version(gazetteer)])


class _Told(NamedTuple):
    """What the transforms of single articles say of one text."""

    is_english: bool
    voices: Sequence[Row]
    people: Sequence[Row]


def _read(rows: Sequence[Row], known: Gazetteer) -> dict[int, _Told]:
    """Return who speaks and who is named in each text, found as in any article, by the text's number."""
    if not rows:
        return {}
    names = [name for name in ("headline", "body", "language", "published_at") if name in rows[0]]
    texts = pa.table(
        {"article_id": [str(nth) for nth in range(len(rows))]}
        | {name: [row[name] for row in rows] for name in names}
    )
    told = dict.fromkeys(range(len(rows)), _Told(False, (), ()))
    for prose in persons.bodies(texts):
        named, said = Names(prose, known), attributions(prose)
        cast = persons.read(prose, named.in_body, said)
        heard = quotations.rows(named, said, cast)
        told[int(prose.article_id)] = _Told(True, heard, persons.rows(prose, cast))
    return told


def _edits(old: Row, new: Row, old_told: _Told, new_told: _Told) -> Iterator[dict[str, Any]]:
    for field in FIELDS:
        before, after = old[field] or "", new[field] or ""
        for kind, was, now, rule in _typed(before, after, field, old_told, new_told):
            yield {
                "article_id": new["article_id"],
                "old_at": old["fetched_at"],
                "edited_at": new["fetched_at"],
                "field": field,
                "kind": kind,
                "old_start": was[0],
                "old_end": was[1],
                "old_text": before[slice(*was)],
                "new_start": now[0],
                "new_end": now[1],
                "new_text": after[slice(*now)],
                "rule": rule,
            }


def _typed(old: str, new: str, field: str, old_told: _Told, new_told: _Told) -> list[Typed]:
    """Return the edits of one field in the order of the new text."""
    found: list[Change] = changes(old, new) if field == "body" else changes(old, new, whole)
    if not found:
        return []
    is_headline = field == "headline"
    before, after = (
        Written(
            text,
            tuple(spans),
            *(() if is_headline else (told.voices, told.people)),
        )
        for text, spans, told in zip((old, new), zip(*found, strict=True), (old_told, new_told), strict=True)
    )
    pair = Pair(before, after, tuple(found), is_headline)
    finders = IN_WORDS[field] if old_told.is_english and new_told.is_english else ()
    typed = [edit for finder in (numbers, *finders) for edit in finder(pair)]
    if is_headline:
        typed.append(Typed("headline_swapped", (0, len(old)), (0, len(new)), "words"))
    else:
        typed += rest(pair, typed)
    order = list(KINDS)
    return sorted(
        dict.fromkeys(typed), key=lambda edit: (edit.new, order.index(edit.kind), edit.old, edit.rule)
    )
