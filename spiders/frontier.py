"""Keeps what runs leave to later ones: pages asked for, looks at them, and the state of sources.

The takes on disk are the truth; this SQLite file is an index of them that heals itself after any kill.
Only the launcher writes it; the Scrapy process reads.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from addresses import page_key

from .memory import WAIT_SECONDS, Again, as_text
from .outcomes import UNASKED
from .records import Fetch, SourceState
from .second_looks import LOOKED_AFTER_FOR, Look
from .takes import Take, read_take
from .tdmrep import ASKED_EVERY, Reservations

SHAPE = 3  # of the tables below; a file of another shape is emptied, and heals
KEPT_FOR = LOOKED_AFTER_FOR + timedelta(days=10)  # looks and states older than this decide nothing

TABLES = """
create table if not exists takes (
    outlet text not null,
    file text not null, -- stats.json or failed.json, below the archive
    run_id text not null,
    primary key (outlet, file)
) without rowid;
create table if not exists asked (
    outlet text not null,
    page text not null, -- key of addresses.page_key
    run_id text not null,
    is_settled integer not null, -- 0: the next run asks again
    at text not null, -- when that run began
    offer text not null, -- JSON of Again, should its source no longer list it
    primary key (outlet, page, run_id)
) without rowid;
create table if not exists looks (
    outlet text not null,
    page text not null,
    run_id text not null,
    at text not null,
    look text not null, -- JSON of spiders.second_looks.Look
    primary key (outlet, page, run_id)
) without rowid;
create table if not exists sources (
    outlet text not null,
    url text not null,
    at text not null,
    run_id text not null,
    is_failed integer not null, -- it is from a take that failed
    state text not null, -- JSON of spiders.polling.SourceState
    primary key (outlet, url, at)
) without rowid;
create table if not exists reservations (
    outlet text not null,
    host text not null,
    run_id text not null,
    at text not null, -- when the host was asked
    said text not null, -- JSON of spiders.tdmrep.Reservations
    primary key (outlet, host, run_id)
) without rowid;
"""
TABLE_NAMES = ("takes", "asked", "looks", "sources", "reservations")

NEWEST_STATES = 3  # of a source: the last of other runs is always among them
DROP_STATES = """
delete from sources where outlet = ? and url = ? and at not in (
    select at from sources where outlet = ? and url = ? order by at desc limit ?)
"""


@dataclass(frozen=True)
class Frontier:
    """The launcher's hand on the file."""

    file: Path

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one transaction: whole or not at all."""
        if not self.file.exists():
            _bear(self.file)
        with closing(sqlite3.connect(self.file, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")

    def heal(self, archive: Path, outlet: str) -> None:
        """Take in every take of the outlet that is not listed yet, oldest first."""
        with self._writing() as connection:
            _shape(connection)
            rows = connection.execute("select file from takes where outlet = ?", (outlet,))
            listed = {file for (file,) in rows}
            files = [*archive.glob(f"*/{outlet}-*.stats.json"), *archive.glob(f"*/{outlet}-*.failed.json")]
            for file in sorted(files):
                if file.relative_to(archive).as_posix() not in listed:
                    take = read_take(archive, file)
                    if take.outlet == outlet:  # "guardian-weekly" begins with "guardian-" too
                        _take_in(connection, take)

    def record(self, take: Take) -> None:
        """Take in a take, committed or failed."""
        with self._writing() as connection:
            _take_in(connection, take)

    def forget(self, outlet: str, run_id: str) -> None:
        """Forget what a run has learned, before its take is replaced."""
        with self._writing() as connection:
            for table in TABLE_NAMES:
                connection.execute(f"delete from {table} where outlet = ? and run_id = ?", (outlet, run_id))  # noqa: S608


def _bear(file: Path) -> None:
    """Make the file beside and link it in whole: turning WAL on fails at once when others are waiting."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{file.name}-", dir=file.parent) as beside:
        new = Path(beside) / file.name
        with closing(sqlite3.connect(new)) as connection:
            connection.execute("pragma journal_mode = wal")
            _shape(connection)
            connection.commit()
        with suppress(FileExistsError):  # another was quicker
            file.hardlink_to(new)


def _shape(connection: sqlite3.Connection) -> None:
    """Make the tables; those of an older Beatbook are emptied first."""
    if connection.execute("pragma user_version").fetchone() != (SHAPE,):
        for table in TABLE_NAMES:
            connection.execute(f"drop table if exists {table}")
        connection.execute(f"pragma user_version = {SHAPE}")
    for statement in TABLES.split(";"):
        connection.execute(statement)


def _take_in(connection: sqlite3.Connection, take: Take) -> None:
    """List the take, the pages it asked for or put off, and what it learned of pages and sources."""
    at = as_text(datetime.fromisoformat(take.stats["started_at"]))
    pages = [(page_key(fetch.url), fetch) for fetch in take.ledger if fetch.kind == "article"]
    open_ = [(key, page) for key, page in pages if page.outcome.is_temporary or page.outcome not in UNASKED]
    connection.executemany(
        "insert or replace into asked (outlet, page, run_id, is_settled, at, offer) "
        "values (?, ?, ?, ?, ?, ?)",
        [
            (take.outlet, key, take.run_id, not page.outcome.is_temporary, at, _offer(key, page))
            for key, page in open_
        ],
    )
    connection.executemany(
        "insert or replace into looks (outlet, page, run_id, at, look) values (?, ?, ?, ?, ?)",
        [
            (take.outlet, key, take.run_id, at, _json(_look(key, page)))
            for key, page in pages
            if page.first_at
        ],
    )
    before = as_text(datetime.fromisoformat(at) - KEPT_FOR)
    connection.execute("delete from looks where outlet = ? and at < ?", (take.outlet, before))
    _take_in_sources(connection, take)
    _take_in_reservations(connection, take)
    root = take.paths.stats if take.failed is None else take.paths.failed
    file = root.relative_to(take.paths.archive).as_posix()
    connection.execute(
        "insert or replace into takes (outlet, file, run_id) values (?, ?, ?)",
        (take.outlet, file, take.run_id),
    )


def _take_in_sources(connection: sqlite3.Connection, take: Take) -> None:
    """Take in what was learned of sources; of a failed take only failures: its readings came to nothing."""
    for state in take.sources:
        if take.failed is None or state.failures:
            row = (
                take.outlet,
                state.source_url,
                as_text(state.polled_at),
                take.run_id,
                take.failed is not None,
            )
            connection.execute(
                "insert or replace into sources (outlet, url, at, run_id, is_failed, state) "
                "values (?, ?, ?, ?, ?, ?)",
                (*row, _json(state)),
            )
            source = take.outlet, state.source_url
            connection.execute(DROP_STATES, (*source, *source, NEWEST_STATES))


def _take_in_reservations(connection: sqlite3.Connection, take: Take) -> None:
    """Take in what hosts reserve, of a failed take too: who was asked is not asked again."""
    connection.executemany(
        "insert or replace into reservations (outlet, host, run_id, at, said) values (?, ?, ?, ?, ?)",
        [
            (take.outlet, said.host, take.run_id, as_text(said.asked_at), _json(said))
            for said in take.reservations
        ],
    )
    began_at = datetime.fromisoformat(take.stats["started_at"])
    connection.execute(
        "delete from reservations where outlet = ? and at < ?", (take.outlet, as_text(began_at - ASKED_EVERY))
    )


def _offer(key: str, page: Fetch) -> str:
    return _json(Again(key, page.url, page.source_url, page.offered_at, page.headline, page.retry_at))


def _look(key: str, page: Fetch) -> Look:
    given = {field.name: getattr(page, field.name) for field in fields(Look) if hasattr(page, field.name)}
    return Look(**given, key=key)


def _json(record: Again | Look | SourceState | Reservations) -> str:
    return json.dumps(asdict(record), default=datetime.isoformat)
