"""Answers `beatbook sql` and `beatbook export`: anything the warehouse holds, to the screen or to a file."""

from pathlib import Path

from beatbook.book import opened
from beatbook.citing import cite
from beatbook.formats import Format, emit
from beatbook.refusal import Refusal
from beatbook.screen import say


def answer(
    statement: str, form: Format, as_of: str | None = None, cited: bool = False, seconds: float = 60.0
) -> None:
    """Write the answer to one read-only statement, of the book as it was at a time if one is named.

    With `cited`, what to print under a figure follows on stderr: snapshot, taxonomy and the statement.
    """
    from warehouse import query

    with opened(as_of=as_of) as book:
        if form is Format.TABLE:
            from beatbook import rows_face

            found = query.sql(book.connection, statement, seconds=seconds)
            rows_face.show(found, unfold=True)
            if not found.num_rows:
                say("No row.", style="dim")
        elif form is Format.PARQUET:
            emit(query.sql(book.connection, statement, seconds=seconds), form)
        else:
            emit(query.sql_fetched(book.connection, statement, query.plain, seconds=seconds), form)
        if cited:
            cite(book, statement)


def to_place(table: str | None, statement: str | None, place: Path, form: str, without_text: bool) -> None:
    """Write a table, or the answer to a statement, to a file; or the whole book into a folder."""
    from warehouse import export, query, sharing

    if table and statement:
        raise Refusal("Name a table or give a statement with --sql, not both.")
    if statement and without_text:
        raise Refusal("--without-text is for whole tables: nobody can know what a statement of yours takes.")
    if not table and not statement:
        _whole(place, form, without_text)
        return
    if place.suffix.lower().removeprefix(".") not in export.WRITERS:
        raise Refusal(f"{place.name}: name a file that ends in .csv, .json, .jsonl or .parquet.")
    with opened() as book:
        if table:
            query.require_table(book.connection, table)
            said = sharing.shared if without_text else sharing.whole
            statement = said(book.connection, table)
        count = export.export(book.connection, statement or "", place)
        say(f"{place}: {count:,} rows. {book.as_of}")


def _whole(folder: Path, form: str, without_text: bool) -> None:
    from warehouse.bundle import bundle
    from warehouse.export import WRITERS

    if folder.suffix.lower().removeprefix(".") in WRITERS:
        raise Refusal(
            f"What goes into {folder.name}? Name a table, or give a statement with --sql; the whole book "
            "wants a folder. `beatbook sql 'show tables'` lists tables."
        )
    with opened() as book:
        fictional = ". All outlets and persons in it are fictional." if book.is_demo else ""
        written = bundle(book.connection, folder, form, book.as_of + fictional, without_text=without_text)
        say(f"{folder}: {len(written.rows)} tables, {sum(written.rows.values()):,} rows. {book.as_of}")
