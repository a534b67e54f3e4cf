"""Plays outlets on this machine, runs the real pipeline on them, and shows what came of it."""

import shlex
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.book import Book, opened
from beatbook.printable import counted
from beatbook.refusal import Refusal
from beatbook.screen import out, say
from warehouse.home import REPOSITORY, Home

if TYPE_CHECKING:
    from beatbook.newsstand import Site
    from beatbook.newsstand.pages import SavedPage

LOOK_AGAIN = 100  # of each outlet's newest articles, in a second run: all that the papers may have edited
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


def run(folder: Path | None = None, into: Path | None = None) -> int:
    """Run the demo edition, or a folder of real pages, and return the exit code: 0 only if all is well.

    A book that holds the edition already finds its papers eighteen days on, and looks for what they edited.
    The book goes to data/demo or data/pages unless `into` says otherwise; a live book is never touched.
    """
    from beatbook.driving import DRIVER, drive

    home = Home((into or (PAGES if folder else DEMO)).resolve())
    before = _articles(home)
    is_later = before > 0 and not folder
    show = _pages(folder, home) if folder else _demo(is_later=is_later)
    command = [*DRIVER, "--look-again", str(LOOK_AGAIN)] if is_later else DRIVER
    with show.open() as environment:
        try:
            code, _ = drive(home, {**environment, "BEATBOOK_HOME": str(home.root)}, command)
        except KeyboardInterrupt:
            say("Stopped. Nothing is lost: the next run goes on from here.")
            raise
    if code:
        say("The run failed. Running again is safe: it goes on where this one stopped.", style="bold red")
        return code
    with opened(home) as book:
        out().print(f"{Growth(before, _held(book))}\n")
        if is_later:
            from beatbook import first_answer

            shows = f"`{first_answer.command(home.root)} edits` shows how."
            out().print(f"{_edited(book)} since the first run: {shows}\n", soft_wrap=True)
        return show.answer(book)


def serve(port: int, folder: Path | None, into: Path | None = None) -> None:
    """Serve the newsstand in the foreground until it is interrupted, and say how to crawl it."""
    show = _pages(folder, Home((into or PAGES).resolve())) if folder else _demo()
    with show.open(port) as environment:
        for name, value in environment.items():
            out().print(f"export {name}={shlex.quote(value)}", soft_wrap=True)
        say("Ctrl-C closes it.", style="dim")
        while True:
            time.sleep(3600)


@dataclass(frozen=True)
class Show:
    """What the newsstand plays, the files a run reads of it, and how its first answer is given."""

    title: str
    sites: "Mapping[str, Site]"
    environment: Mapping[str, str]
    answer: Callable[[Book], int]

    @contextmanager
    def open(self, port: int = 0) -> Iterator[Mapping[str, str]]:
        """Play the outlets while the context lasts; yield the environment in which a run finds them."""
        from beatbook.newsstand import Newsstand

        with Newsstand(self.sites, port) as stand:
            say(f"The newsstand plays {self.title} on http://{stand.address}/")
            yield {"BEATBOOK_NEWSSTAND": stand.address, **self.environment}


def _demo(*, is_later: bool = False) -> Show:
    from beatbook import newsstand

    files = {
        "BEATBOOK_CATALOGUE": str(newsstand.demo_catalogue_folder()),
        "BEATBOOK_GAZETTEER": str(newsstand.demo_gazetteer_folder()),
    }
    sites = newsstand.demo_sites(as_of=newsstand.SETTLED if is_later else newsstand.CLOSE)
    title = f"{len(sites)} fictional outlets{', eighteen days later,' if is_later else ''}"
    return Show(title, sites, files, _answer_demo)


def _pages(folder: Path, home: Home) -> Show:
    from beatbook import newsstand

    try:
        edition = newsstand.sites_from_pages(folder)
    except newsstand.PagesError as problem:
        raise Refusal(str(problem)) from problem
    catalogue = home.root / "catalogue"
    shutil.rmtree(catalogue, ignore_errors=True)  # outlets of another folder are not in this one
    files = {"BEATBOOK_CATALOGUE": str(edition.write_catalogue(catalogue))}
    title = f"{len(edition.pages)} saved pages of {len(edition.by_folder)} outlets"
    return Show(title, edition.sites, files, partial(_answer_pages, edition.pages))


def _answer_demo(book: Book) -> int:
    from beatbook import first_answer

    first_answer.show(book)
    return 0


def _answer_pages(pages: "Sequence[SavedPage]", book: Book) -> int:
    from beatbook import pages_answer

    return pages_answer.show(pages_answer.became(book, pages))


def _articles(home: Home) -> int:
    """Return how many articles the book holds, none if there is no book yet."""
    if not home.warehouse.exists():
        return 0
    with opened(home, quiet=True) as book:
        return _held(book)


def _edited(book: Book) -> str:
    ((articles,),) = book.connection.execute("select count(distinct article_id) from edits").fetchall()
    return f"{counted(articles, 'article')} edited"


def _held(book: Book) -> int:
    from warehouse import query

    return sum(row["articles"] for row in query.outlets(book.connection).to_pylist())
