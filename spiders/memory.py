"""What earlier runs leave to this one, as the frontier's file tells it."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from .records import SourceState
from .second_looks import Look, due
from .tdmrep import ASKED_EVERY, Reservations

WAIT_SECONDS = 30.0
ASKED_AGAIN_FOR = timedelta(days=3)  # what failed for a time, whether or not its source still lists it

KNOWN = "select distinct page from asked where outlet = ? and run_id <> ? and is_settled"
UNSETTLED = """
select offer, first_at from (
    select
        page, offer,
        min(at) over (partition by page) as first_at,
        max(is_settled) over (partition by page) as is_settled,
        row_number() over (partition by page order by at desc) as place
    from asked where outlet = ? and run_id <> ?
)
where place = 1 and not is_settled
order by first_at desc, page
"""


@dataclass(frozen=True)
class Again:
    """One page that failed for a time, or was put off, as it was offered."""

    key: str
    url: str
    source_url: str | None
    offered_at: datetime | None
    headline: str | None
    retry_at: datetime | None  # the server asked us to wait until then


@dataclass(frozen=True)
class Memory:
    """What earlier runs leave to this one; `looks` are those that are due."""

    known: frozenset[str] = frozenset()  # keys of pages settled for good
    again: tuple[Again, ...] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)
    sources: Mapping[str, SourceState] = field(default_factory=dict)
    reservations: Mapping[str, Reservations] = field(default_factory=dict)  # by host, those still good

    @property
    def waiting(self) -> dict[str, datetime]:
        """Until when a server has asked us to leave a page alone."""
        return {page.key: page.retry_at for page in self.again if page.retry_at}


def remember(file: Path, outlet: str, run_id: str, now: datetime, look_again: int = 0) -> Memory:
    """Return what runs other than this one have left; of this one only what a server asked it to wait for.

    So many of the newest pages (`look_again`) are due for another look, whenever they had their last.
    """
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as connection:
        return Memory(
            known=known(file, outlet, run_id),
            again=_again(connection, outlet, run_id, now),
            looks=due(_looks(connection, outlet, run_id), now, look_again),
            sources=_sources(connection, outlet, run_id),
            reservations=_reservations(connection, outlet, now),
        )


def known(file: Path, outlet: str, run_id: str) -> frozenset[str]:
    """Return the pages of the outlet that runs other than this one have settled for good."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as connection:
        return frozenset(page for (page,) in connection.execute(KNOWN, (outlet, run_id)))


def _again(connection: sqlite3.Connection, outlet: str, run_id: str, now: datetime) -> tuple[Again, ...]:
    since = as_text(now - ASKED_AGAIN_FOR)
    rows = connection.execute(UNSETTLED, (outlet, run_id))
    return tuple(Again(**_moments(offer)) for offer, first_at in rows if first_at > since)


def _looks(connection: sqlite3.Connection, outlet: str, run_id: str) -> dict[str, Look]:
    question = "select look from looks where outlet = ? and run_id <> ? order by at"
    rows = connection.execute(question, (outlet, run_id))
    found = (Look(**_moments(look)) for (look,) in rows)
    return {look.key: look for look in found}  # the last one of each page


def _sources(connection: sqlite3.Connection, outlet: str, run_id: str) -> dict[str, SourceState]:
    """Return the last state of each source; a failed try of this run counts only where we must wait."""
    question = "select state, run_id, is_failed from sources where outlet = ? order by at"
    found: dict[str, SourceState] = {}
    for text, run, is_failed in connection.execute(question, (outlet,)):
        state = SourceState.from_fields(json.loads(text))
        if run != run_id or (is_failed and state.wait_until):
            found[state.source_url] = state
    return found


def _reservations(connection: sqlite3.Connection, outlet: str, now: datetime) -> dict[str, Reservations]:
    """Return what each host reserved when it was last asked, in this run too, unless long ago."""
    question = "select said from reservations where outlet = ? and at > ? order by at"
    rows = connection.execute(question, (outlet, as_text(now - ASKED_EVERY)))
    found = (Reservations.from_fields(json.loads(text)) for (text,) in rows)
    return {said.host: said for said in found}


def _moments(text: str) -> dict[str, Any]:
    """Return the fields of a record's JSON, its times as times."""
    given = json.loads(text)
    return {
        name: datetime.fromisoformat(value) if name.endswith("_at") and value else value
        for name, value in given.items()
    }


def as_text(moment: datetime) -> str:
    """Return the moment in a form that sorts as text: UTC, always with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
