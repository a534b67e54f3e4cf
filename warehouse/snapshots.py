"""The snapshots that are kept, so that a figure can be looked up as it was on an earlier day."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb

from warehouse.home import Home
from warehouse.limits import reading


def kept(home: Home) -> Iterator[tuple[datetime, Path]]:
    """Yield the kept snapshots, the newest first, each with the moment it was built, UTC."""
    built = [(_built_at(path), path) for path in home.snapshots.glob("warehouse-*.duckdb")]
    yield from sorted(built, reverse=True)


def as_of(home: Home, day: date) -> Path | None:
    """Return the snapshot that people opened at the end of a day (UTC); None if none so old is kept."""
    return next((path for built_at, path in kept(home) if built_at.date() <= day), None)


def _built_at(path: Path) -> datetime:
    with duckdb.connect(str(path), read_only=True, config=reading(path)) as connection:
        ((built_at,),) = connection.execute("select built_at from snapshot").fetchall()
    return built_at  # type: ignore[no-any-return]
