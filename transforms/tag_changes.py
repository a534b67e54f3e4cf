"""Tells what other rules found in the same articles: what came and what went, span by span."""

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from transforms.schemas import TAG_CHANGES

Row = Mapping[str, Any]
Fact = tuple[str, str, str | None, str | None, str | None, str | None, int | None, int | None]
FACT = ("article_id", "kind", "tag", "name", "detail", "field", "start", "end")


def tag_changes(before: Mapping[str, pa.Table], after: Mapping[str, pa.Table]) -> pa.Table:
    """Return TAG_CHANGES: what only one of two versions of the tags of the same texts has.

    Both hold tables by name, of those in `READ`; one that is missing has no rows. A fact that both have is
    no change, whatever rules found it; one that moved, or is told otherwise, is dropped and added.
    """
    had, has = _facts(before), _facts(after)
    changed = [(fact, "dropped", had[fact]) for fact in had.keys() - has.keys()]
    changed += [(fact, "added", has[fact]) for fact in has.keys() - had.keys()]
    rows = [
        {**dict(zip(FACT, fact, strict=True)), "change": change, "version": version}
        for fact, change, version in sorted(changed, key=_place)
    ]
    return pa.Table.from_pylist(rows, schema=TAG_CHANGES)


def _place(changed: tuple[Fact, str, str]) -> tuple[object, ...]:
    (article_id, kind, *told, start, _), change, _version = changed
    return article_id, kind, -1 if start is None else start, change == "added", list(map(str, told))


def _entity(row: Row) -> Fact | None:
    if row["kind"] != "entity":
        return None
    return row["article_id"], "entity", row["tag"], None, None, row["field"], row["start"], row["end"]


def _person(row: Row) -> Fact:
    first = row["mentions"][0] if row["mentions"] else {"start": None, "end": None}
    name, role = row["name"], row["role"]
    return row["article_id"], "person", None, name, role, "body", first["start"], first["end"]


def _voice(row: Row) -> Fact:
    name, spoken = row["speaker_name"], row["kind"]
    return row["article_id"], "voice", row["role"], name, spoken, "body", row["start"], row["end"]


def _beat(row: Row) -> Fact:
    verdict, score = "on" if row["is_on_beat"] else "off", f"{row['score']:.3f}"
    return row["article_id"], "beat", verdict, None, score, None, None, None


def _frame(row: Row) -> Fact:
    where = row["field"], row["start"], row["end"]
    return row["article_id"], "wording", row["frame"], None, row["rule"], *where


READ: Mapping[str, Callable[[Row], Fact | None]] = {
    "mentions": _entity,
    "people": _person,
    "relevance": _beat,
    "voices": _voice,
    "wording": _frame,
}


def _facts(tables: Mapping[str, pa.Table]) -> dict[Fact, str]:
    """Return what the tables say, each with the version that found it."""
    found = dict[Fact, str]()
    for name, read in READ.items():
        for row in tables[name].to_pylist() if name in tables else ():
            if fact := read(row):
                found[fact] = row["version"]
    return found
