"""Lists everything a site shows, shard by shard; each figure is a statement's answer, see answers.py."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from beatbook import copied
from beatbook.site import articles, attention, edits, sources, stories, voices, wording
from beatbook.site.answers import Answer, plain

if TYPE_CHECKING:
    from beatbook.book import Book

Shards = Iterator[tuple[str, Any]]
Begin = Callable[[str], None]  # is told the name of a page when its making begins
WITHOUT_DATA = ("compare", "method")  # pages that show what others bring, or what their HTML holds


def unheard(page: str) -> None:
    """Tell nobody."""


def contents(book: "Book", begin: Begin = unheard) -> Shards:
    """Yield the name and the content of every shard; the last is `book`, which each page reads first."""
    from warehouse import query

    linked: set[str] = set()
    told = [row for row in query.topics(book.connection).to_pylist() if row["articles"]]
    change, speaks = {}, set()
    begin("index")
    for name, content in attention.shards(book, [row["topic"] for row in told], linked):
        if name.startswith("attention/"):
            change[name.partition("/")[2]] = attention.changed(Answer(**content["weeks"]))
        yield name, content
    begin("voices")
    for name, content in voices.shards(book, [row["topic"] for row in told if not row["is_group"]], linked):
        speaks.add(name.partition("/")[2])
        yield name, content
    topics = [
        _topic(row) | {"change": change[row["topic"]], "speaks": row["topic"] in speaks} for row in told
    ]
    begin("stories")
    yield from stories.shards(book, linked)
    begin("edits")
    yield from edits.shards(book, linked)
    begin("releases")
    yield from stories.releases(book, linked)
    begin("sources")
    yield from sources.shards(book)
    begin("wording")
    frames = wording.frames(book)
    yield from wording.shards(book, frames.column("frame"), linked)
    begin("article")
    yield from articles.shards(book, linked)
    yield "book", _book(book, topics, frames) | {"articleShards": articles.count(linked)}


def _topic(row: dict[str, Any]) -> dict[str, Any]:
    kept = ("topic", "name", "parent", "is_group", "definition", "articles", "outlets")
    return {name: plain(row[name]) for name in kept}


def _book(book: "Book", topics: list[dict[str, Any]], frames: Answer) -> dict[str, Any]:
    """Return what every page knows: what to cite, the outlets, the topics, and which to begin with."""
    from warehouse import query

    kept = ("outlet", "name", "kind", "region", "articles", "homepage")
    outlets = query.outlets(book.connection).to_pylist()
    return {
        "asOf": book.as_of,
        "snapshot": {key: plain(value) for key, value in query.snapshot(book.connection).items()},
        "isDemo": book.is_demo,
        "outlets": [{name: plain(row[name]) for name in kept} for row in outlets],
        "topics": topics,
        "start": start(topics),
        "frames": [{**row, "name": wording.spell(row["frame"])} for row in frames.dicts()],
        "roles": {role: voices.spell(role) for role in voices.SPELT},
        "police": list(voices.POLICE),
        "copies": dict(copied.KINDS),
    }


def start(topics: list[dict[str, Any]]) -> str | None:
    """Return the topic that the site opens with: the one that changed most, else the most written about."""
    plain_ones = [topic for topic in topics if not topic["is_group"]]
    changed = [topic for topic in plain_ones if topic["change"] and topic["change"]["direction"]]
    if changed:
        return str(
            max(changed, key=lambda topic: (abs(topic["change"]["deviations"]), topic["topic"]))["topic"]
        )
    return (
        str(max(plain_ones, key=lambda topic: (topic["articles"], topic["topic"]))["topic"])
        if plain_ones
        else None
    )
