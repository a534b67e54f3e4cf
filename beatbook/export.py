"""Answers `beatbook sql` and `beatbook export`: anything the warehouse holds, to the screen or to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.book import opened
from beatbook.citing import cite
from beatbook.formats import Format, emit, save
from beatbook.refusal import Refusal
from beatbook.screen import say

if TYPE_CHECKING:
    import pyarrow as pa


def answer(
    statement: str, form: Format, as_of: str | None = None, cited: bool = False, seconds: float = 60.0
) -> None:
    """Write the answer to one read-only statement, of the book as it was at the end of a day if one is named.

    With `cited`, what to print under a figure follows on stderr: snapshot, taxonomy and the statement.
    """
    from beatbook.moments import asked_day
    from warehouse import query

    with opened(as_of=asked_day(as_of, "--as-of")) as book:
        if form is Format.TABLE:
            from beatbook import rows_face

            rows_face.show(query.sql(book.connection, statement, seconds=seconds))
        elif form is Format.PARQUET:
            emit(query.sql(book.connection, statement, seconds=seconds), form)
        else:
            emit(query.sql_fetched(book.connection, statement, query.plain, seconds=seconds), form)
        if cited:
            cite(book, statement)


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
