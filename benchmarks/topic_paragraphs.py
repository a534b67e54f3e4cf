"""Measures the taxonomy on texts written apart from its rules, topic by topic, with floors.

    python -m benchmarks.topic_paragraphs [SET] [--below 0.75]

Every text says which topics it must have and which it may have; any other that is found is wrong. The sets:
`paragraphs` (a headline and three sentences, written before the rules), `articles` (plain ones of some two
hundred words, by a writer who saw no rule), and two that rules were mended on, which guard and measure no
more, `briefs` and `oblique`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.topics import ALL, Figures
from transforms import tagging, taxonomy

Named = Literal["paragraphs", "articles", "briefs", "oblique"]
SETS = {name: Path(__file__).with_name(f"topic_{name}.toml") for name in get_args(Named)}
FLOORS = Path(__file__).with_name("floors-topics.toml")


@dataclass(frozen=True)
class Paragraph:
    """A short article, the topics it must have, and those that it may have or not."""

    headline: str
    text: str
    about: frozenset[str]
    may: frozenset[str]


def paragraphs(of: str) -> list[Paragraph]:
    """Return the labelled texts of one of `SETS`."""
    listed = tomllib.loads(SETS[of].read_text(encoding="utf-8"))["paragraphs"]
    return [
        Paragraph(one["headline"], one["text"], frozenset(one["about"]), frozenset(one.get("may", ())))
        for one in listed
    ]


def measured(known: taxonomy.Taxonomy, given: Iterable[Paragraph]) -> dict[str, Figures]:
    """Return topic -> how often it is true, found and right, and all topics together under `ALL`."""
    true, found, right = Counter[str](), Counter[str](), Counter[str]()
    for one in given:
        told = {hit.topic for hit in tagging.evidence(one.headline, one.text, known)}
        true.update(one.about)
        found.update(told - (one.may - one.about))
        right.update(told & one.about)
    by_topic = {topic: Figures(true[topic], found[topic], right[topic]) for topic in sorted(true | found)}
    return {**by_topic, ALL: Figures(true.total(), found.total(), right.total())}


def below(figures: dict[str, Figures], of: str) -> list[str]:
    """Return what misses the floors of a set, in words; nothing if all is well."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[of]
    reached = figures[ALL]
    pairs = (("precision", reached.precision), ("recall", reached.recall))
    return [
        f"{name} {value:.3f} is below {floors[name]}" for name, value in pairs if not value >= floors[name]
    ]


def main(
    of: Annotated[Named, typer.Argument(metavar="SET")] = "paragraphs",
    weak: Annotated[float, typer.Option("--below", help="list only topics with a figure below this")] = 1.01,
) -> None:
    """Print precision and recall of every topic; exit with 1 if a floor is missed."""
    figures = measured(taxonomy.load(), paragraphs(of))
    table = Table("", "true", "found", "precision", "recall", box=None)
    for topic, told in figures.items():
        if topic == ALL or min(told.precision, told.recall) < weak or told.found == 0:
            cells = (str(told.true), str(told.found), f"{told.precision:.2f}", f"{told.recall:.2f}")
            table.add_row(topic, *cells, style="bold" if topic == ALL else None)
    Console().print(table)
    if missed := below(figures, of):
        typer.echo("; ".join(missed), err=True)
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
