"""Builds a warehouse file from the lake's live files, with nothing in it that does not say what it means."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.lake import Lake, LakeFile
from warehouse.limits import LIMITS, OFFLINE, Config
from warehouse.statements import BUILT, Statement, StatementError, in_order, quoted, statements

STORAGE_VERSION = "v1.4.0"  # what today's command line, SQLAlchemy and JDBC clients can read
DICTIONARY = "data_dictionary"  # last: it reads what all the others say


@contextmanager
def building(path: Path, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection whose default database is a new file; the file is closed and whole afterwards.

    `spill` is a folder that DuckDB may use for what does not fit its memory limit.
    """
    config: Config = {**LIMITS, **OFFLINE, "temp_directory": str(spill)}
    with duckdb.connect(":memory:", config=config) as connection:
        attached = f"attach {quoted(str(path))} as warehouse (storage_version {quoted(STORAGE_VERSION)})"
        connection.execute(attached)
        connection.execute("use warehouse")
        yield connection
        connection.execute("checkpoint warehouse")
        connection.execute("use memory")
        connection.execute("detach warehouse")


def build(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    version: int,
    facts: Mapping[str, Any],
    step: Callable[[str], None] = lambda name: None,
) -> None:
    """Fill the connection's default database from one version of the lake.

    `facts` are the values of the `snapshot` table. `step` is told the name of each statement before it runs.
    """
    expose(connection, lake, version)
    for name, value in facts.items():
        _set_variable(connection, name, value)
    _set_variable(connection, "samples", [_sample(each) for each in statements("samples")])
    made = [each for folder in BUILT for each in statements(folder)]
    dictionary = [each for each in made if each.name == DICTIONARY]
    rest = in_order(each for each in made if each.name != DICTIONARY)
    by_name = {each.name: each for each in rest if each.kind != "macro"}
    connection.execute("begin")  # one wait for the disk, not one for each comment
    for each in [*rest, *dictionary]:
        step(each.name)
        connection.execute(each.text)
        _explain(connection, each, by_name)
    connection.execute("commit")


def expose(
    connection: duckdb.DuckDBPyConnection, lake: Lake, version: int, batches: Collection[str] | None = None
) -> None:
    """Attach the lake as views `lake.<table>`, with the batch of each row and the version that committed it.

    A table without files is there and empty; a column that no file has yet is there and null. With `batches`
    only the rows that these brought. What the days' versions of an article are to one another is judged in
    views too, since it is asked when a day is related and when all days are published.
    """
    connection.execute("attach ':memory:' as shape")
    connection.execute("attach ':memory:' as lake")
    live = [file for file in lake.live(version) if batches is None or file.batch_id in batches]
    connection.register("listed", _listed(live))
    connection.execute("create table lake.files as from listed")
    connection.unregister("listed")
    for each in statements("lake"):
        connection.execute("use shape")
        connection.execute(each.text)
        connection.execute("use warehouse")
        paths = [str(file.path) for file in live if file.table == each.name]
        _set_variable(connection, f"{each.name}_files", paths)
        connection.execute(_view(each.name, bool(paths)))
    connection.execute("use lake")
    for each in statements("judging"):
        connection.execute(each.text)
    connection.execute("use warehouse")


def _sample(each: Statement) -> dict[str, str]:
    return {"name": each.name, "question": each.notes["asks"], "gives": each.meaning, "query": each.query}


def _listed(live: list[LakeFile]) -> pa.Table:
    columns = {
        "path": pa.array([str(file.path) for file in live], pa.string()),
        "batch_id": pa.array([file.batch_id for file in live], pa.string()),
        "committed": pa.array([file.committed for file in live], pa.int32()),
    }
    return pa.table(columns)


def _view(table: str, has_files: bool) -> str:
    """Return what makes the view; `table` is the name of one of our own files, never a value."""
    empty = "select *, null::varchar as batch_id, null::integer as committed"
    stored = f"""
        union all by name
        select stored.* exclude (filename), files.batch_id, files.committed
        from read_parquet(getvariable('{table}_files'),
            union_by_name = true, filename = true, hive_partitioning = false) as stored
        join lake.files as files on files.path = stored.filename"""  # noqa: S608  no value in it
    return f"create view lake.{table} as {empty} from shape.{table} {stored if has_files else ''}"


def _set_variable(connection: duckdb.DuckDBPyConnection, name: str, value: Any) -> None:
    connection.execute(f"set variable {name} = $value", {"value": value})


def _explain(connection: duckdb.DuckDBPyConnection, each: Statement, others: Mapping[str, Statement]) -> None:
    """Turn the notes at the head of the file into the database's own comments."""
    if each.kind == "macro":
        lines = [each.meaning, *(f"{name}: {text}" for name, text in each.columns.items())]
        form = "macro" if "one value" in each.notes else "macro table"
        connection.execute(f"comment on {form} {each.name} is {quoted(chr(10).join(lines))}")
        return
    connection.execute(f"comment on {each.kind} {each.name} is {quoted(each.meaning)}")
    if each.kind == "type":
        return
    notes = {name: text for table in each.like for name, text in others[table].columns.items()} | each.columns
    described = connection.execute(f"describe {each.name}").fetchall()
    names = {str(row[0]) for row in described}
    if names != notes.keys():
        odd = ", ".join(sorted(names ^ notes.keys()))
        raise StatementError(f"{each.folder}/{each.name}.sql and its notes disagree about: {odd}")
    for name, text in notes.items():
        connection.execute(f'comment on column {each.name}."{name}" is {quoted(text)}')
