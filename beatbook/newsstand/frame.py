"""Story frames: the newsroom's patterns, read from prose/*.toml.

A frame's text is a script. Blank lines part its slots; a slot's lines are ways to write that paragraph, and
where they have different speakers, each is heard in turn or left out.

    ? at the head of a slot      the slot may be left out
    [a] or [bc]                  the line or headline belongs to some angles; each telling takes one angle
    +topic                       what the paragraph makes the article be about besides the frame's own topics
    @who words // more           speech (the engine finds the form of attribution), in two paragraphs
    @~who clause                 reported speech
    >who words                   a statement set as a block quote
    «who: words»                 somebody's own words inside a sentence
    {a|b} {name} {n:3-9}         choices and names to fill in (see setting.py)
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROSE = Path(__file__).parent / "prose"
LINE = re.compile(
    r"(?:\[(?P<angles>[a-z]+)\] )?"
    r"(?P<topics>(?:\+[a-z-]+ )*)(?P<speech>@~|@|>)?(?(speech)(?P<who>\w+) )(?P<words>[^@>].*)"
)


@dataclass(frozen=True)
class Line:
    """One way to write one paragraph."""

    words: str
    topics: frozenset[str]
    who: str | None  # the cast member who speaks
    angles: str  # the letters of the angles it fits; empty: all
    form: str  # prose, direct, indirect, block

    def fits(self, angle: str) -> bool:
        """Return whether the line belongs to a telling from that angle."""
        return not self.angles or angle in self.angles


@dataclass(frozen=True)
class Slot:
    """One place in the story: its voices in order, each with alternatives, and whether it may be left out."""

    voices: tuple[tuple[Line, ...], ...]
    is_optional: bool


@dataclass(frozen=True)
class Frame:
    """One kind of story: where it can be set, what it is about, and how it may be told."""

    name: str
    desk: str  # the file it stands in
    topics: frozenset[str]
    settings: tuple[str, ...]  # london, wealdshire, national
    section: str
    headlines: tuple[Line, ...]
    standfirsts: tuple[str, ...]
    slots: tuple[Slot, ...]
    cast: tuple[tuple[str, str], ...]  # name in the script -> "key in cast.toml" or "key: Full Name"
    outlets: tuple[str, ...]  # only these may run it; empty: any
    is_wire: bool  # an agency may have written it

    @property
    def angles(self) -> str:
        """Return the letters of its angles, sorted; empty if it has but one."""
        lines = [line for slot in self.slots for voice in slot.voices for line in voice]
        return "".join(sorted({letter for line in (*self.headlines, *lines) for letter in line.angles}))


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames of every desk, by desk, in file order."""
    return {path.stem: tuple(_desk(path)) for path in sorted(PROSE.glob("*.toml"))}


def _desk(path: Path) -> list[Frame]:
    with path.open("rb") as file:
        tables = tomllib.load(file)["frames"]
    return [_frame(path, table) for table in tables]


KEYS = {"name", "topics", "settings", "section", "headline", "standfirst", "text", "cast", "outlets", "wire"}


def _frame(path: Path, table: dict[str, object]) -> Frame:
    if unknown := set(table) - KEYS:
        raise ValueError(f"{path.name}: frame {table.get('name')!r} has unknown keys {sorted(unknown)}")
    try:
        cast = table.get("cast", {})
        assert isinstance(cast, dict)  # noqa: S101
        return Frame(
            name=str(table["name"]),
            desk=path.stem,
            topics=frozenset(_strings(table["topics"])),
            settings=_strings(table["settings"]),
            section=str(table["section"]),
            headlines=tuple(_line(text) for text in _alternatives(table["headline"])),
            standfirsts=_alternatives(table.get("standfirst", "")),
            slots=slots(str(table["text"])),
            cast=tuple((str(key), str(value)) for key, value in cast.items()),
            outlets=_strings(table.get("outlets", [])),
            is_wire=bool(table.get("wire", False)),
        )
    except (KeyError, AttributeError, ValueError) as error:
        raise ValueError(f"{path.name}: frame {table.get('name')!r}: {error}") from error


def slots(script: str) -> tuple[Slot, ...]:
    """Return a script's slots.

    >>> [[len(lines) for lines in slot.voices] for slot in slots("First.\\nOr this.\\n\\n? @mother Oh.")]
    [[2], [1]]
    """
    blocks = [block.strip().splitlines() for block in script.strip().split("\n\n") if block.strip()]
    return tuple(
        _slot([_line(text.removeprefix("? ")) for text in block], block[0][:2] == "? ") for block in blocks
    )


def _slot(lines: list[Line], is_optional: bool) -> Slot:
    """Return the lines parted by who speaks, in order of first appearance."""
    voices: dict[str | None, list[Line]] = {}
    for line in lines:
        voices.setdefault(line.who, []).append(line)
    return Slot(tuple(tuple(found) for found in voices.values()), is_optional)


def _line(text: str) -> Line:
    match = LINE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"cannot read the line {text!r}")
    form = {None: "prose", "@": "direct", "@~": "indirect", ">": "block"}[match["speech"]]
    topics = frozenset(topic.removeprefix("+") for topic in match["topics"].split())
    return Line(match["words"], topics, match["who"], match["angles"] or "", form)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"expected a list, not {value!r}")
    return tuple(str(item) for item in value)


def _alternatives(value: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(value).strip().splitlines() if line.strip())
