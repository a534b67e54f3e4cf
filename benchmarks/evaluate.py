"""Measures what `transforms.extract` makes of real pages, beside bare trafilatura, and names the worst.

    python -m benchmarks.evaluate [FOLDER] [--worst N] [--json]

A truth's paragraphs leave out what its maker took for the summary, on some pages the article's lead. We
keep a lead in the body, so a few pages can not be exact: better that than an article without its first
sentence.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Annotated

import trafilatura
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.saved_pages import NoPages, SavedPage, folder, saved_pages
from benchmarks.scores import Score, day_and_minute, mean, names_f1, overlap, plain, words
from transforms.extract import extract

READERS = ("ours", "trafilatura")
HALVES = ("tuned on", "held out", "all")


@dataclass(frozen=True)
class Seen:
    """What one reader made of one page, and the CPU seconds it took."""

    headline: str
    authors: tuple[str, ...]
    published_at: datetime | None
    paragraphs: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Measured:
    """One page, what a reader made of it, and its score."""

    page: SavedPage
    seen: Seen
    score: Score


def beatbook(page: SavedPage) -> Seen:
    """Return what `transforms.extract` sees, body and metadata, in the time both took."""
    started = time.process_time()
    article = extract(page.html, page.url)
    seconds = time.process_time() - started
    paragraphs = tuple(article.body.split("\n\n")) if article.body else ()
    return Seen(article.headline, article.authors, article.published_at, paragraphs, seconds)


def bare_trafilatura(page: SavedPage) -> Seen:
    """Return what trafilatura sees; timed is `trafilatura.extract` alone, not its metadata."""
    started = time.process_time()
    text = trafilatura.extract(page.html)
    seconds = time.process_time() - started
    told = trafilatura.extract_metadata(page.html, default_url=page.url)
    authors = tuple(told.author.split("; ")) if told and told.author else ()
    day = datetime.fromisoformat(told.date).replace(tzinfo=UTC) if told and told.date else None
    return Seen((told and told.title) or "", authors, day, tuple((text or "").split("\n")), seconds)


def scored(page: SavedPage, seen: Seen) -> Score:
    """Return how near the reader came to the page's truth."""
    body, true = "\n\n".join(seen.paragraphs), "\n\n".join(page.paragraphs)
    day, minute = day_and_minute(seen.published_at, page.published_at)
    f1 = None if page.authors is None else names_f1(seen.authors, page.authors)
    return Score(
        headline=float(plain(seen.headline) == plain(page.headline)),
        authors=None if f1 is None else float(f1 == 1.0),
        authors_f1=f1,
        day=day,
        minute=minute,
        **dict(zip(("precision", "recall", "f1"), overlap(body, true), strict=True)),
        exact=float(words(body) == words(true)),
    )


def measure(pages: Sequence[SavedPage]) -> dict[str, list[Measured]]:
    """Return every reader's measurements; readers take turns, so that a busy machine slows both."""
    readers: dict[str, Callable[[SavedPage], Seen]] = dict(
        zip(READERS, (beatbook, bare_trafilatura), strict=True)
    )
    for read in readers.values():
        read(pages[0])  # models and caches load here, in nobody's time
    found: dict[str, list[Measured]] = {name: [] for name in readers}
    for page in pages:
        for name, read in readers.items():
            seen = read(page)
            found[name].append(Measured(page, seen, scored(page, seen)))
    return found


def figures(measured: Sequence[Measured]) -> dict[str, float]:
    """Return the means of all scores, the number of pages and pages per CPU second."""
    means = {part.name: mean([getattr(one.score, part.name) for one in measured]) for part in fields(Score)}
    seconds = sum(one.seen.seconds for one in measured)
    return {"pages": len(measured), **means, "pages_per_second": len(measured) / max(1e-9, seconds)}


def by_half(found: dict[str, list[Measured]]) -> dict[str, dict[str, dict[str, float]]]:
    """Return reader -> half -> figures."""
    return {
        reader: {
            "tuned on": figures([one for one in measured if not one.page.is_held_out]),
            "held out": figures([one for one in measured if one.page.is_held_out]),
            "all": figures(measured),
        }
        for reader, measured in found.items()
    }


FIGURES = {  # as printed
    "pages": "pages",
    "headline": "headline exact",
    "authors": "author set exact",
    "authors_f1": "author set F1",
    "day": "date, day",
    "minute": "date, minute",
    "precision": "body precision",
    "recall": "body recall",
    "f1": "body F1 (4-grams)",
    "exact": "body exact",
    "pages_per_second": "pages/CPU second",
}


def _table(report: dict[str, dict[str, dict[str, float]]]) -> Table:
    table = Table(title="Real pages against their truth", title_justify="left", box=SIMPLE_HEAD, padding=0)
    table.add_column("", no_wrap=True)
    for reader in READERS:
        for half in HALVES:
            table.add_column(f"{reader}\n{half}", justify="right", no_wrap=True)
    for name, printed in FIGURES.items():
        digits = {"pages": 0, "pages_per_second": 1}.get(name, 3)
        cells = [f"{report[reader][half][name]:.{digits}f}" for reader in READERS for half in HALVES]
        table.add_row(printed, *cells)
    return table


def _show_worst(console: Console, measured: Sequence[Measured], count: int) -> None:
    """Print the pages furthest from their truth, with the paragraphs that were added and missed."""
    for one in sorted(measured, key=lambda one: one.score.f1)[:count]:
        half = "held out" if one.page.is_held_out else "tuned on"
        console.print(f"\n[bold]{escape(one.page.name)}[/] ({half}) body F1 {one.score.f1:.3f}")
        pairs = (
            ("headline", plain(one.seen.headline), plain(one.page.headline)),
            ("authors", str(sorted(one.seen.authors)), str(sorted(one.page.authors or []))),
        )
        for name, seen, true in pairs:
            if seen != true:
                console.print(f"  {name}: {escape(seen)} [dim]instead of[/] {escape(true)}")
        for sign, style, line in _differences(one.seen.paragraphs, one.page.paragraphs):
            console.print(f"  [{style}]{sign} {escape(line[:150])}[/]")


def _differences(seen: Sequence[str], true: Sequence[str]) -> list[tuple[str, str, str]]:
    ours, theirs = [" ".join(line.split()) for line in seen], [" ".join(line.split()) for line in true]
    lines: list[tuple[str, str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            lines += [("+", "yellow", line) for line in ours[a:b]] + [
                ("-", "red", line) for line in theirs[c:d]
            ]
    return lines


def main(
    named: Annotated[str | None, typer.Argument(metavar="[FOLDER]", help="pages with their truth")] = None,
    worst: Annotated[int, typer.Option(help="show the N worst pages of the half we tune on")] = 0,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="let --worst look at the other half too")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
) -> None:
    """Measure headline, authors, date and body on real pages."""
    try:
        found = measure(saved_pages(folder(named)))
    except NoPages as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(2) from None
    report = by_half(found)
    if as_json:
        typer.echo(json.dumps(report, indent=1))
        return
    console = Console()
    console.print(_table(report))
    ratio = report["ours"]["all"]["pages_per_second"] / report["trafilatura"]["all"]["pages_per_second"]
    console.print(f"Body and metadata in 1/{ratio:.1f} of the time of bare trafilatura.extract, one core.")
    ours = [one for one in found["ours"] if held_out or not one.page.is_held_out]
    _show_worst(console, ours, worst)


if __name__ == "__main__":
    typer.run(main)
