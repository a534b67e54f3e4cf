"""Answers `beatbook topics marks`: keeps what a person marked, and says how precise the rules are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import line
from beatbook.refusal import Refusal
from beatbook.screen import out, say

if TYPE_CHECKING:
    import pyarrow as pa

    from warehouse.precision import Mark, Precision


def answer(file: Path, form: Format) -> None:
    """Keep the marks of a sheet, all or none, and write one row for each topic or rule that it is about."""
    from beatbook import sheet
    from warehouse import precision

    marks, unmarked = sheet.read(file)
    if not marks:
        raise Refusal(f"{file}: no row is marked yet: write y, n or ? under `right`.")
    with opened() as book:
        _require_known(book, file, marks)
        try:
            precision.keep(book.home, marks)
            rows = _rows(precision.marks(book.home), marks)
        except precision.MarksError as problem:
            raise Refusal(f"{problem}.") from problem
        left = f", {unmarked:,} rows are not marked yet" if unmarked else ""
        say(f"{len(marks):,} marks kept in {book.home.marks}{left}.")
        if form is not Format.TABLE:
            emit(rows, form)
            return
        for row in rows.to_pylist():
            _show(book, row)


def stands_beside(book: Book, topic: str) -> str:
    """Return what to print beside a topic's figures: the precision of the rules that the book tagged it by.

    If only other rules of it were marked, it says so; empty if nothing was marked.
    """
    found = measured(book).get(topic, {})
    if held := found.get(book.rules_versions.get(topic) or ""):
        return f"precision {held}"
    return f"precision of earlier rules {list(found.values())[-1]}" if found else ""


def measured(book: Book) -> "dict[str, dict[str, Precision]]":
    """Return the precision of the topics that were marked in this home, by the version of their rules."""
    from warehouse import precision

    try:
        return precision.of_topics(book.home)
    except precision.MarksError as problem:
        raise Refusal(f"{problem}.") from problem


def _require_known(book: Book, file: Path, marks: "Sequence[Mark]") -> None:
    held = book.connection.execute("select article_id from articles").to_arrow_table()["article_id"]
    strange = sorted({mark.article_id for mark in marks} - set(held.to_pylist()))
    if strange:
        raise Refusal(
            f"{file}: the book in {book.home.root} has no article {strange[0]}"
            + (f", nor {len(strange) - 1} others" if len(strange) > 1 else "")
            + ". Was the sheet drawn from another book? Nothing was kept."
        )


def _rows(kept: "Sequence[Mark]", given: "Sequence[Mark]") -> "pa.Table":
    """Return one row for each topic or rule of the given marks: all marks kept of it, and their precision."""
    import pyarrow as pa

    from warehouse.precision import precision

    asked = dict.fromkeys((mark.topic, mark.rules_version, mark.rule) for mark in given)
    rows = []
    for topic, version, rule in asked:
        found = precision(
            mark.mark
            for mark in kept
            if (mark.topic, mark.rules_version, mark.rule) == (topic, version, rule)
        )
        low, high = found.interval
        rows.append(
            {
                "topic": topic,
                "rules_version": version,
                "rule": rule or None,
                "right": found.right,
                "marked": found.marked,
                "unsure": found.unsure,
                "precision": found.right / found.marked if found.marked else None,
                "low": low,
                "high": high,
            }
        )
    names = {
        pa.string(): ("topic", "rules_version", "rule"),
        pa.int32(): ("right", "marked", "unsure"),
        pa.float64(): ("precision", "low", "high"),
    }
    schema = pa.schema([(name, kind) for kind, each in names.items() for name in each])
    return pa.Table.from_pylist(rows, schema=schema)


def _show(book: Book, row: Mapping[str, Any]) -> None:
    """Print one topic's precision, and why the book does not show it beside its figures if it does not."""
    from rich.text import Text

    from warehouse.precision import Precision

    found = Precision(row["right"], row["marked"], row["unsure"])
    what = f"what {line(row['rule'])} finds" if row["rule"] else f"rules {row['rules_version']}"
    unsure = f"; unsure of {found.unsure}" if found.unsure else ""
    out().print(Text.assemble((row["topic"], "bold"), f"  precision {found}{unsure}", (f"  {what}", "dim")))
    if not row["rule"] and book.rules_versions.get(row["topic"]) != row["rules_version"]:
        told = "  The book was tagged by other rules: its figures show this once `beatbook retag` was run."
        out().print(Text(told, style="yellow"))
