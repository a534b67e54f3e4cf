"""Turns the lake's last version into the warehouse that people open: built beside, checked, then linked."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import duckdb

from warehouse import durable, keeping, segments, snapshots
from warehouse.build import build, building
from warehouse.checks import CheckResult, Checks, ChecksFailed
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.limits import within
from warehouse.segments import Segments
from warehouse.statements import BUILT, digest, quoted, statements

__all__ = ["ChecksFailed", "Snapshot", "publish"]

KEEP_SNAPSHOTS = (
    7  # unless retention.toml says otherwise: a week of daily ones, to look a figure up as it was
)
SPILL = ".spill"
READ_ONLY = 0o444  # one process that opens it for writing would lock everybody out
Note = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Snapshot:
    """A published warehouse: its name, its file, rows a table, articles that the one before had not.

    `damage` says which earlier snapshot could not be read, and why, if one could not; else it is empty.
    """

    version: str
    lake_version: int
    path: Path
    counts: Mapping[str, int]
    new_articles: int
    checks: tuple[CheckResult, ...]
    unchanged: bool
    damage: str = ""


def publish(home: Home, note: Note = lambda event: None, *, full: bool = False) -> Snapshot:
    """Return the snapshot that `home.warehouse` now points to.

    Nothing is built if it already shows the lake's last version, made by the same SQL. Else what is new is
    added to a copy of it; with `full`, if other SQL made it, or if it is damaged, all is made anew. `note` is
    told the stage's start, steps and end. Raises ChecksFailed, with the old snapshot still in place.
    """
    home.snapshots.mkdir(parents=True, exist_ok=True)
    with durable.alone(home.snapshots / ".lock"):
        lake = Lake(home.lake)
        lake_version = lake.version
        _remove_leftovers(home.snapshots)
        step, damaged = _steps(note), dict[str, str]()
        before = None if full else _before(home, lake, damaged)
        if before and before.lake_version == lake_version and not before.is_moved:
            with reading(before.path) as connection:
                counts = _counts(connection)
            snapshot = Snapshot(
                snapshots.version(before.path), lake_version, before.path, counts, 0, (), True
            )
        else:
            path = _path(home, lake_version)
            snapshot = _make(home, path, lake, before, lake_version, step, damaged)
            durable.link(home.warehouse, path)
        _retire(home, snapshot.path, damaged)
        lake.collect_garbage()
        note({"stage": "publish", "event": "stage_done"})
        return replace(snapshot, damage="; ".join(f"{name}: {why}" for name, why in damaged.items()))


@dataclass(frozen=True)
class _Before:
    """The snapshot that the next one can grow from, and whether it was made in another folder."""

    path: Path
    lake_version: int
    is_moved: bool


def _before(home: Home, lake: Lake, damaged: dict[str, str]) -> _Before | None:
    """Return the published snapshot if the same SQL and list of suppressed names made it, and it is whole.

    If it cannot be read, `damaged` is told why.
    """
    path = home.snapshots / home.warehouse.resolve().name
    if not home.warehouse.exists() or digest() not in path.stem:
        return None
    try:
        with reading(path) as connection:
            told = "select lake_version, home, suppressed_version, lake_files from snapshot"
            ((held, folder, list_then, files_then),) = connection.execute(told).fetchall()
            missing = Segments(home.segments).missing(segments.files(connection))
    except duckdb.Error as error:
        damaged[path.name] = _why(error)
        return None
    is_other = bool(missing) or held > lake.version or list_then != lake.hidden().version
    is_other = is_other or files_then != lake.listed(held)
    return None if is_other else _Before(path, held, folder != str(home.root.resolve()))


def _path(home: Home, lake_version: int) -> Path:
    """Return a name that nobody has open: the version's, with a number if that is published."""
    version, number = f"{lake_version:06d}-{digest()}", 1
    while home.warehouse.resolve().stem == f"warehouse-{version}":
        number += 1
        version = f"{lake_version:06d}-{digest()}-{number}"
    return home.snapshots / f"warehouse-{version}.duckdb"


def _facts(home: Home, path: Path, lake: Lake, lake_version: int) -> dict[str, Any]:
    return {
        "suppressed_version": lake.hidden().version,
        "lake_files": lake.listed(lake_version),
        "version": snapshots.version(path),
        "lake_version": lake_version,
        "sql_version": digest(),
        "built_at": datetime.now(UTC).replace(tzinfo=None),
        "beatbook_version": installed_version("beatbook"),
        "home": str(home.root.resolve()),
    }


def _make(
    home: Home,
    path: Path,
    lake: Lake,
    before: _Before | None,
    lake_version: int,
    step: Callable[[str], None],
    damaged: dict[str, str],
) -> Snapshot:
    """Write the snapshot whole: built beside, checked, closed without a log of its own, then renamed.

    What cannot grow from the one before is made of the lake alone: that one may be damaged further in.
    """
    try:
        with durable.renamed(path) as part:
            if before:
                shutil.copyfile(before.path, part)
            versions = (before.lake_version if before else None, lake_version)
            facts = _facts(home, path, lake, lake_version)
            with building(part, path.parent / SPILL, lake.live()) as connection:
                checks = Checks(step)
                new = build(connection, lake, versions, facts, Segments(home.segments), checks, step)
                checks.look_at_all(connection)
                checks.pass_or_raise()
                counts = _counts(connection)
            log = Path(f"{part}.wal")
            if log.exists():  # the next to open the file would replay it
                raise RuntimeError(f"DuckDB left {log.name} after a checkpoint: the snapshot is not whole.")
            part.chmod(READ_ONLY)
    except duckdb.Error as error:
        if before is None:
            raise
        if not isinstance(error, duckdb.ConversionException):  # an outlet or topic that the enums do not know
            damaged[before.path.name] = _why(error)
        return _make(home, path, lake, None, lake_version, step, damaged)
    finally:
        _remove_leftovers(path.parent)
    if before is None:
        new = _new_articles(path, home.warehouse, counts, damaged)
    return Snapshot(snapshots.version(path), lake_version, path, counts, new, checks.results, False)


def _steps(note: Note) -> Callable[[str], None]:
    total = sum(len(statements(folder)) for folder in (*BUILT, "checks"))
    note({"stage": "publish", "event": "stage_started", "total": total})
    return lambda name: note({"stage": "publish", "event": "step", "name": name})


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the number of rows of each table of the database `warehouse`."""
    named = "select table_name from duckdb_tables() where database_name = 'warehouse' order by all"
    names = [name for (name,) in connection.execute(named).fetchall()]
    each = (f'select {quoted(name)}, count(*) from warehouse."{name}"' for name in names)  # noqa: S608  ours
    return dict(connection.execute(" union all ".join(each)).fetchall())


def _new_articles(path: Path, before: Path, counts: Mapping[str, int], damaged: dict[str, str]) -> int:
    """Return how many articles the snapshot has that the one before had not; all if that cannot be read."""
    try:
        if before.exists():
            with reading(path) as connection, _shown(connection, before, "before"):
                new = "select count(*) from articles anti join before.articles as old using (article_id)"
                ((number,),) = connection.execute(new).fetchall()
                return int(number)
    except duckdb.Error as error:
        damaged.setdefault(before.resolve().name, _why(error))
    return counts["articles"]


def _why(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0][:200]


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection whose tables are the snapshot's, whoever else has it open and how."""
    with duckdb.connect(":memory:", config=within([path])) as connection, _shown(connection, path):
        connection.execute("use warehouse")
        yield connection
        connection.execute("use memory")


@contextmanager
def _shown(connection: duckdb.DuckDBPyConnection, path: Path, name: str = "warehouse") -> Iterator[None]:
    """Let the snapshot be a database of the connection for as long as nothing fails."""
    connection.execute(f"attach {quoted(str(path.resolve()))} as {name} (read_only)")
    yield
    connection.execute(f"detach {name}")


def _retire(home: Home, current: Path, damaged: dict[str, str]) -> None:
    """Remove all but the last snapshots, and segments that none of them shows.

    Whoever has a snapshot open keeps it until they close it, but for texts that only its segments held. While
    a damaged one is kept, all segments are: nobody can say which it shows.
    """
    made = sorted(home.snapshots.glob("warehouse-*.duckdb"), key=lambda path: path.stat().st_mtime_ns)
    last = made[-keeping.most(home.root, "snapshots", KEEP_SNAPSHOTS) :]
    kept = [path for path in made if path in last or path == current]
    for path in made:
        if path not in kept:
            path.unlink()
    shown = set[str]()
    for path in kept:
        try:
            with reading(path) as connection:
                if connection.execute("from duckdb_tables() where table_name = 'segments'").fetchall():
                    shown.update(segments.files(connection))
        except duckdb.Error as error:
            damaged.setdefault(path.name, _why(error))
            shown.update(one.name for one in home.segments.glob("*.parquet"))
    Segments(home.segments).keep(shown)


def _remove_leftovers(folder: Path) -> None:
    """Remove what a killed or failed publish left; the lock says that nobody is writing it."""
    for path in folder.glob(f".*{durable.PART}*"):
        path.unlink()
    if (folder / SPILL).exists():
        shutil.rmtree(folder / SPILL)
