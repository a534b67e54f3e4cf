"""The people of a story: who they are, and how print names them at first and afterwards."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .draw import Draw

WORLD = Path(__file__).parent / "world"
PRONOUNS = {"m": ("he", "him", "his"), "f": ("she", "her", "her")}


@dataclass(frozen=True)
class Person:
    """Someone who may speak; an `office` speaks for a body and has no name of their own.

    `intro` is a pattern, still to be filled in: what follows the name at first mention.
    """

    first: str
    last: str
    gender: str
    age: int
    role: str
    title: str
    intro: str
    short: str | None
    office: str | None

    @property
    def full(self) -> str:
        """Return title, first and last name."""
        return " ".join(part for part in (self.title, self.first, self.last) if part)

    @property
    def plain(self) -> str:
        """Return first and last name, as truth has it."""
        return f"{self.first} {self.last}".strip()

    def later(self, *, honorifics: bool) -> str:
        """Return how the person is named from the second mention on."""
        if self.short is not None:
            return self.short.replace("{surname}", self.last)
        short_title = SHORT_TITLES.get(self.title, self.title)
        if short_title:
            return f"{short_title} {self.last}"
        if not honorifics:
            return self.last
        return f"{'Mr' if self.gender == 'm' else 'Ms'} {self.last}"

    def pronoun(self, word: str) -> str:
        """Return he, him or his as it fits, in the case asked for."""
        found = PRONOUNS[self.gender][("he", "him", "his").index(word.lower())]
        return found.capitalize() if word[0].isupper() else found


SHORT_TITLES = {
    "Superintendent": "Supt",
    "Chief Superintendent": "Ch Supt",
    "Inspector": "Insp",
    "Chief Inspector": "Ch Insp",
    "Detective Inspector": "Det Insp",
    "Detective Sergeant": "Det Sgt",
    "Detective Chief Inspector": "Det Ch Insp",
    "Deputy Chief Constable": "DCC",
    "Assistant Chief Constable": "ACC",
    "Reverend": "Rev",
    "Commander": "Cdr",
}


@cache
def world(name: str) -> dict[str, Any]:
    """Return one file of world/, read once."""
    with (WORLD / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def cast(key: str, draw: Draw) -> Person:
    """Return a new person of a part in cast.toml.

    `key` is the part, optionally with a fixed name: `mother: Yvonne Prescott`; `f` or `m` after a second
    colon fixes the gender.
    """
    part, _, fixed = key.partition(":")
    entry = world("cast").get(part.strip())
    if entry is None:
        raise ValueError(f"cast.toml has no part {part.strip()!r}")
    name, _, gender = fixed.partition(":")
    gender = gender.strip() or entry.get("gender") or draw.pick(("m", "f"))
    first, last = _name(gender, draw, entry.get("pool"))
    if name.strip():
        first, _, last = name.strip().partition(" ")
    office, short = entry.get("office"), entry.get("short")
    if entry.get("first_only"):  # somebody whose name was changed
        last, short = "", first
    return Person(
        first=first,
        last=last,
        gender=gender,
        age=draw.between(24, 79),
        role=entry["role"],
        title=_choice(entry.get("title", ""), draw),
        intro=draw.pick(entry["intros"]) if "intros" in entry else "",
        short=short,
        office=None if office is None else draw.pick(office),
    )


def _name(gender: str, draw: Draw, only: int | None = None) -> tuple[str, str]:
    pools = world("names")["pools"]
    drawn = draw.weighted(pools, [pool["weight"] for pool in pools])
    pool = drawn if only is None else pools[only]
    return draw.pick(pool["women" if gender == "f" else "men"]), draw.pick(pool["last"])


def _choice(pattern: str, draw: Draw) -> str:
    return draw.pick(pattern.strip("{}").split("|"))


def full_name(draw: Draw) -> str:
    """Return a name for a byline or a passing mention."""
    first, last = _name(draw.pick(("m", "f")), draw)
    return f"{first} {last}"
