"""Makes the cards of the articles that some page links to: what the book says of each, without its text."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from beatbook import copied
from beatbook.site.answers import rows
from beatbook.site.shards import place

if TYPE_CHECKING:
    from beatbook.book import Book

EACH = 100  # articles in a shard
AT_ONCE = 150  # shards whose articles one statement is asked about
PARTS = ("tags", "voices", "revisions", "edits")  # lists on a card; `copies` is at most one


def shards(book: "Book", linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the cards, dealt out to `count(linked)` shards by id; few shards are in memory at a time."""
    dealt: list[list[str]] = [[] for _ in range(count(linked))]
    for article_id in sorted(linked):
        dealt[place(article_id, len(dealt))].append(article_id)
    for first in range(0, len(dealt), AT_ONCE):
        some = dealt[first : first + AT_ONCE]
        made = cards(book, [article_id for ids in some for article_id in ids])
        for number, ids in enumerate(some, first):
            yield f"article/{number}", {article_id: made[article_id] for article_id in ids}


def count(linked: set[str]) -> int:
    """Return in how many shards the cards of these articles lie."""
    return max(1, -(-len(linked) // EACH))


def cards(book: "Book", ids: list[str]) -> dict[str, Any]:
    """Return the cards of these articles by id."""
    parts = {part: _by_article(rows(book, f"article_{part}", ids)) for part in (*PARTS, "copies")}
    made: dict[str, Any] = {}
    for card in rows(book, "article_cards", ids):
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
