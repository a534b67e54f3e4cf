"""Measures how well what is on the beat is told from other news, on articles half of which nobody looked at.

Four sets: `sets/relevance.txt` and, by a writer who saw no rule, `sets/strangers.txt`; the demo edition (on
the beat if it truly has a topic or reports a crime), halved by story frame; and, where a folder of evaluation
sets lies beside the repository, news of other years, halved by event (labels: `sets/events.toml`).

    python -m benchmarks.relevance [--misses] [--extras]
"""

import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from beatbook.newsstand import demo_edition, truth
from beatbook.newsstand.rota import CLOSE
from benchmarks.halves import side
from transforms.relevance import Relevance, judged, packaged

SETS = Path(__file__).parent / "sets"
FLOORS = Path(__file__).parent / "floors-tags.toml"
EVALSETS = Path(os.environ.get("BEATBOOK_EVALSETS") or SETS.parents[1].parent / "shared" / "evalsets")
HALVES = ("tuned", "held out")


@dataclass(frozen=True)
class Case:
    """One article, whether it truly is on the beat, and what decides its half."""

    headline: str
    body: str
    is_on: bool
    key: str

    @property
    def half(self) -> str:
        """Return the half of the article: by the SHA-256 of its key, so that a new one moves no other."""
        return HALVES[side(self.key)]


@dataclass(frozen=True)
class Figures:
    """How good a ranking and a decision are."""

    average_precision: float
    precision: float
    recall: float
    f1: float


def desks(of: str = "relevance") -> Iterator[Case]:
    """Yield the short articles of all desks; `strangers` are by a writer who saw no rule."""
    for part in (SETS / f"{of}.txt").read_text(encoding="utf-8").split("\n\n"):
        first, _, body = part.strip().partition("\n")
        if first[:2] in ("+ ", "- "):
            yield Case(first[2:], body, first[0] == "+", first[2:])


def demo() -> Iterator[Case]:
    """Yield the demo edition as it stood when it closed; some frames report a crime that has no topic."""
    crimes = tomllib.loads((SETS / "demo.toml").read_text(encoding="utf-8"))["crimes"]
    for article in truth.kept_articles(demo_edition()):
        version = article.at(CLOSE)
        is_on = bool(article.topics) or article.frame in crimes
        yield Case(version.headline, "\n\n".join(version.paragraphs), is_on, article.frame)


def events() -> Iterator[Case]:
    """Yield the news articles of the stories set, labelled by their event; none if the set is not there."""
    stories = EVALSETS / "stories.jsonl"
    if stories.is_file():
        labels = tomllib.loads((SETS / "events.toml").read_text(encoding="utf-8"))
        for line in stories.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["event"][:-1] not in labels["unclear"]:
                yield Case("", row["text"], row["event"][:-1] in labels["on"], row["event"][:-1])


def figures(judgements: Sequence[tuple[bool, Relevance]]) -> Figures:
    """Return average precision (ties in the worst order), and precision, recall and F1 of the decision."""
    ranked = sorted(judgements, key=lambda pair: (-pair[1].score, pair[0]))
    true = sum(is_on for is_on, _ in ranked)
    seen, total = 0, 0.0
    for place, (is_on, _) in enumerate(ranked, 1):
        if is_on:
            seen += 1
            total += seen / place
    right = sum(is_on and found.is_on_beat for is_on, found in judgements)
    said = sum(found.is_on_beat for _, found in judgements)
    precision, recall = right / max(said, 1), right / max(true, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Figures(total / max(true, 1), precision, recall, f1)


def main(misses: bool = False, extras: bool = False, of: str = "") -> None:
    """Print the figures of both halves; --misses and --extras show the tuned half, --of one set."""
    rules = packaged()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["relevance"]
    table = Table("", "articles", "on the beat", "AP", "precision", "recall", "F1", box=SIMPLE_HEAD)
    console, below = Console(width=110), []
    for name, cases in {
        "desks": desks(),
        "strangers": desks("strangers"),
        "demo": demo(),
        "events": events(),
    }.items():
        judged_cases = [(case, judged(case.headline, case.body, rules)) for case in cases]
        if of in ("", name):
            _show(console, judged_cases, misses, extras)
        for half in HALVES:
            told = [(case.is_on, found) for case, found in judged_cases if case.half == half]
            if not told:
                continue
            told_of = figures(told)
            row = (told_of.average_precision, told_of.precision, told_of.recall, told_of.f1)
            true = sum(is_on for is_on, _ in told)
            table.add_row(f"{name}: {half}", f"{len(told):,}", f"{true:,}", *(f"{part:.3f}" for part in row))
            for figure in ("average_precision", "f1"):
                if getattr(told_of, figure) < floors[f"{name} {half}"][figure]:
                    below.append(f"{name} {half}: {figure}")
    console.print(table)
    if below:
        raise SystemExit(f"below the floors of {FLOORS.name}: {', '.join(below)}")


def _show(console: Console, cases: Iterable[tuple[Case, Relevance]], misses: bool, extras: bool) -> None:
    for case, found in cases:
        wrong = (misses and case.is_on and not found.is_on_beat) or (
            extras and found.is_on_beat and not case.is_on
        )
        if wrong and case.half == "tuned":
            why = [f"{hit.text} ({hit.rule.split('/')[1]} {hit.weight:g})" for hit in found.reasons[:5]]
            console.print(escape(f"{found.score:.2f} {case.headline} / {case.body[:200]}\n    {why}"))


if __name__ == "__main__":
    typer.run(main)
