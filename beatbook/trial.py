"""Runs a topic on every article of the book, beside the articles that the book has under it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from beatbook.advancing import advancing
from beatbook.book import Book
from beatbook.excerpt import Excerpt, excerpt

if TYPE_CHECKING:
    from transforms.taxonomy import Taxonomy

EXCERPTS = 3  # that speak for an article: the heaviest first
Change = Literal["added", "kept", "dropped"]


@dataclass(frozen=True)
class Evidence:
    """One span, the rule that it stands for, and the words around it."""

    field: str
    start: int
    end: int
    rule: str
    excerpt: Excerpt


@dataclass(frozen=True)
class Found:
    """One article that the topic on trial has, or that the book has under the topic of that slug."""

    article_id: str
    outlet: str
    day: dt.date | None
    headline: str
    url: str
    change: Change
    score: float
    hits: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Trial:
    """What came of it; `compared` says whether the book has a topic of that slug."""

    articles: int  # that were read
    compared: bool
    found: tuple[Found, ...]  # the newest first

    def of(self, *changes: Change) -> list[Found]:
        """Return the articles that are added, kept or dropped."""
        return [each for each in self.found if each.change in changes]


def run(book: Book, slug: str, only: "Taxonomy") -> Trial:
    """Return what the taxonomy's one topic finds, against what the book has under `slug`."""
    import pyarrow as pa

    import transforms
    from warehouse import query

    before = _by_article(query.spans(book.connection, slug).to_pylist())
    found: list[Found] = []
    read = 0
    with advancing(
        "reading", sum(row["articles"] for row in query.outlets(book.connection).to_pylist())
    ) as on:
        for batch in query.texts(book.connection):
            hits = _by_article(transforms.topics(pa.Table.from_batches([batch]), only).to_pylist())
            for row in batch.to_pylist():
                was, now = before.get(row["article_id"]), hits.get(row["article_id"])
                if now:
                    score = sum(hit["weight"] for hit in now)
                    found.append(_found(row, "kept" if was else "added", score, now))
                elif was:
                    found.append(_found(row, "dropped", was[0]["score"], was))
            read += batch.num_rows
            on(batch.num_rows)
    newest = sorted(found, key=lambda each: (each.day or dt.date.min, each.article_id), reverse=True)
    return Trial(read, slug in book.topics, tuple(newest))


def _by_article(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["article_id"]].append(row)
    return grouped


def _found(row: Mapping[str, Any], change: Change, score: float, hits: list[dict[str, Any]]) -> Found:
    heaviest = sorted(hits, key=lambda hit: -hit.get("weight", 0.0))[:EXCERPTS]
    evidence = tuple(
        Evidence(
            hit["field"],
            hit["start"],
            hit["end"],
            hit["rule"].rpartition("/")[2],
            excerpt(row[hit["field"]] or "", hit["start"], hit["end"]),
        )
        for hit in heaviest
    )
    told = {name: row[name] for name in ("article_id", "outlet", "day", "url")}
    return Found(
        **told, headline=row["headline"] or "", change=change, score=score, hits=len(hits), evidence=evidence
    )
