"""Turns the lake's last version into the warehouse that people open: built beside, checked, then linked."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import duckdb

from warehouse import checks, durable
from warehouse.build import build, building
from warehouse.checks import CheckResult, ChecksFailed
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.limits import LIMITS, OFFLINE
from warehouse.statements import BUILT, digest, quoted, statements

__all__ = ["ChecksFailed", "Snapshot", "publish"]

KEEP_SNAPSHOTS = 7  # a week of daily ones, so that a figure can be looked up as it was
SPILL = ".spill"
READ_ONLY = 0o444  # one process that opens it for writing would lock everybody out
Note = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Snapshot:
    """A published warehouse: its name, its file, rows a table, articles that the one before had not."""

    version: str
    lake_version: int
    path: Path
    counts: Mapping[str, int]
    new_articles: int
    checks: tuple[CheckResult, ...]
    unchanged: bool


def publish(home: Home, note: Note = lambda event: None) -> Snapshot:
    """Return the snapshot that `home.warehouse` now points to.

    Nothing is built if it already shows the lake's last version, made by the same SQL. `note` is told the
    stage's start, steps and end. Raises ChecksFailed, with the old snapshot still in place.
    """
    home.snapshots.mkdir(parents=True, exist_ok=True)
    with durable.alone(home.snapshots / ".lock"):
        lake = Lake(home.lake)
        lake_version = lake.version
        version = f"{lake_version:06d}-{digest()}"
        path = home.snapshots / f"warehouse-{version}.duckdb"
        _remove_leftovers(home.snapshots)
        step = _steps(note)
        if home.warehouse.is_symlink() and home.warehouse.resolve() == path.resolve() and path.exists():
            snapshot = Snapshot(version, lake_version, path, _counts(path), 0, (), True)
        else:
            found = _make(path, lake, lake_version, version, step)
            new = _new_articles(path, home.warehouse)
            durable.link(home.warehouse, path)
            snapshot = Snapshot(version, lake_version, path, _counts(path), new, found, False)
        _retire(home.snapshots, path)
        lake.collect_garbage()
        note({"stage": "publish", "event": "stage_done"})
        return snapshot


def _make(
    path: Path, lake: Lake, lake_version: int, version: str, step: Callable[[str], None]
) -> tuple[CheckResult, ...]:
    """Write the snapshot whole: built beside, checked, closed without a log of its own, then renamed."""
    facts = {
        "version": version,
        "lake_version": lake_version,
        "sql_version": digest(),
        "built_at": datetime.now(UTC).replace(tzinfo=None),
        "beatbook_version": installed_version("beatbook"),
    }
    try:
        with durable.renamed(path) as part:
            with building(part, path.parent / SPILL) as connection:
                build(connection, lake, lake_version, facts, step)
                found = checks.run(connection, step)
            log = Path(f"{part}.wal")
            if log.exists():  # the next to open the file would replay it
                raise RuntimeError(f"DuckDB left {log.name} after a checkpoint: the snapshot is not whole.")
            part.chmod(READ_ONLY)
    finally:
        _remove_leftovers(path.parent)
    return found


def _steps(note: Note) -> Callable[[str], None]:
    total = sum(len(statements(folder)) for folder in (*BUILT, "checks"))
    note({"stage": "publish", "event": "stage_started", "total": total})
    return lambda name: note({"stage": "publish", "event": "step", "name": name})


def _counts(path: Path) -> dict[str, int]:
    """Return the number of rows of each table."""
    with _reading(path) as connection:
        names = connection.execute("select table_name from duckdb_tables() order by all").fetchall()
        counted = "select count(*) from query_table($name)"
        return {name: _number(connection, counted, name=name) for (name,) in names}


def _new_articles(path: Path, before: Path) -> int:
    """Return how many articles the snapshot has that the one before had not."""
    with _reading(path) as connection:
        if not before.exists():
            return _number(connection, "select count(*) from articles")
        connection.execute(f"attach {quoted(str(before.resolve()))} as before (read_only)")
        new = "select count(*) from articles anti join before.articles as old using (article_id)"
        return _number(connection, new)


@contextmanager
def _reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path), read_only=True, config={**LIMITS, **OFFLINE}) as connection:
        yield connection


def _number(connection: duckdb.DuckDBPyConnection, query: str, **values: str) -> int:
    ((number,),) = connection.execute(query, values or None).fetchall()
    return int(number)


def _retire(folder: Path, current: Path) -> None:
    """Remove all but the last snapshots; whoever has one open keeps it until they close it."""
    made = sorted(folder.glob("warehouse-*.duckdb"), key=lambda path: path.stat().st_mtime_ns)
    for path in made[:-KEEP_SNAPSHOTS]:
        if path != current:
            path.unlink()


def _remove_leftovers(folder: Path) -> None:
    """Remove what a killed or failed publish left; the lock says that nobody is writing it."""
    for path in folder.glob(f".*{durable.PART}*"):
        path.unlink()
    if (folder / SPILL).exists():
        shutil.rmtree(folder / SPILL)
