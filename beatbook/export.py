"""Answers `beatbook sql` and `beatbook export`: anything the warehouse holds, to the screen or to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.book import opened
from beatbook.formats import Format, emit, save
from beatbook.refusal import Refusal
from beatbook.screen import say

if TYPE_CHECKING:
    import pyarrow as pa


def answer(statement: str, form: Format, as_of: str | None = None, cite: bool = False) -> None:
    """Write the answer to one read-only statement, of the book as it was at the end of a day if one is named.

    With `cite`, what to print under a figure follows on standard error: snapshot, taxonomy and the statement.
    """
    from beatbook import rows_face
    from beatbook.moments import asked_day
    from warehouse import query

    with opened(as_of=asked_day(as_of, "--as-of")) as book:
        rows = query.sql(book.connection, statement)
        if form is Format.TABLE:
            rows_face.show(rows)
        else:
            emit(rows, form)
        if cite:
            say(f"{book.as_of} · {' '.join(statement.split())}")


def to_file(table: str | None, statement: str | None, file: Path) -> None:
    """Write a table, or the answer to a statement, to a .csv, .json or .parquet file."""
    if (table is None) == (statement is None):
        raise Refusal(
            "Name a table, or give a statement with --sql; `beatbook sql 'show tables'` lists them."
        )
    with opened() as book:
        rows = _rows(book.connection, table, statement)
        save(rows, file)
        say(f"{file}: {rows.num_rows:,} rows. {book.as_of}")


def _rows(connection: object, table: str | None, statement: str | None) -> "pa.Table":
    from warehouse import query

    if statement is not None:
        return query.sql(connection, statement)  # type: ignore[arg-type]
    return query.table(connection, table or "")  # type: ignore[arg-type]
