"""How many snapshots and sites, and texts how long, are kept; of pages, see `spiders.retention`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FILE = "retention.toml"


TEXTS = "keep_text_days"


class KeepingError(ValueError):
    """retention.toml does not say how many are kept, or how long; the message says what to write."""


@dataclass(frozen=True)
class Texts:
    """For how many days texts are kept: by outlet, else in general; None is for ever."""

    keep_days: int | None = None
    outlets: Mapping[str, int | None] = field(default_factory=dict)

    def over(self, outlet: str | None, day: date, today: date) -> int | None:
        """Return for how many days an outlet's texts of a day were kept if these are over, else None."""
        days = self.outlets.get(outlet, self.keep_days) if outlet else self.keep_days
        return days if days is not None and (today - day).days > days else None

    @property
    def least(self) -> int | None:
        """The shortest time that any text is kept; None if all are kept for ever."""
        return min((days for days in (self.keep_days, *self.outlets.values()) if days), default=None)


def texts(home: Path) -> Texts:
    """Return for how many days texts are kept: `keep_text_days`, and so under `[outlets.<slug>]`.

    Raises KeepingError for anything but a number of days.
    """
    given = _given(home / FILE)
    own = given.get("outlets", {})
    outlets = {
        slug: _days(home / FILE, f"outlets.{slug}.{TEXTS}", told[TEXTS])
        for slug, told in (own.items() if isinstance(own, dict) else ())
        if isinstance(told, dict) and TEXTS in told
    }
    return Texts(_days(home / FILE, TEXTS, given.get(TEXTS, 0)), outlets)


def _days(file: Path, name: str, value: Any) -> int | None:
    if type(value) is not int or value < 0:
        raise KeepingError(f"{file}: {name} must be a number of days, 0 for ever, not {value!r}")
    return value or None


def most(home: Path, what: str, usual: int) -> int:
    """Return how many of `what`, "snapshots" or "sites", are kept; `usual` if the file does not say.

    Raises KeepingError for a number below 1: the current one always stays.
    """
    given = _given(home / FILE).get(what, usual)
    if type(given) is not int or given < 1:
        raise KeepingError(f"{home / FILE}: {what} must be a number from 1, not {given!r}")
    return given


def _given(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KeepingError(f"{file}: is not TOML: {error}") from error
