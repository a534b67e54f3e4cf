"""How long pages are kept, by outlet and age, and the removal of those whose time is over.

What goes is a take's WARC file as a whole. Its ledger, index and stats stay, with a tombstone that says when
and why, so that readers say "pruned" and nobody refines the day into nothing.
"""

import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from . import captures
from .paths import part
from .reading import tombstone
from .takes import Take, read_take

FIELDS = {"keep_days", "keep_text_days", "outlets", "snapshots", "sites"}
OUTLET_FIELDS = {"keep_days", "keep_text_days"}


class RetentionError(ValueError):
    """retention.toml is not as it must be; the message says what to write."""


@dataclass(frozen=True)
class Retention:
    """For how many days pages are kept: by outlet, else in general; None is for ever."""

    keep_days: int | None = None
    outlets: dict[str, int | None] = field(default_factory=dict)

    def days(self, outlet: str) -> int | None:
        """Return how long this outlet's pages are kept."""
        return self.outlets.get(outlet, self.keep_days)


@dataclass(frozen=True)
class Removal:
    """One WARC file whose time is over; `held_by` names a younger file that still needs its bytes."""

    outlet: str
    day: date
    file: str
    bytes: int
    keep_days: int
    held_by: str | None = None


def load(file: Path) -> Retention:
    """Return what a retention.toml says; without one everything is kept. Raises RetentionError.

    It holds `keep_days = 400` for all, and under `[outlets]` lines like `guardian = 30`, or tables like
    `guardian = { keep_days = 30 }`; 0 is for ever. How many `snapshots` and `sites` are kept, and for how
    many days texts are, stands there too, for `warehouse.keeping`.
    """
    if not file.exists():
        return Retention()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RetentionError(f"{file}: is not TOML: {error}") from error
    if strangers := sorted(set(given) - FIELDS):
        raise RetentionError(
            f"{file}: {strangers[0]} is no field; write keep_days, keep_text_days and [outlets]"
        )
    own = given.get("outlets", {})
    if not isinstance(own, dict):
        raise RetentionError(f"{file}: outlets must be a table: [outlets] with lines like guardian = 30")
    outlets = {}
    for slug, told in own.items():
        if not isinstance(told, dict):
            outlets[slug] = _days(file, f"outlets.{slug}", told)
        elif unknown := sorted(set(told) - OUTLET_FIELDS):
            raise RetentionError(
                f"{file}: outlets.{slug}.{unknown[0]} is no field; write keep_days and keep_text_days"
            )
        elif "keep_days" in told:
            outlets[slug] = _days(file, f"outlets.{slug}.keep_days", told["keep_days"])
    return Retention(_days(file, "keep_days", given.get("keep_days", 0)), outlets)


def _days(file: Path, name: str, value: Any) -> int | None:
    if type(value) is not int or value < 0:
        raise RetentionError(f"{file}: {name} must be a number of days, 0 for ever, not {value!r}")
    return value or None


def due(archive: Path, retention: Retention, today: date) -> list[Removal]:
    """Return every WARC file older than it is to be kept; those that younger files refer to are held."""
    old: dict[str, Removal] = {}
    references: dict[str, set[str]] = {}
    for take in _takes(archive):
        days = retention.days(take.outlet)
        references[take.warc_file] = {
            each.refers_to[0] for each in captures.read(take.paths) if each.refers_to
        }
        if days is not None and (today - take.day).days > days:
            size = take.paths.warc.stat().st_size
            old[take.warc_file] = Removal(take.outlet, take.day, take.warc_file, size, days)
    held = _held(set(old), references)
    return [
        Removal(each.outlet, each.day, each.file, each.bytes, each.keep_days, held.get(each.file))
        for each in old.values()
    ]


def _held(old: set[str], references: dict[str, set[str]]) -> dict[str, str]:
    """Return which of the old files a kept one refers to, and that one's name; what is held is kept too."""
    held: dict[str, str] = {}
    waiting = sorted(references.keys() - old)
    while waiting:
        kept = waiting.pop()
        for file in references.get(kept, set()) & old - held.keys() - {kept}:
            held[file] = kept
            waiting.append(file)
    return held


def prune(archive: Path, removals: list[Removal]) -> int:
    """Remove the WARC files that nobody needs, a tombstone in place of each; return the bytes freed.

    A kill leaves either a file or its tombstone, or for a moment both; pruning again finishes it.
    """
    freed = 0
    for removal in removals:
        if removal.held_by is None:
            warc = archive / removal.file
            stone = tombstone(warc)
            told = {
                "pruned_at": datetime.now(UTC).isoformat(),
                "keep_days": removal.keep_days,
                "bytes": removal.bytes,
            }
            with part(stone).open("w", encoding="utf-8") as file:
                file.write(json.dumps(told) + "\n")
                file.flush()
                os.fsync(file.fileno())
            part(stone).replace(stone)
            warc.unlink()
            freed += removal.bytes
    return freed


def _takes(archive: Path) -> Iterator[Take]:
    """Yield every committed take that still has its pages."""
    for file in sorted(archive.glob("????-??-??/*.stats.json")):
        take = read_take(archive, file)
        if take.paths.warc.exists():
            yield take
