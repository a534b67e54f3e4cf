"""Remembers which files count at which version of the lake, so that a commit of many files is one step."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from warehouse import durable

FORMAT = 1  # raised when these tables change
PATIENCE_SECONDS = 60  # a commit holds the lock for milliseconds; a minute means something is stuck
SCHEMA = """
create table commits (
    version integer primary key, batch_id text not null, day text not null, committed_at text not null);
create table files (
    path text not null, table_name text not null, batch_id text not null, rows integer not null,
    bytes integer not null, added integer not null, removed integer, primary key (path, added));
create index files_by_batch on files (batch_id) where removed is null;
create index commits_by_batch on commits (batch_id, version);
create table shapes (table_name text primary key, schema blob not null);
"""
LIVE = """
select table_name, path, files.batch_id, rows, (
    select max(version) from commits
    where commits.batch_id = files.batch_id and version <= :version) as committed
from files
where added <= :version and (removed is null or removed > :version) order by table_name, committed, path
"""


class LakeError(Exception):
    """Raised by the lake and its ledger for what cannot be stored or found."""


class LedgerLost(LakeError):
    """Raised where files of a lake lie without their ledger: an empty one would call all of them orphans."""


class Overtaken(LakeError):
    """Raised by a commit that was made of a batch which somebody has replaced meanwhile."""


@dataclass(frozen=True)
class Entry:
    """One file of one table; `path` is relative to the lake, `committed` its batch's last version."""

    table: str
    path: str
    batch_id: str
    rows: int
    committed: int


@dataclass(frozen=True)
class Recorded:
    """One file that some version lists: the versions that added and removed it, its batch, rows and bytes."""

    path: str
    table: str
    batch_id: str
    rows: int
    bytes: int
    added: int
    removed: int | None


class Ledger:
    """The commit ledger: a small SQLite file that any number of processes may write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            if any(path.parent.glob("*/month=*/*.parquet")) and not path.exists():
                raise LedgerLost(f"{path} is missing, and its lake has files: run `beatbook doctor`.")
            self._create()
        with self._connection() as connection:
            (found,) = connection.execute("pragma user_version").fetchone()
        if found != FORMAT:
            raise LakeError(
                f"{path} has format {found}, this program writes {FORMAT}: use a matching Beatbook."
            )

    def version(self) -> int:
        """Return the number of the last commit, 0 before the first."""
        with self._connection() as connection:
            return _version(connection)

    def live(self, version: int | None = None) -> list[Entry]:
        """Return the files that count at a version, the last one unless told."""
        with self._connection() as connection:
            connection.execute("begin")  # version and files are of one moment
            newest = _version(connection)
            if version is not None and not 0 <= version <= newest:
                raise LakeError(f"The lake has no version {version}: they run from 0 to {newest}.")
            asked = newest if version is None else version
            return [Entry(*row) for row in connection.execute(LIVE, {"version": asked})]

    def recorded(self) -> list[Recorded]:
        """Return every file that any version lists."""
        with self._connection() as connection:
            rows = connection.execute("""
                select path, table_name, batch_id, rows, bytes, added, removed
                from files order by path, added""")
            return [Recorded(*row) for row in rows]

    def held(self, batch_id: str) -> tuple[int, frozenset[str]]:
        """Return the version that a batch was last changed at, and the paths it holds now."""
        with self._connection() as connection:
            return _held(connection, batch_id)

    def shape(self, table: str) -> bytes | None:
        """Return the table's serialised schema as of its last commit."""
        with self._connection() as connection:
            row = connection.execute("select schema from shapes where table_name = ?", (table,)).fetchone()
        return bytes(row[0]) if row else None

    def tables(self) -> list[str]:
        """Return the names of all tables ever committed."""
        with self._connection() as connection:
            return [name for (name,) in connection.execute("select table_name from shapes order by 1")]

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that alone may write; commits when the block ends well, else changes nothing."""
        with self._connection() as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with closing(
            sqlite3.connect(self.path, timeout=PATIENCE_SECONDS, isolation_level=None)
        ) as connection:
            connection.execute("pragma synchronous = full")
            yield connection

    def _create(self) -> None:
        """Make the file beside and link it in whole: turning WAL on fails at once when others are waiting."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = durable.beside(self.path)
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("pragma journal_mode = wal")
            connection.executescript(f"{SCHEMA} pragma user_version = {FORMAT};")
        durable.sync(part)
        try:
            self.path.hardlink_to(part)
        except FileExistsError:
            return  # another process was first, with the same file
        finally:
            part.unlink()
        durable.sync(self.path.parent)


def replace(
    connection: sqlite3.Connection,
    batch_id: str,
    day: date,
    entries: Iterable[Entry],
    sizes: Mapping[str, int],
) -> int:
    """Let the batch hold exactly these files from a new version on, and return that version.

    Returns the version it already has if it holds them. `committed` of the entries is ignored.
    """
    new = {entry.path: entry for entry in entries}
    at, old = _held(connection, batch_id)
    if old == new.keys():
        return at
    version = _version(connection) + 1
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    connection.execute("insert into commits values (?, ?, ?, ?)", (version, batch_id, day.isoformat(), now))
    connection.executemany(
        "update files set removed = ? where path = ? and removed is null",
        [(version, path) for path in old - new.keys()],
    )
    connection.executemany(
        "insert into files values (?, ?, ?, ?, ?, ?, null)",
        [
            (path, entry.table, batch_id, entry.rows, sizes[path], version)
            for path, entry in new.items()
            if path not in old
        ],
    )
    return version


def committed(connection: sqlite3.Connection, batch_id: str) -> int:
    """Return the version that a batch was last changed at, 0 if never."""
    return _held(connection, batch_id)[0]


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("select coalesce(max(version), 0) from commits").fetchone()
    return int(version)


def _held(connection: sqlite3.Connection, batch_id: str) -> tuple[int, frozenset[str]]:
    (at,) = connection.execute(
        "select coalesce(max(version), 0) from commits where batch_id = ?", (batch_id,)
    ).fetchone()
    paths = connection.execute("select path from files where batch_id = ? and removed is null", (batch_id,))
    return int(at), frozenset(path for (path,) in paths)
