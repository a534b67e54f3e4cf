"""Filling in a story's patterns: choices, numbers, places, bodies and people, in full once, then in short.

`{a|b}` is a choice (choices nest), `{where=a|b}` one that the story keeps as `{where}`. `{name}` is a cast
member, a body of institutions.toml, a place or word list, or a moment. `{n:3-9}` is a fresh number,
`{share:3-9}` one that the story keeps. People answer to `.full`, `.intro` (name and description), `.surname`,
`.first`, `.age`, `.he`, `.him`, `.his` (and `.He` ...); bodies to `.bare` (no article). `a(n)` becomes the
right article.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from .draw import Draw
from .pattern import NAME, NAMED, NUMBER, Hole, figure, parts, polished
from .people import Person, cast, full_name, world

YEARS = range(1850, 2030)  # a number drawn from within these is a year: no comma
BODIES = ("force", "council")  # depend on the setting


@dataclass
class Setting:
    """One story's choices so far; every name asked for twice gives the same answer."""

    place: str  # london, wealdshire, national
    day: date  # of publication
    draw: Draw
    cast_keys: dict[str, str] = field(default_factory=dict)
    honorifics: bool = True
    per_cent: bool = True
    people: dict[str, Person] = field(default_factory=dict)
    quoted: set[str] = field(default_factory=set)  # who has spoken already
    introduced: set[str] = field(default_factory=set)  # people and bodies named already
    kept: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)  # canonical names of bodies, since last emptied
    in_headline: bool = False

    def fill(self, pattern: str) -> str:
        """Return the pattern filled in, as a sentence or headline is printed."""
        return self.finish(self.raw(pattern))

    def raw(self, pattern: str) -> str:
        """Return the pattern filled in, without mending articles and capitals."""
        return "".join(part if isinstance(part, str) else self._filled(part) for part in parts(pattern))

    def finish(self, text: str) -> str:
        """Return the text with articles and capitals right and per cent as the house spells it."""
        return polished(text, per_cent=self.per_cent and not self.in_headline)

    def person(self, name: str) -> Person:
        """Return the cast member of that name, hired at first asking."""
        if name not in self.people:
            taken = {person.last for person in self.people.values()}
            key = self.cast_keys.get(name, name.rstrip("23"))
            hired = cast(key, self.draw)
            while hired.last and hired.last in taken and hired.office is None and ":" not in key:
                hired = cast(key, self.draw)
            self.people[name] = hired
        return self.people[name]

    def name(self, name: str, *, with_intro: bool = False) -> str:
        """Return how the cast member is named here: in full at first, in short afterwards."""
        person, is_new = self.person(name), name not in self.introduced
        if self.in_headline:
            return person.last
        self.introduced.add(name)
        if person.office is not None:
            return self.raw(person.office) if is_new else "the spokesperson"
        if not is_new:
            return person.later(honorifics=self.honorifics)
        if not with_intro or not person.intro:
            return person.full
        intro = self.raw(person.intro.replace("{age}", str(person.age)))
        return f"{person.full}, {intro}"

    def office(self, name: str) -> str:
        """Return what truth calls someone who speaks for a body: `Home Office spokesperson`."""
        pattern = self.person(name).office or ""
        part, _, rest = pattern.partition("{")
        if not rest:
            return part.removeprefix("a ").removeprefix("an ")
        key = rest.rstrip("}").split("}")[0].split(".")[0]
        key = world("places")[self.place][key].strip("{}") if key in BODIES else key
        body = world("institutions").get(key)
        return f"{body['name'] if body else self.raw('{area}') + ' Council'} spokesperson"

    def _filled(self, hole: Hole) -> str:
        if match := NAMED.match(hole.choices[0]):
            if match[1] not in self.kept:
                self._keep(match[1], self.raw(self.draw.pick((match[2], *hole.choices[1:]))))
            return self.kept[match[1]]
        if len(hole.choices) > 1:
            return self.raw(self.draw.pick(hole.choices))
        inner = hole.choices[0]
        if match := NUMBER.fullmatch(inner):
            return self._number(match[1], int(match[2]), int(match[3]), hole)
        if not NAME.fullmatch(inner):
            return self.raw(inner)  # a choice of one
        name, _, attribute = inner.partition(".")
        if name in self.kept:
            return self._kept_place(self.kept[name])
        if name in self.numbers:
            return figure(self.numbers[name], hole)
        if name in MOMENTS:
            return self._keep(name, MOMENTS[name](self.day, self.draw))
        if name in BODIES or name in world("institutions"):
            return self._body(name, attribute)
        lists = _lists(self.place)
        is_listed = name == "name" or name in lists or name.rstrip("23") in lists
        return self._listed(name) if is_listed else self._cast(name, attribute)

    def _number(self, name: str, low: int, high: int, hole: Hole) -> str:
        if low >= YEARS.start and high < YEARS.stop:
            return str(self.draw.between(low, high))
        if name == "n":
            return figure(self.draw.between(low, high), hole)
        if name not in self.numbers:
            self.numbers[name] = self.draw.between(low, high)
        return figure(self.numbers[name], hole)

    def _body(self, name: str, attribute: str) -> str:
        key = world("places")[self.place][name] if name in BODIES else name
        if key.startswith("{area}"):
            council = f"{self.raw('{area}')} Council"
            self.named.add(council)
            first = council not in self.introduced
            self.introduced.add(council)
            return council if first or attribute or self.in_headline else "the council"
        key = key.strip("{}")
        body = world("institutions")[key]
        self.named.add(body["name"])
        if self.in_headline:
            return str(self.draw.pick(body["headline"]))
        is_new = key not in self.introduced
        self.introduced.add(key)
        if attribute == "bare":
            return str(body["bare"][0 if is_new else -1])
        return str(self.draw.pick(body["first"]) if is_new else self.draw.pick(body["later"]))

    def _listed(self, name: str) -> str:
        if name == "name":
            return full_name(self.draw)  # someone mentioned once
        lists = _lists(self.place)
        taken = {value for key, value in self.kept.items() if key.rstrip("23") == name.rstrip("23")}
        options = [item for item in lists.get(name) or lists[name.rstrip("23")] if item not in taken]
        return self._keep(name, self.raw(self.draw.pick(options)))

    def _cast(self, name: str, attribute: str) -> str:
        person = self.person(name)
        if attribute.lower() in ("he", "him", "his"):
            return person.pronoun(attribute)
        simple = {
            "first": person.first,
            "surname": person.last,
            "age": str(person.age),
            "plain": person.plain,
        }
        if attribute in simple:
            return simple[attribute]
        if attribute == "full":
            self.introduced.add(name)
            return person.full
        return self.name(name, with_intro=attribute == "intro")

    def _kept_place(self, value: str) -> str:
        """Return the value; a London borough counts as named."""
        if value in world("places")["london"]["area"]:
            self.named.add(value)
        return value

    def _keep(self, name: str, value: str) -> str:
        self.kept[name] = value
        return self._kept_place(value)


@cache
def _lists(place: str) -> dict[str, list[str]]:
    return {**world("words"), **world("places")[place]}


def _weekday(back: int) -> Callable[[date, Draw], str]:
    return lambda day, draw: f"{day - timedelta(days=draw.between(1, back)):%A}"


def _dated(day: date) -> str:
    return f"{day.day} {day:%B}"


def _month(step: int) -> Callable[[date, Draw], str]:
    return lambda day, draw: f"{date(2000, (day.month - 1 + step) % 12 + 1, 1):%B}"


MOMENTS: dict[str, Callable[[date, Draw], str]] = {
    "day": _weekday(4),  # a recent weekday
    "yesterday": _weekday(1),
    "today": lambda day, draw: f"{day:%A}",
    "nextday": lambda day, draw: f"{day + timedelta(days=draw.between(1, 5)):%A}",
    "lastmonth": _month(-1),
    "thismonth": _month(0),
    "nextmonth": _month(1),
    "date": lambda day, draw: _dated(day - timedelta(days=draw.between(9, 40))),
    "datenow": lambda day, draw: _dated(day),
    "dateahead": lambda day, draw: _dated(day + timedelta(days=draw.between(9, 40))),
}
