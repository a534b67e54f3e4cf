"""Turns the notes at the head of an SQL file into the database's own comments."""

import duckdb

from warehouse.statements import BUILT, Statement, StatementError, quoted, statements


def explain(connection: duckdb.DuckDBPyConnection, each: Statement) -> None:
    """Comment what a statement has made. Raises StatementError if its notes do not fit its columns."""
    if each.kind == "macro":
        lines = [each.meaning, *(f"{name}: {text}" for name, text in each.columns.items())]
        form = "macro" if "one value" in each.notes else "macro table"
        connection.execute(f"comment on {form} {each.name} is {quoted(chr(10).join(lines))}")
        return
    kind = "view" if each.is_in_segments else each.kind
    connection.execute(f"comment on {kind} {each.name} is {quoted(each.meaning)}")
    if kind == "type":
        return
    others = {other.name: other for folder in BUILT for other in statements(folder) if other.kind != "macro"}
    notes = {name: text for table in each.like for name, text in others[table].columns.items()} | each.columns
    described = connection.execute(f"describe {each.name}").fetchall()
    names = {str(row[0]) for row in described}
    if names != notes.keys():
        odd = ", ".join(sorted(names ^ notes.keys()))
        raise StatementError(f"{each.folder}/{each.name}.sql and its notes disagree about: {odd}")
    for name, text in notes.items():
        connection.execute(f'comment on column {each.name}."{name}" is {quoted(text)}')
