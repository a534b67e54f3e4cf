"""Measures the taxonomy on the demo edition, whose truth is known, in two halves that share no wording.

Articles are halved by the story frame they were written from. Rules may be tuned on what the tuned half says;
texts of the held-out half are never shown, so that its figures say what other wordings would get.

    python -m benchmarks.topics [--half tuned|held-out] [--misses TOPIC] [--extras TOPIC]
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from beatbook.newsstand import demo_edition, truth
from beatbook.newsstand.article import DemoArticle
from beatbook.newsstand.rota import CLOSE
from benchmarks.halves import side
from transforms import tagging, taxonomy

ALL = "all topics"


class Half(StrEnum):
    """Which articles: those that rules may be tuned on, or those whose wording nobody looks at."""

    tuned = "tuned"
    held_out = "held-out"


@dataclass(frozen=True)
class Tagged:
    """One article of the edition, its true topics, and those that the taxonomy finds."""

    article: DemoArticle
    headline: str
    body: str
    found: frozenset[str]

    @property
    def half(self) -> Half:
        """Return the half of the story frame: by its SHA-256, so that a new frame moves no other."""
        even = side(self.article.frame) == 0
        return Half.held_out if even else Half.tuned


@dataclass(frozen=True)
class Figures:
    """How many articles have a topic, how many were said to, and of how many both is so."""

    true: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Return which part of what was found is true; not a number if nothing was found."""
        return self.right / self.found if self.found else float("nan")

    @property
    def recall(self) -> float:
        """Return which part of what is true was found; not a number if nothing is true."""
        return self.right / self.true if self.true else float("nan")


def tagged() -> list[Tagged]:
    """Return every article that the demo keeps, as it stood when the edition closed, with its topics."""
    known = taxonomy.load()  # of which the truth knows some topics: of the others it says nothing
    told = frozenset().union(*(article.topics for article in demo_edition().articles))
    known = replace(known, topics=tuple(topic for topic in known.topics if topic.slug in told))
    return [_tagged(article, known) for article in truth.kept_articles(demo_edition())]


def _tagged(article: DemoArticle, known: taxonomy.Taxonomy) -> Tagged:
    version = article.at(CLOSE)
    body = "\n\n".join(version.paragraphs)
    found = {hit.topic for hit in tagging.evidence(version.headline, body, known)}
    return Tagged(article, version.headline, body, frozenset(found))


def figures(articles: Sequence[Tagged]) -> dict[str, Figures]:
    """Return topic -> its figures, and those of all topics together under `ALL`."""
    true = Counter(topic for one in articles for topic in one.article.topics)
    found = Counter(topic for one in articles for topic in one.found)
    right = Counter(topic for one in articles for topic in one.found & one.article.topics)
    told = {topic: Figures(true[topic], found[topic], right[topic]) for topic in sorted(true | found)}
    return {**told, ALL: Figures(true.total(), found.total(), right.total())}


def _table(articles: Sequence[Tagged], halves: Iterable[Half]) -> Table:
    table = Table(title="Topics on the demo edition", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column("", no_wrap=True)
    told = {half: figures([one for one in articles if one.half is half]) for half in halves}
    for half in told:
        for name in ("true", "found", "precision", "recall"):
            table.add_column(f"{half}\n{name}", justify="right", no_wrap=True)
    for topic in [*sorted({topic for half in told.values() for topic in half} - {ALL}), ALL]:
        cells = [cell for half in told.values() for cell in _cells(half.get(topic, Figures(0, 0, 0)))]
        table.add_row(topic, *cells, style="bold" if topic == ALL else None)
    return table


def _cells(told: Figures) -> list[str]:
    return [str(told.true), str(told.found), *(f"{x:.2f}" for x in (told.precision, told.recall))]


def _show(console: Console, one: Tagged, topic: str, loose: taxonomy.Taxonomy) -> None:
    """Print an article of the tuned half with what speaks for the topic in it, be it enough or not."""
    console.print(f"\n[bold]{escape(one.headline)}[/] ({escape(one.article.frame)})")
    console.print(f"[dim]{escape(one.body)}[/]")
    for hit in tagging.evidence(one.headline, one.body, loose):
        console.print(f"  [yellow]{hit.weight:g}[/] {escape(hit.rule)}: {escape(hit.text)}")
    console.print(f"  true: {', '.join(sorted(one.article.topics))}; found: {', '.join(sorted(one.found))}")


def _loosened(known: taxonomy.Taxonomy, slug: str) -> taxonomy.Taxonomy:
    """Return a taxonomy of one topic that asks for no anchor and no minimum, to see what was too little."""
    topics = tuple(
        replace(topic, anchor=(), min_score=0.0, exclude=replace(topic.exclude, article=()))
        for topic in known.topics
        if topic.slug == slug
    )
    return taxonomy.Taxonomy(topics, known.words, known.version)


def main(
    half: Annotated[Half | None, typer.Option(help="print one half; both if not given")] = None,
    misses: Annotated[str, typer.Option(metavar="TOPIC", help="show articles where it was missed")] = "",
    extras: Annotated[str, typer.Option(metavar="TOPIC", help="show articles wrongly said to have it")] = "",
    most: Annotated[int, typer.Option(help="how many articles to show of each story frame")] = 2,
) -> None:
    """Measure precision and recall of every topic on the demo edition."""
    known, console = taxonomy.load(), Console()
    if (misses or extras) and half is Half.held_out:
        typer.echo("Texts of the held-out half are not shown; leave --half out.", err=True)
        raise typer.Exit(2)
    slugs = {topic.slug for topic in known.topics}
    if unknown := sorted({misses, extras} - slugs - {""}):
        typer.echo(f"No topic {unknown[0]!r}; there are {', '.join(sorted(slugs))}.", err=True)
        raise typer.Exit(2)
    articles = tagged()
    tuned = [one for one in articles if one.half is Half.tuned]
    for slug, wrong in (
        (misses, [one for one in tuned if misses in one.article.topics - one.found]),
        (extras, [one for one in tuned if extras in one.found - one.article.topics]),
    ):
        shown: Counter[str] = Counter()
        for one in wrong:
            shown[one.article.frame] += 1
            if shown[one.article.frame] <= most:
                _show(console, one, slug, _loosened(known, slug))
        if slug:
            console.print(f"\n{len(wrong)} articles: {dict(shown)}")
    if not misses and not extras:
        console.print(_table(articles, [half] if half else list(Half)))


if __name__ == "__main__":
    typer.run(main)
