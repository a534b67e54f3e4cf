"""Turns the notes at the head of SQL files into the database's own comments."""

from collections.abc import Iterable, Iterator, Mapping

import duckdb

from warehouse.exposing import at_once
from warehouse.statements import BUILT, Statement, StatementError, quoted, statements


def explain(connection: duckdb.DuckDBPyConnection, made: Iterable[Statement]) -> None:
    """Comment what the statements have made. Raises StatementError if notes of one do not fit its columns."""
    columns = dict[str, set[str]]()
    described = "select table_name, column_name from duckdb_columns() where database_name = 'warehouse'"
    for table, column in connection.execute(described).fetchall():
        columns.setdefault(table, set()).add(column)
    at_once(connection, [comment for each in made for comment in _comments(each, columns)])


def _comments(each: Statement, columns: Mapping[str, set[str]]) -> Iterator[str]:
    notes = noted(each)
    if each.kind == "macro":
        lines = [each.meaning, *(f"{name}: {text}" for name, text in notes.items())]
        form = "macro" if "one value" in each.notes else "macro table"
        yield f"comment on {form} {each.name} is {quoted(chr(10).join(lines))}"
        return
    kind = "view" if each.is_in_segments else each.kind
    yield f"comment on {kind} {each.name} is {quoted(each.meaning)}"
    if kind == "type":
        return
    if columns[each.name] != notes.keys():
        odd = ", ".join(sorted(columns[each.name] ^ notes.keys()))
        raise StatementError(f"{each.folder}/{each.name}.sql and its notes disagree about: {odd}")
    for name, text in notes.items():
        yield f'comment on column {each.name}."{name}" is {quoted(text)}'


def noted(each: Statement) -> dict[str, str]:
    """Return the notes about columns and parameters, with those of the tables that it is like."""
    others = {other.name: other for folder in BUILT for other in statements(folder) if other.kind != "macro"}
    return {name: text for table in each.like for name, text in others[table].columns.items()} | each.columns
