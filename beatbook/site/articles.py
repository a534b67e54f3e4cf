"""Makes the cards of the articles that some page links to: what the book says of each, without its text."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from beatbook import copied
from beatbook.site.answers import rows
from beatbook.site.shards import parted

if TYPE_CHECKING:
    from beatbook.book import Book

EACH = 100  # articles in a shard
AT_ONCE = 5_000  # articles that one statement is asked about
PARTS = ("tags", "voices")  # lists on a card; `copies` is at most one


def shards(book: "Book", linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the cards, dealt out to shards by id."""
    for number, some in enumerate(parted(cards(book, sorted(linked)), EACH)):
        yield f"article/{number}", some


def cards(book: "Book", ids: list[str]) -> dict[str, Any]:
    """Return the cards of these articles by id."""
    made: dict[str, Any] = {}
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        parts = {part: _by_article(rows(book, f"article_{part}", some)) for part in (*PARTS, "copies")}
        for card in rows(book, "article_cards", some):
            article_id = card["article_id"]
            for part in PARTS:
                card[part] = parts[part][article_id]
            card["copy"] = _copy(parts["copies"][article_id])
            made[article_id] = card
    return made


def _copy(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the article's place among the copies of its text, and what its kind is called."""
    return {**found[0], "meaning": copied.KINDS[found[0]["kind"]]} if found else None


def _by_article(found: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    parted_by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        parted_by[row.pop("article_id")].append(row)
    return parted_by
