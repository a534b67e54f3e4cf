"""Empties texts whose time is over, in every version of the lake; the figures made of them stay.

What goes of a state of an article are its text and standfirst, and every stretch of words that a table has
of it. Headline, dates, byline, topics, entities, the places and lengths of spans, and counts stay. A state's
time runs from the day that it was collected.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse import durable, keeping
from warehouse.home import Home
from warehouse.keeping import Texts
from warehouse.lake import Lake
from warehouse.ledger import Recorded
from warehouse.rewriting import Rewritten, recorded, relist, sweep, written
from warehouse.wanted import HEADLINE

MARK = "text_kept_days"
OF_DAY = re.compile(r"\d{4}-\d\d-\d\d$")  # how the names of batches end
KEYS = ("article_id", "outlet", "field", "old_at", "edited_at")
Mask = list[int | None]  # of each row, how long its text was to be kept, if that is over
Over = Callable[[str | None, date], int | None]  # article and day to the same


@dataclass(frozen=True)
class Aged:
    """Texts of one outlet that one day brought: of how many articles, and how long they were kept."""

    outlet: str
    day: date
    keep_text_days: int
    articles: int


def age(home: Home, today: date, *, dry: bool = False) -> list[Aged]:
    """Return what was emptied, or would be, by the rule that stands in retention.toml. Raises KeepingError.

    All files of a day change in one step of the ledger, so a kill leaves whole days, and running again does
    the rest. Nothing is written where nothing is left to empty. Published snapshots hold the texts until the
    next publish replaces them.
    """
    texts = keeping.texts(home.root)
    if texts.least is None:
        return []
    found = list[Aged]()
    home.snapshots.mkdir(parents=True, exist_ok=True)
    with durable.alone(home.snapshots / ".lock"):  # no publish reads a file that goes
        for day, files in _by_day(home):
            found += _of_day(home, day, files, texts, today, dry=dry)
        if not dry:
            sweep(home)
    return found


def emptied(home: Home, day: date, today: date | None = None) -> int | None:
    """Return for how many days texts of a day were kept that are emptied, while that rule stands; else None.

    Refining such a day again would bring back what had to go, and relating it would compare nothing.
    """
    texts = keeping.texts(home.root)
    if texts.least is None or not (home.lake / "ledger.sqlite").exists():
        return None
    now = today or datetime.now(UTC).date()
    for file in Lake(home.lake).live():
        if file.table == "articles" and file.batch_id == f"day:{day}" and file.path.exists():
            told = _read(pq.ParquetFile(file.path), ("outlet", MARK))
            if MARK in told.column_names:
                for outlet in told.filter(pc.is_valid(told[MARK]))["outlet"].unique().to_pylist():
                    if days := texts.over(outlet, day, now):
                        return days
    return None


def _by_day(home: Home) -> Iterator[tuple[date, list[Recorded]]]:
    """Yield the files of each day that the batches are named after, of those tables that hold texts."""
    dated = [
        (date.fromisoformat(named.group()), each)
        for each in recorded(home)
        if each.table in EMPTIED and (named := OF_DAY.search(each.batch_id))
    ]
    dated.sort(key=lambda one: (one[0], one[1].path, one[1].added))
    for day, files in groupby(dated, key=lambda one: one[0]):
        yield day, [each for _, each in files]


def _of_day(
    home: Home, day: date, files: list[Recorded], texts: Texts, today: date, *, dry: bool
) -> list[Aged]:
    is_over = (today - day).days > (texts.least or 0)
    wanted = [each for each in files if is_over or each.table == "edits"]  # these hold words of days before
    outlets = dict[str, str]()
    for each in files if wanted else ():
        if each.table in ("articles", "versions") and (home.lake / each.path).exists():
            known = _read(pq.ParquetFile(home.lake / each.path), ("article_id", "outlet"))
            outlets.update(zip(known["article_id"].to_pylist(), known["outlet"].to_pylist(), strict=True))

    def over(article_id: str | None, on: date) -> int | None:
        return texts.over(outlets.get(article_id or ""), on, today)

    replaced, gone = list[Rewritten](), dict[str, set[str]]()
    for each in wanted:
        path = home.lake / each.path
        if not path.exists():
            continue
        stored = pq.ParquetFile(path)
        empty, columns = EMPTIED[each.table]
        looked_at = _read(stored, (*KEYS, *columns))
        changed = empty(looked_at, day, over)
        if changed.equals(looked_at):
            continue
        for article_id in looked_at["article_id"].unique().to_pylist():
            if over(article_id, day) is not None:
                gone.setdefault(outlets.get(article_id, ""), set()).add(article_id)
        if not dry:
            replaced.append(written(home, each, empty(stored.read(), day, over)))
    relist(home, replaced)
    return [
        Aged(outlet, day, texts.over(outlet, day, today) or 0, len(articles))
        for outlet, articles in sorted(gone.items())
    ]


def _read(stored: pq.ParquetFile, columns: tuple[str, ...]) -> pa.Table:
    return stored.read(columns=[name for name in columns if name in stored.schema_arrow.names])


def _mask(table: pa.Table, day: date, over: Over) -> Mask:
    return [over(article_id, day) for article_id in table["article_id"].to_pylist()]


def _put(table: pa.Table, name: str, values: Any) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), values)


def _articles(table: pa.Table, day: date, over: Over) -> pa.Table:
    """Return the articles with those texts empty, and the mark that says how long they were kept.

    A mark stays as it was first set.
    """
    days = pa.array(_mask(table, day, over), pa.int32())
    if MARK not in table.column_names:
        if not days.null_count < len(days):
            return table
        table = table.append_column(pa.field(MARK, pa.int32()), pa.nulls(table.num_rows, pa.int32()))
    is_over = pc.is_valid(days)
    table = _put(table, "body", pc.if_else(is_over, "", table["body"]))
    table = _put(table, "standfirst", pc.if_else(is_over, None, table["standfirst"]))
    return _put(table, MARK, pc.coalesce(table[MARK], days))


def _versions(table: pa.Table, day: date, over: Over) -> pa.Table:
    if "body" not in table.column_names:
        return table
    is_over = pa.array([days is not None for days in _mask(table, day, over)], pa.bool_())
    return _put(table, "body", pc.if_else(is_over, None, table["body"]))


def _words(*columns: str) -> Callable[[pa.Table, date, Over], pa.Table]:
    """Return what empties the columns, but not of a span of the headline."""

    def emptying(table: pa.Table, day: date, over: Over) -> pa.Table:
        is_over = pa.array([days is not None for days in _mask(table, day, over)], pa.bool_())
        if "field" in table.column_names:
            is_over = pc.and_(is_over, pc.not_equal(table["field"], "headline"))
        for name in columns:
            table = _put(table, name, pc.if_else(pc.and_(is_over, pc.is_valid(table[name])), "", table[name]))
        return table

    return emptying


def _spans(column: str) -> Callable[[pa.Table, date, Over], pa.Table]:
    """Return what empties the words of a list of spans, but not of those of the headline."""

    def emptying(table: pa.Table, day: date, over: Over) -> pa.Table:
        told = [
            spans
            if days is None or spans is None
            else [span if span.get("field") == "headline" else {**span, "text": ""} for span in spans]
            for spans, days in zip(table[column].to_pylist(), _mask(table, day, over), strict=True)
        ]
        return _put(table, column, pa.array(told, table.schema.field(column).type))

    return emptying


def _edits(table: pa.Table, day: date, over: Over) -> pa.Table:
    """Return the edits without the words of states whose time is over: each side by when it was read."""
    in_body = pc.not_equal(table["field"], "headline")
    for column, moment in (("old_text", "old_at"), ("new_text", "edited_at")):
        sides = zip(table["article_id"].to_pylist(), table[moment].to_pylist(), strict=True)
        gone = [over(article_id, min(at.date(), day)) is not None for article_id, at in sides]
        table = _put(
            table, column, pc.if_else(pc.and_(in_body, pa.array(gone, pa.bool_())), "", table[column])
        )
    return table


def _postings(table: pa.Table, day: date, over: Over) -> pa.Table:
    """Return the postings with the headline's places alone, and without words that stand nowhere else."""
    kept = [
        places if days is None else [place for place in places if place < HEADLINE]
        for places, days in zip(table["positions"].to_pylist(), _mask(table, day, over), strict=True)
    ]
    told = _put(table, "positions", pa.array(kept, table.schema.field("positions").type))
    return told.filter(pc.greater(pc.list_value_length(told["positions"]), 0))


EMPTIED: dict[str, tuple[Callable[[pa.Table, date, Over], pa.Table], tuple[str, ...]]] = {
    "articles": (_articles, ("body", "standfirst", MARK)),
    "versions": (_versions, ("body",)),
    "mentions": (_words("text"), ("text",)),
    "wording": (_words("text"), ("text",)),
    "voices": (_words("speaker_text"), ("speaker_text",)),
    "relevance": (_spans("reasons"), ("reasons",)),
    "people": (_spans("mentions"), ("mentions",)),
    "edits": (_edits, ("old_text", "new_text")),
    "postings": (_postings, ("term", "positions")),
}
