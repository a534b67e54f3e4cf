"""Asks the snapshot for a chart's rows, and keeps with them the statement that anybody can run again."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatbook.printable import printable
from warehouse.statements import quoted

if TYPE_CHECKING:
    import pyarrow as pa

    from beatbook.book import Book

FOLDER = Path(__file__).parent / "sql"
SECONDS = 300.0  # for one statement
DIGITS = 6  # of a figure with a fraction; more are noise and a third of the site's size
_PARAMETER = re.compile(r"\$(\w+)(?:::\w+(?:\[\])?)?")
AT_ONCE = 16  # topics, frames or stories that one statement is asked about


@dataclass(frozen=True)
class Column:
    """The name of a column, where a statement would have a value."""

    name: str


Value = str | int | dt.date | Column | None


@dataclass(frozen=True)
class Answer:
    """A statement as it can be run, the names of its columns, and its rows as JSON can hold them."""

    sql: str
    columns: list[str]
    rows: list[list[Any]]

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a mapping."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """Return one column's values."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def shown(self) -> dict[str, Any]:
        """Return what a page is given."""
        return {"sql": self.sql, "columns": self.columns, "rows": self.rows}


def ask(book: "Book", name: str, **values: Value) -> Answer:
    """Return the answer to one of the files under `sql`; `$until` is the book's own if not given."""
    return run(book, stated(book, name, **values))


def stated(book: "Book", name: str, **values: Value) -> str:
    """Return the statement that `ask` would run."""
    return written(_text(name), {"until": book.until, **values})


def ask_each(
    book: "Book", name: str, parameter: str, keys: Sequence[str], **values: Value
) -> dict[str, Answer]:
    """Return the answers to one file for several values of one parameter, found by one statement.

    Each answer carries the statement for its own value, as `ask` would; planning one costs more than its
    rows, so together they take a twentieth of the time. The tests run the statements that are shown.
    """
    from warehouse import query

    given = {"until": book.until, **values}
    text = _text(name)
    inside, _, order = written(text, {**given, parameter: Column("asked.given")}).rpartition("\norder by ")
    listed = ", ".join(f"({literal(key)})" for key in keys)
    sql = (
        f"select asked.given, found.* from (values {listed}) as asked (given),\n"  # noqa: S608 - literals of ours
        f"lateral (\n{inside}\n) as found\norder by asked.given, {order}"
    )
    together = of("", query.sql(book.connection, sql, seconds=SECONDS))
    found: dict[str, list[list[Any]]] = {key: [] for key in keys}
    for row in together.rows:
        found[row[0]].append(row[1:])
    return {
        key: Answer(written(text, {**given, parameter: key}), together.columns[1:], rows)
        for key, rows in found.items()
    }


def chunks(keys: Sequence[str], size: int = AT_ONCE) -> Iterator[Sequence[str]]:
    """Yield the keys, so many at once: what a statement finds for them is held in memory."""
    for first in range(0, len(keys), size):
        yield keys[first : first + size]


def run(book: "Book", sql: str) -> Answer:
    """Return the answer to a statement that stands as it is. Raises QuestionError."""
    from warehouse import query

    return of(sql, query.sql(book.connection, sql, seconds=SECONDS))


def of(sql: str, table: "pa.Table") -> Answer:
    """Return a table as an answer: days and times in ISO 8601, unsafe characters replaced one for one."""
    columns = [[plain(value) for value in table.column(name).to_pylist()] for name in table.column_names]
    return Answer(sql, list(table.column_names), [list(row) for row in zip(*columns, strict=True)])


def rows(book: "Book", name: str, ids: list[str]) -> list[dict[str, Any]]:
    """Return the rows of one of the files under `sql` for these articles."""
    from warehouse import query

    found = query.sql(book.connection, _text(name), {"ids": ids}, seconds=SECONDS)
    return [{key: plain(value) for key, value in row.items()} for row in found.to_pylist()]


def written(text: str, values: dict[str, Value]) -> str:
    """Return a statement with its parameters written out.

    >>> written("from share($topic, until := $until::date)", {"topic": "a'b", "until": dt.date(2026, 11, 1)})
    "from share('a''b', until := date '2026-11-01')"
    """
    return _PARAMETER.sub(lambda found: literal(values[found[1]]), text)


def literal(value: Value) -> str:
    """Return a value as SQL spells it."""
    match value:
        case None:
            return "null"
        case int():
            return str(value)
        case dt.date():
            return f"date '{value.isoformat()}'"
        case Column():
            return value.name
        case str():
            return quoted(value)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it, and as a screen may show it."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return float(f"{value:.{DIGITS}g}") if value == value else None
        case dt.date():
            return value.isoformat()
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return printable(str(value))


@cache
def _text(name: str) -> str:
    """Return a file's statement, without the notes at its head."""
    lines = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--")).strip()
