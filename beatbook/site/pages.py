"""Draws the site's HTML: one frame for all pages, and the page Method, which needs no script."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatbook import measured
from beatbook.printable import printable
from beatbook.site import headline
from beatbook.site.answers import ask
from beatbook.templates import templates

if TYPE_CHECKING:
    from beatbook.book import Book

FOLDER = Path(__file__).parent
# Plot writes one <style> element into each chart, the same text in each: tests/site holds this to it.
PLOT_STYLES = ("'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='",)
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": " ".join(("'self'", *PLOT_STYLES)),
    "font-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{name} {value}" for name, value in POLICY.items())


@dataclass(frozen=True)
class Page:
    """One page: its file's name, its title, the question it answers, and whether the navigation shows it."""

    name: str
    title: str
    question: str
    is_listed: bool = True

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.html"


PAGES = (
    Page("index", "Attention", "How much is written about it, when, and by whom?"),
    Page("compare", "Compare", "Up to five topics or outlets on one scale."),
    Page("voices", "Voices", "Who gets to speak, and who speaks first?"),
    Page("stories", "Stories", "Who told of an event, when, and who did not?"),
    Page("edits", "Edits", "What was changed after publication, and how?"),
    Page("releases", "Releases", "What came of each press release?"),
    Page("wording", "Wording", "In whose words?"),
    Page("sources", "Sources", "What could we see, and what not?"),
    Page("article", "Article", "What does the book say of one article?", is_listed=False),
    Page("method", "Method", "How is it counted, and how often is it wrong?"),
)


def pages(book: "Book") -> Iterator[tuple[str, str]]:
    """Yield each page's file name and HTML."""
    for page in PAGES:
        template = "method.html.j2" if page.name == "method" else "page.html.j2"
        given = {"page": page, "pages": PAGES, "policy": CONTENT_SECURITY_POLICY, "book": book}
        if page.name == "method":
            given |= method(book)
        yield page.file, templates(FOLDER / "templates").get_template(template).render(given)


def method(book: "Book") -> dict[str, Any]:
    """Return what the page Method says: what was measured, what each topic means, the data dictionary."""
    from warehouse import query

    described = ask(book, "method_dictionary").dicts()
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in described:
        if row["kind"] == "column":
            parts[row["name"]].append(row)
    topics = [
        {key: printable(str(value)) if value is not None else "" for key, value in row.items()}
        for row in query.topics(book.connection).to_pylist()
        if not row["is_group"]
    ]
    return {
        "measured": measured.all_of_them(),
        "topics": topics,
        "things": [row for row in described if row["kind"] != "column"],
        "columns": parts,
        "cited": query.snapshot(book.connection),
        "weeks": {"lately": headline.LATELY, "before": headline.BEFORE},
    }
