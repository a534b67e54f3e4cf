"""Measures `transforms.edits` on pairs of texts whose edits are known: invented ones, and the demo edition's.

python -m benchmarks.edits [--wrong]
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

import transforms
from beatbook.newsstand import demo_edition, demo_gazetteer_folder, truth
from transforms import gazetteer

PAIRS = Path(__file__).with_name("edit_pairs.toml")
PLAIN = frozenset(["text_moved", "text_added", "text_removed", "reworded", "reparagraphed"])
CHANGES = {  # what the newsstand calls an edit -> its kind
    "headline": "headline_swapped",
    "police-line-added": "police_line_added",
    "correction": "correction_notice",
}
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Score:
    """How often each kind was right, wrongly said and missed; `wrong` says where."""

    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Which part of the kinds that were said is right."""
        return self.right.total() / max(1, self.right.total() + self.false.total())

    @property
    def recall(self) -> float:
        """Which part of the kinds that are true was said."""
        return self.right.total() / max(1, self.right.total() + self.missed.total())

    @property
    def kinds(self) -> list[str]:
        """The kinds that are true or were said."""
        return sorted(self.right | self.false | self.missed)


def of_pairs() -> Score:
    """Return the score on the invented pairs of `edit_pairs.toml`; the plain kinds are not judged."""
    pairs = tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pairs"]
    rows = []
    for nth, pair in enumerate(pairs):
        for hours, side in enumerate(("old", "new")):
            fields = {"headline": "A report", "body": "A report."} | {pair.get("field", "body"): pair[side]}
            rows.append({"article_id": str(nth), "fetched_at": START + timedelta(hours=hours), **fields})
    true = {str(nth): set(pair["kinds"]) for nth, pair in enumerate(pairs)}
    return _score(true, _said(rows))


def of_demo() -> Score:
    """Return the score on what the demo's newsstand edits after its edition closed.

    A police line is a voice added, too, where the newsstand says that no police spoke in the article before.
    """
    rows, true = [], {}
    for article in truth.kept_articles(demo_edition()):
        if not article.edited:
            continue
        last = article.edited[-1]
        true[article.url] = {CHANGES[last.change]}
        if last.change == "police-line-added" and not any(
            quote.role in ("police", "federation") for quote in article.quotes
        ):
            true[article.url].add("voice_added")
        rows += [
            {
                "article_id": article.url,
                "fetched_at": version.since,
                "headline": version.headline,
                "body": "\n\n".join(version.paragraphs),
            }
            for version in (article.at(article.published_at), last)
        ]
    return _score(true, _said(rows))


def _said(rows: list[dict[str, object]]) -> dict[str, set[str]]:
    known = gazetteer.load(more=demo_gazetteer_folder())
    said: dict[str, set[str]] = {}
    for edit in transforms.edits(pa.Table.from_pylist(rows), known).to_pylist():
        said.setdefault(edit["article_id"], set()).add(edit["kind"])
    return said


def _score(true: Mapping[str, set[str]], said: Mapping[str, set[str]]) -> Score:
    score = Score()
    for name, kinds in true.items():
        found = said.get(name, set())
        score.right.update(kinds & found)
        score.false.update(found - kinds - PLAIN)
        score.missed.update(kinds - found)
        if kinds - found or found - kinds - PLAIN:
            score.wrong.append(f"{name}: missed {kinds - found or '-'}, false {found - kinds - PLAIN or '-'}")
        if not found:
            score.wrong.append(f"{name}: no edit found at all")
    return score


def main(wrong: Annotated[bool, typer.Option(help="Say where it was wrong.")] = False) -> None:
    """Print precision and recall of each kind."""
    for title, score in (("invented pairs", of_pairs()), ("demo edition", of_demo())):
        print(f"{title}: precision {score.precision:.3f}, recall {score.recall:.3f}")
        for kind in score.kinds:
            counts = score.right[kind], score.false[kind], score.missed[kind]
            print("  {:20}{:>4} right{:>4} false{:>4} missed".format(kind, *counts))
        for line in score.wrong if wrong else ():
            print(f"  {line}")


if __name__ == "__main__":
    typer.run(main)
