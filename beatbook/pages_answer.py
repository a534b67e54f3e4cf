"""What became of a folder of real pages: one line a page, and whether each became an article."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatbook.book import Book
from beatbook.moments import day
from beatbook.newsstand.pages import SavedPage
from beatbook.printable import line
from beatbook.screen import out
from spiders.addresses import ask_for

HEADLINE_WIDTH = 46


@dataclass(frozen=True)
class Became:
    """One page and what the book holds of it; `problem` is empty if that is an article."""

    outlet: str
    url: str
    headline: str
    words: int
    day: str
    problem: str


def became(book: Book, pages: Sequence[SavedPage]) -> list[Became]:
    """Return what became of each page, in the pages' order; pages that share an address are one."""
    urls = {ask_for(page.url): page for page in pages}
    asked = (Path(__file__).parent / "sql" / "pages.sql").read_text()
    rows = book.connection.execute(asked, {"urls": list(urls)}).to_arrow_table().to_pylist()
    found = {row["url"]: row for row in rows}
    return [_became(page, found.get(url)) for url, page in urls.items()]


def _became(page: SavedPage, row: dict[str, Any] | None) -> Became:
    if row is None:
        return Became(page.folder, page.url, "", 0, "", "never asked for")
    if not row["headline"] or not row["has_body"]:
        problem = row["outcome"] if not row["headline"] else "no body"
        return Became(page.folder, page.url, "", 0, "", ": ".join(filter(None, [problem, row["detail"]])))
    published = day(row["day"]) if row["day"] else "no date"
    return Became(page.folder, page.url, row["headline"], row["words"], published, "")


def show(found: Sequence[Became]) -> int:
    """Write one line a page and how many became articles; return 1 if one did not, else 0."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=16)
    table.add_column("headline", no_wrap=True, overflow="ellipsis", max_width=HEADLINE_WIDTH)
    table.add_column("words", justify="right", min_width=5)
    table.add_column("published", justify="right", no_wrap=True, min_width=11)
    for page in found:
        told = Text(line(page.problem), style="red") if page.problem else Text(line(page.headline))
        words = f"{page.words:,}" if not page.problem else ""
        table.add_row(Text(line(page.outlet)), told, words, page.day)
    out().print(table)
    articles = sum(not page.problem for page in found)
    out().print(f"\n{articles} of {len(found)} pages became articles with headline and body.")
    for page in found:
        if page.problem:
            out().print(Text(f"  {line(page.problem)}: {line(page.url)}", style="red"), soft_wrap=True)
    return 0 if articles == len(found) else 1
