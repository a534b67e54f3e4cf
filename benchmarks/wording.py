"""Measures how often frames of wording are found where a writer who saw no rule marked them.

    python -m benchmarks.wording [--misses] [--extras]

`sets/wording.txt` holds short made-up items: `# id`, a headline, a text, with each span marked as
`[frame|words]`. A span counts as found if one of the same frame overlaps it. Items are halved by the SHA-256
of their id: rules were mended on one half.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import transforms
from benchmarks.halves import side

SET = Path(__file__).parent / "sets" / "wording.txt"
FLOORS = Path(__file__).with_name("floors-tags.toml")
HALVES = ("tuned", "held out")
_MARK = re.compile(r"\[(?P<frame>[a-z-]+)\||\]")
Span = tuple[str, str, int, int]  # frame, field, start, end


@dataclass(frozen=True)
class Item:
    """One short article without its marks, and what they marked."""

    name: str
    headline: str
    body: str
    spans: frozenset[Span]

    @property
    def half(self) -> str:
        """The half that it belongs to: the same on every machine."""
        return HALVES[side(self.name)]


@dataclass
class Counts:
    """What was found of a frame, or of all, in one half."""

    right: int = 0  # true spans that were found
    true: int = 0
    apt: int = 0  # found spans that are true
    found: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that is true; 1 of nothing."""
        return self.apt / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what is true, the share that was found; 1 of nothing."""
        return self.right / self.true if self.true else 1.0


@dataclass
class Half:
    """The counts of one half by frame, and what is wrong in it."""

    frames: dict[str, Counts] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)

    @property
    def total(self) -> Counts:
        """All frames together."""
        return _sum(self.frames.values())


def items(text: str) -> Iterator[Item]:
    """Yield the items of a file's text. Raises ValueError for marks that do not fit."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if line.strip()]
        if lines and lines[0].startswith("# ") and len(lines) >= 3:
            headline, in_headline = _unmarked(lines[1], "headline")
            body, in_body = _unmarked("\n".join(lines[2:]), "body")
            yield Item(lines[0][2:].strip(), headline, body, frozenset({*in_headline, *in_body}))


def measured(given: Sequence[Item]) -> dict[str, Half]:
    """Return what `transforms.wording` finds of the items' spans, by half."""
    table = pa.table(
        {
            "article_id": [str(nth) for nth in range(len(given))],
            "headline": [item.headline for item in given],
            "body": [item.body for item in given],
        }
    )
    found: dict[int, set[Span]] = {nth: set() for nth in range(len(given))}
    for row in transforms.wording(table).to_pylist():
        found[int(row["article_id"])].add((row["frame"], row["field"], row["start"], row["end"]))
    halves = {name: Half() for name in HALVES}
    for nth, item in enumerate(given):
        _count(item, found[nth], halves[item.half])
    return halves


def together(halves: Mapping[str, Half]) -> Counts:
    """Return the counts of all frames in both halves."""
    return _sum(half.total for half in halves.values())


def _sum(counted: Iterable[Counts]) -> Counts:
    sums = Counter[str]()
    for counts in counted:
        sums.update(vars(counts))
    return Counts(**sums)


def _count(item: Item, found: set[Span], half: Half) -> None:
    for span in item.spans:
        counts, is_found = half.frames.setdefault(span[0], Counts()), any(_meet(span, one) for one in found)
        counts.true += 1
        counts.right += is_found
        if not is_found:
            half.misses.append(_told(item, span))
    for span in found:
        counts, is_true = (
            half.frames.setdefault(span[0], Counts()),
            any(_meet(span, one) for one in item.spans),
        )
        counts.found += 1
        counts.apt += is_true
        if not is_true:
            half.extras.append(_told(item, span))


def _meet(one: Span, other: Span) -> bool:
    return one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]


def _told(item: Item, span: Span) -> str:
    frame, where, start, end = span
    text = item.headline if where == "headline" else item.body
    return (
        f"{frame}: {text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}  ({item.name})"
    )


def _unmarked(written: str, where: str) -> tuple[str, list[Span]]:
    """Return the text without its marks, and what they marked."""
    text, at, opened, spans = "", 0, list[tuple[str, int]](), list[Span]()
    for mark in _MARK.finditer(written):
        text += written[at : mark.start()]
        at = mark.end()
        if mark["frame"]:
            opened.append((mark["frame"], len(text)))
        elif opened:
            frame, start = opened.pop()
            spans.append((frame, where, start, len(text)))
        else:
            raise ValueError(f"a mark ends that never began: {written!r}")
    if opened:
        raise ValueError(f"a mark does not end: {written!r}")
    return text + written[at:], spans


def main(
    misses: Annotated[bool, typer.Option("--misses", help="Name what was missed in the tuned half.")] = False,
    extras: Annotated[bool, typer.Option("--extras", help="Name what was found in vain in it.")] = False,
) -> None:
    """Print precision and recall of each frame, in both halves."""
    halves = measured(list(items(SET.read_text(encoding="utf-8"))))
    table = Table(box=SIMPLE_HEAD)
    table.add_column("frame")
    for name in HALVES:
        for column in ("spans", "precision", "recall"):
            table.add_column(f"{name} {column}", justify="right")
    frames = sorted({frame for half in halves.values() for frame in half.frames})
    for frame in frames:
        table.add_row(frame, *_cells([half.frames.get(frame, Counts()) for half in halves.values()]))
    table.add_row("all", *_cells([half.total for half in halves.values()]), style="bold")
    console = Console()
    console.print(table)
    both = together(halves)
    console.print(f"Both halves: precision {both.precision:.3f}, recall {both.recall:.3f}")
    for asked, listed in ((misses, halves[HALVES[0]].misses), (extras, halves[HALVES[0]].extras)):
        if asked:
            console.print("\n".join(sorted(listed)), markup=False, highlight=False, soft_wrap=True)
    floor = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["wording"]
    if both.precision < floor["precision"] or both.recall < floor["recall"]:
        raise SystemExit(f"below the floor of {FLOORS.name}")


def _cells(counts: Sequence[Counts]) -> list[str]:
    return [
        cell for each in counts for cell in (str(each.true), f"{each.precision:.3f}", f"{each.recall:.3f}")
    ]


if __name__ == "__main__":
    typer.run(main)
