"""Measures what `transforms.extract` makes of real pages, beside the published extractors.

    python -m benchmarks.evaluate [FOLDER] [--against NAMES] [--disguised] [--worst N] [--json]

A truth's paragraphs leave out what its maker took for the summary, on some pages the article's lead. We
keep a lead in the body, so a few pages can not be exact: better that than an article without its first
sentence.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.disguises import DISGUISES, disguised
from benchmarks.readers import OURS, READERS, Seen, missing
from benchmarks.reading_room import ReadingRoom
from benchmarks.saved_pages import NoPages, SavedPage, folder, saved_pages
from benchmarks.scores import Score, day_and_minute, mean, names_f1, overlap, plain, rouge_lsum, words

HALVES = ("tuned on", "held out", "all")
Report = dict[str, dict[str, dict[str, float]]]  # reader -> half -> figure


@dataclass(frozen=True)
class Measured:
    """One page, what a reader made of it, and its score."""

    page: SavedPage
    seen: Seen
    score: Score


def scored(page: SavedPage, seen: Seen) -> Score:
    """Return how near the reader came to the page's truth."""
    lines = _counted(seen.paragraphs, page)
    body, true = "\n\n".join(lines), "\n\n".join(page.paragraphs)
    day, minute = day_and_minute(seen.published_at, page.published_at)
    f1 = None if page.authors is None else names_f1(seen.authors, page.authors)
    return Score(
        headline=float(plain(seen.headline) == plain(page.headline)),
        authors=None if f1 is None else float(f1 == 1.0),
        authors_f1=f1,
        day=day,
        minute=minute,
        **dict(zip(("precision", "recall", "f1"), overlap(body, true), strict=True)),
        rouge=rouge_lsum(lines, page.paragraphs),
        exact=float(words(body) == words(true)),
    )


def _counted(lines: Sequence[str], page: SavedPage) -> Sequence[str]:
    """Return the lines without those that the truth leaves open: parts of what may stand there or not."""
    if not page.may:
        return lines
    held = [" ".join(words(text)) for text in (*page.may, page.headline)]
    true = " ".join(words(" ".join(page.paragraphs)))
    kept = []
    for line in lines:
        said = " ".join(words(line))
        if said in true or not any(said in text for text in held):
            kept.append(line)
    return kept


def measure(pages: Sequence[SavedPage], readers: Sequence[str]) -> dict[str, list[Measured]]:
    """Return every reader's measurements; readers take turns, so that a busy machine slows all of them."""
    rooms = {name: ReadingRoom(name) for name in readers}
    for room in rooms.values():
        room.read(pages[0])  # models and caches load here, in nobody's time
        room.failed = 0
    found: dict[str, list[Measured]] = {name: [] for name in readers}
    for page in pages:
        for name, room in rooms.items():
            seen = room.read(page)
            found[name].append(Measured(page, seen, scored(page, seen)))
    for room in rooms.values():
        if room.failed:
            typer.echo(f"{room.reader} failed on {room.failed} of {len(pages)} pages", err=True)
        room.close()
    return found


def figures(measured: Sequence[Measured]) -> dict[str, float]:
    """Return the means of all scores, the number of pages and pages per CPU second."""
    means = {part.name: mean([getattr(one.score, part.name) for one in measured]) for part in fields(Score)}
    seconds = sum(one.seen.seconds for one in measured)
    return {"pages": len(measured), **means, "pages_per_second": len(measured) / max(1e-9, seconds)}


def by_half(found: dict[str, list[Measured]]) -> Report:
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
    "precision": "body\nprec.",
    "recall": "body\nrecall",
    "f1": "body\nF1",
    "rouge": "ROUGE\nLSum",
    "exact": "body\nexact",
    "headline": "head-\nline",
    "authors_f1": "author\nset F1",
    "minute": "date,\nminute",
    "pages_per_second": "pages/\nCPU s",
}


def _table(report: Report) -> Table:
    table = Table(title="Real pages against their truth", title_justify="left", box=SIMPLE_HEAD, padding=0)
    for name in ("reader", "pages", *FIGURES.values()):
        table.add_column(name, justify="left" if name == "reader" else "right", no_wrap=True)
    for half in HALVES:
        for reader, halves in report.items():
            told = halves[half]
            cells = [f"{told[name]:.{1 if name == 'pages_per_second' else 3}f}" for name in FIGURES]
            table.add_row(reader, f"{told['pages']:.0f}", *cells, style="bold" if reader == OURS else None)
        table.add_section()
    return table


def _disguised_table(pages: Sequence[SavedPage]) -> Table:
    """Return our body's figures on the pages in each disguise: how much rests on names and tags."""
    table = Table(title="Ours in disguise", title_justify="left", box=SIMPLE_HEAD, padding=0)
    for name in ("disguise", *(f"{figure}\n{half}" for half in HALVES for figure in ("F1", "exact"))):
        table.add_column(name, no_wrap=True)
    for disguise in DISGUISES:
        found = by_half(measure([disguised(page, disguise) for page in pages], [OURS]))[OURS]
        cells = [f"{found[half][figure]:.3f}" for half in HALVES for figure in ("f1", "exact")]
        table.add_row(disguise, *cells)
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
    against: Annotated[str, typer.Option(help="readers to measure beside ours, by comma")] = "",
    in_disguise: Annotated[
        bool, typer.Option("--disguised", help="measure ours on the pages in other markup too")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
) -> None:
    """Measure headline, authors, date and body on real pages."""
    try:
        pages = saved_pages(folder(named))
    except NoPages as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(2) from None
    asked = [OURS, *(against.split(",") if against else READERS)]
    if unknown := set(asked) - set(READERS):
        typer.echo(f"--against: no reader {', '.join(unknown)}; there are {', '.join(READERS)}", err=True)
        raise typer.Exit(2)
    for reader in asked:
        if why := missing(reader):
            typer.echo(f"{reader} is left out: {why}", err=True)
    found = measure(pages, [reader for reader in dict.fromkeys(asked) if not missing(reader)])
    report = by_half(found)
    if as_json:
        typer.echo(json.dumps(report, indent=1))
        return
    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(_table(report))
    if "trafilatura" in report:
        ours, theirs = (report[reader]["all"]["pages_per_second"] for reader in (OURS, "trafilatura"))
        console.print(
            f"Ours, body and metadata, in 1/{ours / theirs:.1f} of the time of trafilatura.extract."
        )
    if in_disguise:
        console.print(_disguised_table(pages))
    _show_worst(console, [one for one in found[OURS] if held_out or not one.page.is_held_out], worst)


if __name__ == "__main__":
    typer.run(main)
