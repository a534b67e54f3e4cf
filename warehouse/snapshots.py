"""The snapshots that are kept, so that a figure can be looked up as it was at an earlier time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.home import Home
from warehouse.limits import reading
from warehouse.unanswered import NoWarehouse, QuestionError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

When = date | datetime | str
_VERSION = re.compile(r"\d{6,}-[0-9a-f]{8}(-\d+)?")
_TO_THE_SECOND = re.compile(r"\d\d:?\d\d:?\d\d")


def kept(home: Home) -> Iterator[tuple[datetime, Path]]:
    """Yield the kept snapshots, the newest first, each with the moment it was built, UTC."""
    built = [(_built_at(path), path) for path in home.snapshots.glob("warehouse-*.duckdb")]
    yield from sorted(built, reverse=True)


def as_of(home: Home, when: When) -> Path:
    """Return the snapshot of this version, or the one that people opened at this time.

    Days and times are London's unless the time says otherwise; a day counts to its end, a minute to its own.
    Raises NoWarehouse if none so old, or of that version, is kept, and QuestionError for what is no time.
    """
    if isinstance(when, str) and _VERSION.fullmatch(when):
        path = home.snapshots / f"warehouse-{when}.duckdb"
        if not path.exists():
            raise NoWarehouse(f"No snapshot {when} is kept in {home.snapshots}{_held(home)}.")
        return path
    before = _end(home, when)
    for built_at, path in kept(home):
        if built_at.replace(tzinfo=UTC) < before:
            return path
    raise NoWarehouse(f"No snapshot of {when} or before it is kept in {home.snapshots}{_held(home)}.")


def _end(home: Home, when: When) -> datetime:
    """Return the first moment that is not asked for any more."""
    asked: date | datetime
    lasts = timedelta(microseconds=1)
    if not isinstance(when, str):
        asked = when
    else:
        try:
            asked = date.fromisoformat(when) if len(when) <= 10 else datetime.fromisoformat(when)
        except ValueError:
            expected = "a day (2026-11-01), a minute in London (2026-11-01T15:00) or a snapshot's version"
            raise QuestionError(f"as of {when}: expected {expected}{_held(home)}.") from None
        lasts = timedelta(seconds=1) if _TO_THE_SECOND.search(when[10:]) else timedelta(minutes=1)
    if not isinstance(asked, datetime):
        return datetime(asked.year, asked.month, asked.day, tzinfo=_london()) + timedelta(days=1)
    local = asked if asked.tzinfo else asked.replace(tzinfo=_london())
    return local.astimezone(UTC) + lasts


def _held(home: Home) -> str:
    """Return which snapshots there are, as `as_of` takes them, to put behind a sentence."""
    told = [f"{version(path)} of {_local(built_at):%Y-%m-%dT%H:%M}" for built_at, path in kept(home)]
    return f"; there are {', '.join(told)}" if told else "; none is kept"


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(_london())


def _london() -> "ZoneInfo":
    from zoneinfo import ZoneInfo  # takes as long as a short answer

    return ZoneInfo("Europe/London")


def version(path: Path) -> str:
    """Return the version of the snapshot in this file."""
    return path.stem.removeprefix("warehouse-")


def _built_at(path: Path) -> datetime:
    with duckdb.connect(str(path), read_only=True, config=reading(path)) as connection:
        ((built_at,),) = connection.execute("select built_at from snapshot").fetchall()
    return built_at  # type: ignore[no-any-return]
