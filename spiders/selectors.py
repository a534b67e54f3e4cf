"""Where the article stands on an outlet's pages, for outlets whose pages need telling, with dates."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from .fields import Fields


@dataclass(frozen=True)
class Selectors:
    """One `[[selectors]]`: CSS for the body and what to take out of it, and the days on which it holds."""

    body: str
    remove: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None  # the last day

    def plain(self) -> dict[str, Any]:
        """Return the fields as `transforms.read` takes them."""
        return asdict(self)


def selectors(ask: Fields) -> tuple[Selectors, ...]:
    """Return the outlet's selectors, none if it has none; raises CatalogueError for a wrong one."""
    listed = ask.fields.get("selectors", [])
    tables = isinstance(listed, list) and all(isinstance(one, dict) for one in listed)
    ask.require(tables, "selectors", "must be [[selectors]] tables")
    return tuple(
        _one(Fields(one, ask.where, f"selectors[{number}].")) for number, one in enumerate(listed, 1)
    )


def _one(ask: Fields) -> Selectors:
    ask.only(("body",), ("remove", "valid_from", "valid_until"))
    ask.selector("body")
    removed = ask.texts("remove")
    for css in removed:
        Fields({"remove": css}, ask.where, ask.path).selector("remove")
    made = Selectors(ask.text("body"), tuple(removed), _day(ask, "valid_from"), _day(ask, "valid_until"))
    since, until = made.valid_from, made.valid_until
    ask.require(not since or not until or since <= until, "valid_until", f"lies before valid_from = {since}")
    return made


def _day(ask: Fields, field: str) -> date | None:
    value = ask.fields.get(field)
    good = value is None or (isinstance(value, date) and not isinstance(value, datetime))
    ask.require(good, field, f"must be a date like 2026-11-28, not {value!r}")
    return value
