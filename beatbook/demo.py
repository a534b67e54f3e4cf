"""Plays outlets on this machine, runs the real pipeline on them, and shows what came of it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from beatbook.book import Book, opened
from beatbook.screen import out, say
from warehouse.home import REPOSITORY, Home

DEMO, PAGES = REPOSITORY / "data" / "demo", REPOSITORY / "data" / "pages"


@dataclass(frozen=True)
class Growth:
    """How many articles a book held before a run, and how many after it."""

    before: int
    after: int

    def __str__(self) -> str:
        new = self.after - self.before
        if not new:
            return f"Nothing new: 0 new articles, {self.after:,} known."
        return f"{new:,} new articles, {self.before:,} known."


def run(pages: Path | None = None, into: Path | None = None) -> int:
    """Run the demo edition, or a folder of real pages, and return the exit code: 0 only if all is well.

    The book goes to data/demo or data/pages unless `into` says otherwise; a live book is never touched.
    """
    from beatbook.driving import drive

    home = Home((into or (PAGES if pages else DEMO)).resolve())
    before = _articles(home)
    with _newsstand(pages) as environment:
        code, _ = drive(home, {**environment, "BEATBOOK_HOME": str(home.root)})
    if code:
        say(
            f"The run failed: its log is {home.airflow / 'driver.log'}. Running again is safe.",
            style="bold red",
        )
        return code
    with opened(home) as book:
        out().print(f"{Growth(before, _held(book))}\n")
        return _show_pages(book, pages) if pages else _show_demo(book)


def serve(port: int, pages: Path | None) -> None:
    """Serve the newsstand in the foreground until it is interrupted."""
    with _newsstand(pages, port) as environment:
        for name, value in environment.items():
            out().print(f"export {name}={value}", soft_wrap=True)
        say("Ctrl-C closes it.", style="dim")
        while True:
            time.sleep(3600)


def _show_demo(book: Book) -> int:
    from beatbook import first_answer

    first_answer.show(book)
    return 0


@contextmanager
def _newsstand(pages: Path | None, port: int = 0) -> Iterator[Mapping[str, str]]:
    """Play the outlets while the context lasts; yield the environment in which a run finds them."""
    from beatbook import newsstand

    with newsstand.Newsstand(newsstand.demo_sites(), port) as stand:
        say(f"The newsstand plays {len(stand.hosts)} fictional outlets: http://{stand.address}/")
        yield {
            "BEATBOOK_NEWSSTAND": stand.address,
            "BEATBOOK_CATALOGUE": str(newsstand.demo_catalogue_folder()),
            "BEATBOOK_GAZETTEER": str(newsstand.demo_gazetteer_folder()),
        }


def _articles(home: Home) -> int:
    """Return how many articles the book holds, none if there is no book yet."""
    if not home.warehouse.exists():
        return 0
    with opened(home, quiet=True) as book:
        return _held(book)


def _held(book: Book) -> int:
    from warehouse import query

    return sum(row["articles"] for row in query.outlets(book.connection).to_pylist())
