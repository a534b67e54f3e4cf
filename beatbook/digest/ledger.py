"""Remembers what was sent to whom: the intent is on the disk first, so that nothing leaves twice."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import Home

SENT, FAILED = "sent", "failed"
TABLE = """create table if not exists sendings (
    notice text not null,  -- what was sent: a day's digest, or one finding of a saved query
    target text not null,  -- to whom: a hash of the address, which is a secret
    name text not null,    -- what kind of service that is
    begun_at text not null,
    ended_at text,         -- null: it was begun, and nobody knows whether it left
    outcome text,          -- sent or failed
    primary key (notice, target)
)"""


@dataclass(frozen=True)
class Doubt:
    """A sending that was never confirmed: to which service, since when, and how it ended if it did."""

    name: str
    begun_at: str
    outcome: str | None


class Ledger:
    """The file of all sendings of a home; every method is one transaction, on the disk when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, home: Home) -> "Ledger":
        """Return the ledger of a home."""
        return cls(home.sent)

    def begin(self, notices: Sequence[str], target: str, name: str, *, again: bool = False) -> list[str]:
        """Write down that these are about to be sent to a target, and return those that may be: the new ones.

        With `again` also those that were never confirmed. Two that ask at once get none twice.
        """
        now = _now()
        with self._open() as db:
            if again:
                db.executemany(
                    "delete from sendings where notice = ? and target = ? and outcome is not ?",
                    [(notice, target, SENT) for notice in notices],
                )
            return [
                notice
                for notice in notices
                if db.execute(
                    "insert or ignore into sendings (notice, target, name, begun_at) values (?, ?, ?, ?)",
                    (notice, target, name, now),
                ).rowcount
            ]

    def end(self, notices: Sequence[str], target: str, outcome: str) -> None:
        """Write down what came of them."""
        with self._open() as db:
            db.executemany(
                "update sendings set ended_at = ?, outcome = ? where notice = ? and target = ?",
                [(_now(), outcome, notice, target) for notice in notices],
            )

    def known(self, notices: Sequence[str], target: str) -> set[str]:
        """Return those that were begun for the target."""
        with self._open() as db:
            asked = "select 1 from sendings where notice = ? and target = ?"
            return {notice for notice in notices if db.execute(asked, (notice, target)).fetchone()}

    def doubts(self, notice: str) -> list[Doubt]:
        """Return the sendings of a notice that were never confirmed."""
        if not self.path.exists():
            return []
        with self._open() as db:
            asked = "select name, begun_at, outcome from sendings where notice = ? and outcome is not ?"
            return [Doubt(*row) for row in db.execute(f"{asked} order by 2, 1", (notice, SENT))]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as db:
            db.execute("pragma synchronous = extra")  # the folder's entry too is on the disk after a commit
            db.execute(TABLE)
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                db.execute("rollback")
                raise
            db.execute("commit")


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
