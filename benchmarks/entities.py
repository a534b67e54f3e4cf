"""Measures the gazetteer on texts whose names are marked, half of them not looked at while it was written.

The texts stand in `sets/entities.txt`, each in the half that its SHA-256 says. A name counts as found if a
span over it names the same entity; its ends need not be the same.

    python -m benchmarks.entities [--misses] [--extras]
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.halves import side
from transforms import gazetteer, naming
from transforms.gazetteer import Gazetteer
from transforms.matching import overlaps

TEXTS = Path(__file__).parent / "sets" / "entities.txt"
FLOORS = Path(__file__).parent / "floors-tags.toml"
HALVES = ("tuned", "held out")
FORCES = frozenset({"police_force", "police_unit"})
PLACES = frozenset({"borough", "place", "council"})
_MARKED = re.compile(r"\[([^]|]+)\|([^]]+)\]")

Named = tuple[int, int, str]


@dataclass(frozen=True)
class Text:
    """One text, the names it holds as (start, end, entity_id), and those that were found."""

    text: str
    true: tuple[Named, ...]
    found: tuple[Named, ...]

    @property
    def half(self) -> str:
        """Return the half of the text: by its SHA-256, so that a new text moves no other."""
        return half(self.text)

    def missed(self) -> list[Named]:
        """Return the true names that were not found."""
        return [name for name in self.true if not _is_among(name, self.found)]

    def extra(self) -> list[Named]:
        """Return the found names that are not true."""
        return [name for name in self.found if not _is_among(name, self.true)]


def half(text: str) -> str:
    """Return the half a text belongs to.

    >>> half("Police met.") in HALVES
    True
    """
    return HALVES[side(text)]


def _is_among(name: Named, others: Iterable[Named]) -> bool:
    return any(overlaps(name[0], name[1], [other[:2]]) for other in others if other[2] == name[2])


def read(marked: str) -> tuple[str, tuple[Named, ...]]:
    """Return a marked text as plain text and its names.

    >>> read("So [the Met|metropolitan-police] said.")
    ('So the Met said.', ((3, 10, 'metropolitan-police'),))
    """
    plain, names, at = "", [], 0
    for mark in _MARKED.finditer(marked):
        plain += marked[at : mark.start()]
        names.append((len(plain), len(plain) + len(mark[1]), mark[2]))
        plain, at = plain + mark[1], mark.end()
    return plain + marked[at:], tuple(names)


def texts(known: Gazetteer) -> Iterator[Text]:
    """Yield every text of the set with what the gazetteer finds in it."""
    for marked in TEXTS.read_text(encoding="utf-8").split("\n\n"):
        if marked.strip() and not marked.startswith("#"):
            plain, true = read(marked.strip())
            found = tuple((n.start, n.end, n.entity_id) for n in naming.names("", plain, known))
            yield Text(plain, true, found)


def figures(measured: Iterable[Text], kinds: dict[str, str]) -> dict[str, tuple[int, int, int, int]]:
    """Return group -> (names, found, found that are true, true that were found)."""
    listed = list(measured)
    groups = {"forces and units": FORCES, "places and councils": PLACES}
    groups["other bodies"] = frozenset(kinds.values()) - FORCES - PLACES
    groups["all"] = frozenset(kinds.values())
    told = {}
    for group, wanted in groups.items():
        true, found, missed, extra = (
            sum(kinds[name[2]] in wanted for text in listed for name in names(text))
            for names in (lambda t: t.true, lambda t: t.found, Text.missed, Text.extra)
        )
        told[group] = (true, found, found - extra, true - missed)
    return told


def main(misses: bool = False, extras: bool = False) -> None:
    """Print precision and recall of both halves; --misses and --extras show those of the tuned half."""
    known = gazetteer.load()
    kinds = {entity.entity_id: entity.kind for entity in known.entities}
    measured = list(texts(known))
    console = Console(width=100)
    for text in measured:
        wrong = [*(text.missed() if misses else []), *(text.extra() if extras else [])]
        if wrong and text.half == "tuned":
            console.print(escape(f"{[(text.text[s:e], i) for s, e, i in wrong]}\n  {text.text}"))
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["entities"]
    table = Table("", "texts", "names", "precision", "recall", box=SIMPLE_HEAD)
    below = []
    for name in HALVES:
        of_half = [text for text in measured if text.half == name]
        for group, (true, found, right, seen) in figures(of_half, kinds).items():
            precision, recall = right / found, seen / true
            table.add_row(
                f"{name}: {group}", str(len(of_half)), str(true), f"{precision:.3f}", f"{recall:.3f}"
            )
            if group == "all":
                below += [f for f in (precision, recall) if f < floors[name]]
    console.print(table)
    if below:
        raise SystemExit(f"below the floor of {FLOORS.name}")


if __name__ == "__main__":
    typer.run(main)
