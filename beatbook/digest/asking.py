"""Asks the snapshot for a digest's rows, by the files under `sql`."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatbook.digest.lines import Piece, web
from beatbook.digest.window import Window, alone, window
from beatbook.printable import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatbook.book import Book

FOLDER = Path(__file__).parent / "sql"
SECONDS = 300.0  # for one statement


def rows(book: "Book", name: str, **values: Any) -> list[dict[str, Any]]:
    """Return the answer to one of the files under `sql`, its texts safe to show, each on one line."""
    from warehouse import query

    found = query.sql(book.connection, text(name), values, seconds=SECONDS)
    return [safe(row) for row in found.to_pylist()]


def safe(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its texts safe to show, each on one line."""
    return {key: _safe(value) for key, value in row.items()}


def of_window(book: "Book", name: str, told: Window, **values: Any) -> list[dict[str, Any]]:
    """Return the answer for the window's days."""
    return rows(book, name, since=told.since, until=told.day, **values)


def pieces(book: "Book", ids: Iterable[str]) -> dict[str, Piece]:
    """Return the articles of these ids, in order of publication."""
    asked = sorted(set(ids))
    if not asked:
        return {}
    return {row["article_id"]: piece(row) for row in rows(book, "pieces", ids=asked)}


def piece(row: Mapping[str, Any]) -> Piece:
    """Return a row's article."""
    return Piece(row["article_id"], row["outlet"], row["headline"] or "(no headline)", web(row["url"]))


def last_window(book: "Book", earlier: "Sequence[Window]", day: dt.date | None = None) -> Window | None:
    """Return the window of the last whole day that the book holds; of another day, that day alone.

    None if no day is over yet. A demo's press has closed: its last day is the last it printed on.
    """
    (held,) = rows(book, "days")
    last = min(filter(None, (held["last_whole"], book.until)), default=None)
    if day is not None and day != last:
        return next((each for each in earlier if each.day == day), alone(day))
    return window(last, held["asked_at"], earlier) if last else None


@cache
def text(name: str) -> str:
    """Return a file's statement, without the notes at its head."""
    lines = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(each for each in lines if not each.startswith("--")).strip()


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return line(value)
    return [_safe(each) for each in value] if isinstance(value, list) else value
