"""Shows files of the lake to SQL: a view a table, and what its versions of articles are to one another."""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from warehouse import suppressed
from warehouse.lake import LakeFile
from warehouse.statements import quoted, statements
from warehouse.suppressed import Suppressed


class Exposed:
    """The databases `shape` and `lake` of a connection: views over the files wanted now.

    `lake.<table>` has the batch of each row and the version that committed it. What readings of an article
    are to one another is judged in views too, since it is asked when a day is related and when all are
    published.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        hidden: Suppressed = Suppressed(),  # noqa: B008  frozen
    ) -> None:
        self._connection, self._hidden = connection, hidden
        self._shown = dict[str, str]()
        for name in ("shape", "lake"):
            connection.execute(f"attach ':memory:' as {name}")
        with_path(connection, "shape")
        at_once(connection, [each.text for each in statements("lake")])
        self.show([])
        with_path(connection, "lake")
        at_once(connection, [each.text for each in statements("judging")])

    def show(self, files: Sequence[LakeFile], only: str | None = None) -> None:
        """Let `lake.<table>` show the rows of these files, and `lake.files` the files.

        With `only`, a table of ours with a column article_id, tables that speak of articles show those of
        these alone. A table without files is there and empty; a column that no file has yet is there and
        null.
        """
        self._connection.register("listed", _listed(files))
        self._connection.execute("create or replace table lake.files as from listed")
        self._connection.unregister("listed")
        views = dict[str, str]()
        for each in statements("lake"):
            paths = [str(file.path) for file in files if file.table == each.name]
            asked = only if "article_id varchar" in each.text else None
            views[each.name] = _view(each.name, paths, asked, self._hidden)
        at_once(self._connection, [view for name, view in views.items() if self._shown.get(name) != view])
        self._shown = views


def with_path(connection: duckdb.DuckDBPyConnection, *databases: str) -> None:
    """Let names without a database be looked for in these, in order; what is made is made in the first."""
    connection.execute(f"set search_path = '{','.join(f'{name}.main' for name in databases)}'")


def at_once(connection: duckdb.DuckDBPyConnection, made: Iterable[str]) -> None:
    """Run the statements in one transaction, all of which change one database."""
    if told := ";\n".join(made):
        connection.execute(f"begin;\n{told};\ncommit")


def _listed(files: Sequence[LakeFile]) -> pa.Table:
    columns = {
        "path": pa.array([str(file.path) for file in files], pa.string()),
        "batch_id": pa.array([file.batch_id for file in files], pa.string()),
        "committed": pa.array([file.committed for file in files], pa.int32()),
    }
    return pa.table(columns)


def _view(table: str, paths: Sequence[str], only: str | None, hidden: Suppressed) -> str:
    """Return what makes the view; `table` and `only` are names of our own."""
    empty = "select *, null::varchar as batch_id, null::integer as committed"
    wanted = f"where {suppressed.rows(table, hidden)}"
    wanted += f" and stored.article_id in (select article_id from {only})" if only else ""  # noqa: S608
    stored = f"""
        union all by name
        select stored.* exclude (filename) {suppressed.columns(table, hidden)},
            files.batch_id, files.committed
        from read_parquet([{", ".join(map(quoted, paths))}],
            union_by_name = true, filename = true, hive_partitioning = false) as stored
        join lake.files as files on files.path = stored.filename
        {wanted}"""  # noqa: S608  paths are quoted
    return f"create or replace view lake.{table} as {empty} from shape.{table} {stored if paths else ''}"
