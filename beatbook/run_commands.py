"""The commands that crawl, take in, and keep the scheduler running."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    pages: Annotated[Path | None, typer.Option(help="A folder of real pages to run on instead.")] = None,
    into: Annotated[
        Path | None, typer.Option(help="Where the book goes, if not data/demo or data/pages.")
    ] = None,
) -> None:
    """Crawl fictional outlets on this machine, answer a question."""
    from beatbook import demo

    raise typer.Exit(demo.run(pages, into))


def crawl(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="[OUTLET]...", help="Slugs; none means all.")
    ] = None,
    now: Annotated[
        bool, typer.Option("--now", help="Ask also the feeds and sitemaps that are not due.")
    ] = False,
    look_again: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Look for edits of each outlet's N newest articles at once."),
    ] = 0,
) -> None:
    """The live day: every enabled outlet, side by side."""
    from beatbook import stack
    from warehouse.home import Home

    home = Home.to_fill()
    raise typer.Exit(stack.crawl(home, outlets=only or None, poll_all=now, look_again=look_again))


def backfill(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.warc.gz...", help="CC-NEWS's, or our own.")],
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", metavar="SLUG", help="Only these; none means all.")
    ] = None,
) -> None:
    """Take in the catalogue's pages from WARC files on disk."""
    from beatbook import backfilling

    backfilling.answer(files, outlet or [])


def up() -> None:
    """Run the scheduler stack on loopback, until Ctrl-C."""
    from beatbook import stack
    from warehouse.home import Home

    raise typer.Exit(stack.up(Home.to_fill()))


def newsstand(
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 0,
    pages: Annotated[Path | None, typer.Option(help="Serve this folder of real pages instead.")] = None,
) -> None:
    """Serve the fictional outlets on loopback, until Ctrl-C."""
    from beatbook import demo

    demo.serve(port, pages)
