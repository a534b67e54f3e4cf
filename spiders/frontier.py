"""What each outlet was already asked for, so that no page is asked for twice.

The takes on disk are the truth; this SQLite file is an index of them that heals itself after any kill.
Only the launcher writes it; the Scrapy process reads.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .addresses import same_page
from .outcomes import UNASKED
from .takes import Take, read_take

WAIT_SECONDS = 30.0

TABLES = """
create table if not exists takes (
    outlet text not null,
    run_id text not null,
    day text not null,
    primary key (outlet, run_id, day)
) without rowid;
create table if not exists asked (
    outlet text not null,
    page text not null, -- key of spiders.addresses.same_page
    is_settled integer not null, -- 0: the next run asks again
    run_id text not null,
    primary key (outlet, page)
) without rowid;
"""


TAKE_IN = """
insert into asked (outlet, page, is_settled, run_id) values (?, ?, ?, ?)
on conflict (outlet, page) do update set is_settled = excluded.is_settled, run_id = excluded.run_id
where not is_settled -- an older take, healed late, undoes nothing
"""


def known(file: Path, outlet: str, run_id: str) -> frozenset[str]:
    """Return the pages of the outlet that runs other than this one have settled for good."""
    question = "select page from asked where outlet = ? and run_id <> ? and is_settled"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as connection:
        return frozenset(page for (page,) in connection.execute(question, (outlet, run_id)))


@dataclass(frozen=True)
class Frontier:
    """The launcher's hand on the file."""

    file: Path

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection inside one transaction: whole or not at all."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("pragma journal_mode = wal")
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.execute("rollback")
                raise
            connection.execute("commit")

    def heal(self, archive: Path, outlet: str) -> None:
        """Take in every committed take of the outlet that is not listed yet, oldest first."""
        with self._writing() as connection:
            for statement in TABLES.split(";"):
                connection.execute(statement)
            rows = connection.execute("select day, run_id from takes where outlet = ?", (outlet,))
            listed = {f"{day}/{outlet}-{run_id}.stats.json" for day, run_id in rows}
            for file in sorted(archive.glob(f"*/{outlet}-*.stats.json")):
                if file.relative_to(archive).as_posix() not in listed:
                    take = read_take(archive, file)
                    if take.outlet == outlet:  # "guardian-weekly" begins with "guardian-" too
                        _take_in(connection, take)

    def record(self, take: Take) -> None:
        """Take in a committed take."""
        with self._writing() as connection:
            _take_in(connection, take)

    def forget(self, outlet: str, run_id: str) -> None:
        """Forget what a run has asked for, before its take is replaced."""
        with self._writing() as connection:
            for table in ("asked", "takes"):
                connection.execute(f"delete from {table} where outlet = ? and run_id = ?", (outlet, run_id))  # noqa: S608


def _take_in(connection: sqlite3.Connection, take: Take) -> None:
    """List the take and every page it asked for."""
    asked = [fetch for fetch in take.ledger if fetch.kind == "article" and fetch.outcome not in UNASKED]
    rows = [
        (take.outlet, same_page(fetch.url), not fetch.outcome.is_temporary, take.run_id) for fetch in asked
    ]
    connection.executemany(TAKE_IN, rows)
    connection.execute(
        "insert or replace into takes (outlet, run_id, day) values (?, ?, ?)",
        (take.outlet, take.run_id, take.day.isoformat()),
    )
