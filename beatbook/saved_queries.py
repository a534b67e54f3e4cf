"""Reads saved queries: what a desk watches for, one TOML file each, every key of it understood or refused."""

import datetime as dt
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatbook.refusal import Refusal
from warehouse.home import Home

VARIABLE = "BEATBOOK_SAVED"
ALERTS = ("burst", "any", "silence", "none")
SENSITIVITY = {"fewer": 4.5, "balanced": 3.0, "more": 2.0}  # deviations above the expected count
KEYS = ("name", "topic", "search", "outlets", "alert", "sensitivity", "quiet_hours")
HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Quiet:
    """Hours of London's day in which nothing is sent; they may go over midnight."""

    since: dt.time
    until: dt.time

    def holds(self, at: dt.time) -> bool:
        """Return whether a time of London's clocks lies in them.

        >>> Quiet(dt.time(22), dt.time(7)).holds(dt.time(6, 59))
        True
        """
        if self.since < self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until


@dataclass(frozen=True)
class Saved:
    """One saved query: a topic or a search, of some outlets or all (none named), and when to alert."""

    slug: str  # the name of its file
    file: Path
    name: str
    topic: str | None
    search: str | None
    outlets: tuple[str, ...]
    alert: str
    least: float
    quiet: Quiet | None

    @property
    def asks(self) -> str:
        """What it asks, in words."""
        what = f"topic {self.topic}" if self.topic else str(self.search)
        return f"{what}, in {', '.join(self.outlets)}" if self.outlets else what


def folder(home: Home) -> Path:
    """Return where saved queries lie: the folder that BEATBOOK_SAVED names, else `saved` in the home."""
    named = os.environ.get(VARIABLE)
    return Path(named).resolve() if named else home.saved


def files(home: Home) -> list[Path]:
    """Return the files of all saved queries, by name."""
    return sorted(folder(home).glob("*.toml"))


def read(file: Path) -> Saved:
    """Return the query of a file. Raises Refusal, which names the file and the field."""
    if not SLUG.fullmatch(file.stem):
        raise Refusal(f"{file}: name it in small letters, digits and hyphens, as strip-search.toml.")
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise Refusal(f"{file} cannot be read: {problem}.") from problem
    unknown = sorted(set(said) - set(KEYS))
    if unknown:
        raise Refusal(f"{file}: {unknown[0]!r} is no key; there are {', '.join(KEYS)}.")
    if ("topic" in said) == ("search" in said):
        raise Refusal(
            f"{file}: give either `topic`, a topic's slug, or `search`, words as docs/search.md has them."
        )

    def field(key: str, read: Callable[[Any], Any], wanted: str, *default: Any) -> Any:
        return _field(file, said, key, read, wanted, *default)

    return Saved(
        file.stem,
        file,
        field("name", _words, "a text"),
        field("topic", _words, "a topic's slug", None),
        field("search", _words, "a text", None),
        field("outlets", _names, "a list of outlets' slugs", ()),
        field("alert", lambda value: value if value in ALERTS else None, " or ".join(ALERTS)),
        field(
            "sensitivity", _least, f"{', '.join(SENSITIVITY)} or a number above 0", SENSITIVITY["balanced"]
        ),
        field("quiet_hours", _quiet, "London hours such as 22:00-07:00", None),
    )


def _field(
    file: Path, said: Mapping[str, Any], key: str, read: Callable[[Any], Any], wanted: str, *default: Any
) -> Any:
    """Return a key's value, its default if it has one and is not there. Raises Refusal."""
    if key not in said:
        if default:
            return default[0]
        raise Refusal(f"{file}: `{key}` is missing: {wanted}.")
    value = read(said[key])
    if value is None:
        raise Refusal(f"{file}: `{key}` must be {wanted}, not {said[key]!r}.")
    return value


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        return None
    return tuple(dict.fromkeys(value))


def _least(value: Any) -> float | None:
    if isinstance(value, str):
        return SENSITIVITY.get(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 < value < 1000 else None


def _quiet(value: Any) -> Quiet | None:
    found = HOURS.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return None
    first, last = dt.time(int(found[1]), int(found[2])), dt.time(int(found[3]), int(found[4]))
    return Quiet(first, last) if first != last else None
