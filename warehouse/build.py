"""Fills a warehouse file from the lake, whole or with what is new alone.

Both ways are one: what changed is built as a small warehouse of its own, by the statements that make the
whole, and its rows replace those of the same articles. A whole warehouse is an empty one to which everything
is new.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from warehouse import touched
from warehouse.checks import Checks
from warehouse.comments import explain
from warehouse.exposing import Exposed, with_path
from warehouse.lake import Lake, LakeFile
from warehouse.limits import Config, within
from warehouse.plan import Plan
from warehouse.segments import Segments, remember_last_text
from warehouse.statements import Statement, quoted, statement, statements
from warehouse.variables import set_variable

STORAGE_VERSION = "v1.4.0"  # what today's command line, SQLAlchemy and JDBC clients can read
NO_LOG = "recovery_mode no_wal_writes"  # a part file needs no log: it is whole, or it is removed
Step = Callable[[str], None]
KNOWN = ("known_documents", "known_replaced_texts")
NOTHING_KNOWN = (
    "select null::varchar as article_id, null::integer as text_no, null::ubigint as digest where false"
)


@contextmanager
def building(path: Path, spill: Path, files: Iterable[LakeFile] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection whose default database is the file; the file is closed and whole afterwards.

    `spill` is a folder that DuckDB may use for what does not fit its memory limit, `files` are what the
    warehouse will be filled from.
    """
    config: Config = within(file.path for file in files)
    config |= {"temp_directory": str(spill), "preserve_insertion_order": True}
    with duckdb.connect(":memory:", config=config) as connection:
        attached = (
            f"attach {quoted(str(path))} as warehouse (storage_version {quoted(STORAGE_VERSION)}, {NO_LOG})"
        )
        connection.execute(attached)
        connection.execute("use warehouse")
        yield connection
        connection.execute("use memory")
        connection.execute("checkpoint warehouse")
        connection.execute("detach warehouse")


def build(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    versions: tuple[int | None, int],
    facts: Mapping[str, Any],
    segments: Segments,
    checks: Checks,
    step: Step = lambda name: None,
) -> int:
    """Let the database `warehouse` say what the lake says at the later of two versions.

    Returns how many articles it had not before. The earlier version is what it says now; None if it is empty.
    `facts` are the values of the `snapshot` table. `checks` look at each chunk of articles as it is made; the
    whole stands for names when this returns. `step` is told the name of each statement before it runs.
    """
    before, version = versions
    plan, files, old = Plan.of_all(), lake.live(version), lake.live(before) if before is not None else []
    set_first = {**facts, "gazetteer_version": _newest(files), "is_grown": before is not None}
    for name, value in set_first.items():
        set_variable(connection, name, value)
    set_variable(connection, "samples", [_sample(each) for each in statements("samples")])
    for name in ("gone", "new", "again", "touched"):
        connection.execute(f"attach ':memory:' as {name}")
    exposed = Exposed(connection, lake.hidden())
    exposed.show(files)
    with_path(connection, "warehouse")
    held = _tables(connection)
    groups = _groups(connection) if before is not None else None
    touched.begin(connection, before is None)
    _make(connection, plan.before, before is None, step)
    changed = {file.batch_id for file in set(files) ^ set(old)}
    for name, some in (("gone", old), ("new", files)) if before is not None else (("new", files),):
        exposed.show([file for file in some if file.batch_id in changed])
        with_path(connection, name, "warehouse")
        for each in plan.batches:
            connection.execute(each.text)
    for each in plan.batches:
        step(each.name)
        _replace(connection, each, "new", "gone." + each.name, held)
    remember_last_text(connection)
    chunks, new = touched.touch(connection, changed, before is None), 0
    for chunk in range(chunks):
        for each in _share(plan.grown, chunk, chunks):
            step(each.name)
        _small(connection, exposed, plan, files, chunk, held)
        if before is not None:
            touched.note_as_they_were(connection)
        for each in plan.grown:
            if not each.is_in_segments:
                _replace(connection, each, "small", None if before is None else "touched.chunk", held)
        touched.note_as_they_are(connection)
        new += touched.new_articles(connection)
        segments.add(connection)
        checks.look_at_chunk(connection, is_all_that_is_new=before is not None and chunks == 1)
    segments.show(connection)
    exposed.show(files)
    if groups not in (None, _groups(connection)):
        touched.note_all_days(connection, "articles")
    _make(connection, plan.after, before is None, step)
    explain(connection, [each for each in plan.all if before is None or each.is_in_segments])
    step(plan.dictionary.name)
    if before is None:
        connection.execute(plan.dictionary.text)
        explain(connection, [plan.dictionary])
    with_path(connection, "warehouse")
    return new


def _groups(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str | None]]:
    """Return each topic with the group that it is in."""
    return set(connection.execute("select topic::varchar, parent::varchar from warehouse.topics").fetchall())


def _share(made: Sequence[Statement], part: int, parts: int) -> Sequence[Statement]:
    """Return the statements that are told of with a part, so that all parts together tell of each once."""
    return made[len(made) * part // parts : len(made) * (part + 1) // parts]


def _make(
    connection: duckdb.DuckDBPyConnection, made: Sequence[Statement], is_first: bool, step: Step
) -> None:
    """Run the statements; in a warehouse that has them already, only the rows of tables are made anew."""
    with_path(connection, *([] if is_first else ["again"]), "warehouse")
    for each in made:
        step(each.name)
        if is_first:
            connection.execute(each.text)
            if each.differs_by:
                touched.note_all_days(connection, each.name)
        elif each.kind == "table":
            connection.execute(each.text)
            rows = f"from again.{each.name}"
            if each.differs_by:
                keys = ", ".join(each.differs_by)
                touched.note_what_differs(connection, each.name, keys)
                _remove(connection, each, each.differs_by, "touched.differing")
                rows += f" semi join touched.differing using ({keys})"
            elif each.again:
                _remove(connection, each, each.again, touched.TABLES[each.again[-1]])
            else:
                connection.execute(f"truncate warehouse.{each.name}")
            connection.execute(f"insert into warehouse.{each.name} by name {rows}")
            connection.execute(f"drop table again.{each.name}")  # it may hold a part of the rows alone


def _small(
    connection: duckdb.DuckDBPyConnection,
    exposed: Exposed,
    plan: Plan,
    files: Sequence[LakeFile],
    chunk: int,
    held: Collection[str],
) -> None:
    """Build the tables of the chunk's articles, and of nothing else, in a database of their own."""
    connection.execute(
        """create or replace table touched.chunk as
        select article_id, is_known, day from touched.articles where chunk = $chunk""",
        {"chunk": chunk},
    )
    with_path(connection, "warehouse")  # what stands first on the path cannot be detached
    connection.execute("detach database if exists small")
    connection.execute("attach ':memory:' as small")
    exposed.show(_of_chunk(connection, files, chunk), "touched.chunk")
    with_path(connection, "small", "warehouse")
    connection.execute(statement("growth", "fetches").text)
    for name in KNOWN:
        is_held = name.removeprefix("known_") in held
        connection.execute(
            statement("growth", name).text if is_held else f"create view {name} as {NOTHING_KNOWN}"
        )
    for each in plan.articles:
        connection.execute(each.text)


def _of_chunk(connection: duckdb.DuckDBPyConnection, files: Sequence[LakeFile], chunk: int) -> list[LakeFile]:
    named = "select batch_id from touched.batches_of_chunk where chunk = $chunk"
    batches = {batch_id for (batch_id,) in connection.execute(named, {"chunk": chunk}).fetchall()}
    return [file for file in files if file.batch_id in batches]


def _replace(
    connection: duckdb.DuckDBPyConnection, each: Statement, source: str, gone: str | None, held: set[str]
) -> None:
    """Let the source's rows stand for those with the keys in `gone`, if any.

    A table that is not among those `held` is made, and is held then.
    """
    if each.name not in held:
        held.add(each.name)
        connection.execute(f"create table warehouse.{each.name} as from {source}.{each.name}")
        return
    if gone is not None:
        _remove(connection, each, each.keys, gone)
    connection.execute(f"insert into warehouse.{each.name} by name from {source}.{each.name}")


def _remove(connection: duckdb.DuckDBPyConnection, each: Statement, keys: Sequence[str], gone: str) -> None:
    """Remove the rows with the keys in `gone`; where a day is one, only rows of those days are looked at."""
    named = ", ".join(f'"{key}"' for key in keys)
    equal = " and ".join(
        f'held."{key}" = gone."{key}"' for key in keys
    )  # as a row, no key would be looked up
    connection.execute(f"""
        delete from warehouse.{each.name} as held
        using (select distinct {named} from {gone}) as gone
        where {equal}""")  # noqa: S608  names of ours
    if keys == ("article_id", "day"):  # no comparison finds those without a day
        connection.execute(f"""
            delete from warehouse.{each.name}
            where day is null and article_id in (select article_id from {gone} where day is null)""")  # noqa: S608


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = "select table_name from duckdb_tables() where database_name = 'warehouse'"
    return {name for (name,) in connection.execute(found).fetchall()}


def _newest(files: Sequence[LakeFile]) -> str | None:
    """Return the version of the gazetteer that the last commit of names was made by."""
    named = [file for file in files if file.table == "article_entities"]
    if not named:
        return None
    column = pq.ParquetFile(max(named, key=lambda file: file.committed).path).read(columns=["version"])
    return str(max(column["version"].to_pylist()))


def _sample(each: Statement) -> dict[str, str]:
    return {"name": each.name, "question": each.notes["asks"], "gives": each.meaning, "query": each.query}
