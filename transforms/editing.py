"""Says what was edited between the revisions of an article, kind by kind, with the words before and after."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pyarrow as pa

from transforms.edit_kinds import FINDERS, Pair, Typed, rest
from transforms.schemas import EDITS
from transforms.terms import terms
from transforms.word_diff import Change, Segment, Span, changes, marked
from transforms.written import Written

RULES = "2026.11.1"  # moves whenever the same two texts may give other edits
KINDS = (  # in the order in which the edits of one place are listed
    "headline_changed", "standfirst_changed", "correction_notice", "police_line_added", "voice_added",
    "voice_removed", "name_added", "name_removed", "number_changed", "active_to_passive", "passive_to_active",
    "softened", "sharpened", "text_added", "text_removed", "text_moved", "reworded", "reparagraphed",
)  # fmt: skip
_AROUND = 160  # code points of the passage that `diff` shows on either side of an edit
FIELDS = ("headline", "standfirst", "body")


def edits(versions: pa.Table) -> pa.Table:
    """Return every edit between successive versions of each article, shaped like `schemas.EDITS`.

    `versions` are shaped like `schemas.VERSIONS`: those that count as revisions, in any order. Each change of
    words is in one edit at least. Where the first of two texts was not kept (null), nothing can be told.
    """
    rows = versions.select(["article_id", "outlet", "fetched_at", *FIELDS]).to_pylist()
    rows = [row for row in rows if row["body"] is not None and row["fetched_at"] is not None]
    rows.sort(key=lambda row: (row["article_id"], row["fetched_at"]))
    found = [
        edit
        for before, after in pairwise(rows)
        if before["article_id"] == after["article_id"]
        for edit in _edits(before, after)
    ]
    return pa.Table.from_pylist(found, schema=EDITS)


def _edits(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    version = f"{RULES}-{terms().version}"
    named = {
        "article_id": after["article_id"],
        "outlet": after["outlet"],
        "edited_at": after["fetched_at"],
        "before_at": before["fetched_at"],
        "version": version,
    }
    for field in FIELDS:
        old, new = before[field] or "", after[field] or ""
        found, typed = typed_edits(old, new, field)
        shown = {"field": field, **named}
        for edit in typed:
            yield shown | _row(edit, old, new, found)


def typed_edits(old: str, new: str, field: str = "body") -> tuple[list[Change], list[Typed]]:
    """Return what changed in a field, and the typed edits of it, in the order of the text after."""
    found = changes(old, new) if field == "body" else changes(old, new, _whole)
    if not found:
        return [], []
    before, after = (
        Written(text, tuple(span)) for text, span in zip((old, new), zip(*found, strict=True), strict=True)
    )
    pair = Pair(before, after, tuple(found), is_headline=field == "headline")
    typed = [edit for finder in FINDERS for edit in finder(pair)]
    if field == "body":
        typed += rest(pair, typed)
    else:
        blocks = ("text_added", "text_removed", "text_moved")  # the field as a whole says it
        typed = [edit for edit in typed if edit.kind not in blocks]
        typed.append(Typed(f"{field}_changed", (0, len(old)), (0, len(new)), f"text/{field}"))
    typed = list(dict.fromkeys(typed))
    return found, sorted(typed, key=lambda edit: (edit.after, KINDS.index(edit.kind), edit.before, edit.rule))


def _whole(text: str) -> list[Span]:
    return [(0, len(text))] if text.strip() else []


def _row(edit: Typed, old: str, new: str, found: list[Change]) -> dict[str, Any]:
    passage = _passage(edit, old, new, found)
    return {
        "kind": edit.kind,
        "before": old[slice(*edit.before)],
        "after": new[slice(*edit.after)],
        "start_before": edit.before[0],
        "end_before": edit.before[1],
        "start_after": edit.after[0],
        "end_after": edit.after[1],
        "diff": [segment._asdict() for segment in passage],
        "rule": edit.rule,
    }


def _passage(edit: Typed, old: str, new: str, found: list[Change]) -> list[Segment]:
    """Return the paragraph that an edit stands in, or as much of it as is near, word by word."""
    start, end = edit.after
    opened = new.rfind("\n\n", max(0, start - _AROUND), start)
    closed = new.find("\n\n", end, end + _AROUND)
    within = (
        opened + 2 if opened >= 0 else max(0, start - _AROUND),
        closed if closed >= 0 else min(len(new), end + _AROUND),
    )
    return marked(old, new, found, within)
