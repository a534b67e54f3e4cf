"""Marks the same text where it stands in several places: agency copy, sister titles, releases, the lifted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from transforms import clusters, shingles, side_by_side
from transforms.clusters import OFFICIAL, Article, Cluster, Known
from transforms.credits import credit
from transforms.overlaps import LEAST_SHARE, Overlaps, overlaps
from transforms.schemas import COPIES, MOMENT
from transforms.sentences import sentences
from transforms.side_by_side import Text

VERSION = "1"
AT_ONCE = 2_000  # texts that are held word by word
ASKED_BELOW = 0.8  # containment: `side_by_side.is_made_from` has its say of those that share less
LEAST_ADDED = 3  # words in a row: fewer are a word put for another
OWN = 0.5  # of a sentence's words: one of which fewer stand in the original was added


def copies(
    articles: pa.Table,
    outlets: pa.Table | None = None,
    *,
    known: pa.Table | None = None,
    within: timedelta | None = None,
) -> pa.Table:
    """Return the place of every article that stands in a cluster of copies, shaped like `schemas.COPIES`.

    `articles` needs `article_id`, `outlet` and `body`; `published_at` and `authors` are used where they are
    there. `outlets` (`schemas.OUTLETS`) says who owns whom and who publishes releases. `known` are rows that
    were found earlier: their clusters keep their names, and stay although an article has left the table.
    `within` is how far apart two dated articles may have been published.
    """
    if not articles.num_rows:
        return COPIES.empty_table()
    before = {row["article_id"]: row for row in known.to_pylist()} if known is not None else {}
    told = _articles(articles, outlets)
    links = _links(articles, told, within)
    found = [clusters.cluster(group, before) for group in clusters.groups(links, told, before)]
    nearest = _nearest(links)
    rows: list[dict[str, Any]] = []
    for part in _by_part(found, lambda cluster: len(cluster.articles)):
        texts = _texts(articles, (article.place for cluster in part for article in cluster.articles))
        bodies = {place: articles["body"][place].as_py() or "" for place in texts}
        rows += [
            _row(article, cluster, texts, nearest, before, bodies[article.place])
            for cluster in part
            for article in cluster.articles
        ]
    rows.sort(key=lambda row: (row["cluster_id"], row["article_id"]))
    return pa.Table.from_pylist(rows, schema=COPIES)


def _articles(articles: pa.Table, outlets: pa.Table | None) -> list[Article]:
    catalogue = {row["outlet"]: row for row in outlets.to_pylist()} if outlets is not None else {}
    names = articles.column_names
    none = [None] * articles.num_rows
    published = articles["published_at"].cast(MOMENT).to_pylist() if "published_at" in names else none
    authors = articles["authors"].to_pylist() if "authors" in names else none
    ids, slugs = articles["article_id"].to_pylist(), articles["outlet"].to_pylist()
    told = []
    rows = zip(ids, slugs, published, authors, _one_by_one(articles["body"]), strict=True)
    for place, (article_id, slug, at, by, body) in enumerate(rows):
        listed = catalogue.get(slug, {})
        told.append(
            Article(
                place,
                article_id,
                slug or "",
                listed.get("owner") or slug or "",
                (listed.get("kind") or "").startswith(OFFICIAL),
                at,
                credit(by or (), body),
            )
        )
    return told


def _links(articles: pa.Table, told: Sequence[Article], within: timedelta | None) -> Overlaps:
    """Return the pairs of which one was made from the other."""
    codes = np.unique([article.outlet for article in told], return_inverse=True)[1].astype(np.int64)
    found = overlaps(shingles.folded(articles["body"]), codes)
    pairs = list(zip(found.first.tolist(), found.second.tolist(), found.containment.tolist(), strict=True))
    kept = np.array(
        [_is_in_time(told[first], told[second], within) for first, second, _ in pairs], dtype=bool
    )
    at_home = codes[found.first] == codes[found.second]
    weak = np.flatnonzero(kept & (found.containment < ASKED_BELOW))
    for part in _by_part(weak.tolist(), lambda _: 2):
        texts = _texts(articles, (text for place in part for text in pairs[place][:2]))
        for place in part:
            first, second, share = pairs[place]
            kept[place] = _is_made_from(texts[first], texts[second], share, bool(at_home[place]))
    return Overlaps(found.first[kept], found.second[kept], found.containment[kept])


def _by_part(things: Iterable[Any], size: Callable[[Any], int]) -> Iterator[list[Any]]:
    """Yield the things in parts of about `AT_ONCE` texts, so that memory does not grow with the table."""
    part, held = [], 0
    for thing in things:
        part.append(thing)
        held += size(thing)
        if held >= AT_ONCE:
            yield part
            part, held = [], 0
    if part:
        yield part


def _texts(articles: pa.Table, places: Iterable[int]) -> dict[int, Text]:
    wanted = sorted(set(places))
    read = side_by_side.texts(articles["body"].take(pa.array(wanted, pa.int64())))
    return dict(zip(wanted, read, strict=True))


def _one_by_one(bodies: pa.ChunkedArray) -> Iterator[str]:
    for first in range(0, len(bodies), AT_ONCE):
        for body in bodies.slice(first, AT_ONCE).to_pylist():
            yield body or ""


def _is_in_time(one: Article, other: Article, within: timedelta | None) -> bool:
    if within is None or one.published_at is None or other.published_at is None:
        return True
    return abs(one.published_at - other.published_at) <= within


def _is_made_from(one: Text, other: Text, share: float, at_home: bool) -> bool:
    smaller, larger = (one, other) if len(one.words) <= len(other.words) else (other, one)
    return side_by_side.is_made_from(smaller, larger, share, at_home)


def _nearest(links: Overlaps) -> dict[int, list[int]]:
    """Return the articles that each is linked to, the one it shares most with first."""
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for first, second, share in zip(
        links.first.tolist(), links.second.tolist(), links.containment.tolist(), strict=True
    ):
        found[first].append((-share, second))
        found[second].append((-share, first))
    return {place: [other for _, other in sorted(others)] for place, others in found.items()}


def _row(
    article: Article,
    cluster: Cluster,
    texts: Mapping[int, Text],
    nearest: Mapping[int, Sequence[int]],
    before: Known,
    body: str,
) -> dict[str, Any]:
    here = {each.article_id: each for each in cluster.articles}
    original = here.get(cluster.original_id)
    held = before.get(article.article_id, {})
    compared = _compared(article, original, cluster, texts, nearest)
    text = texts[article.place]
    measured = _measured(text, texts.get(compared.place) if compared else None)
    own = measured.pop("own")
    return {
        "article_id": article.article_id,
        "cluster_id": cluster.cluster_id,
        "previous_cluster_id": _moved(held, cluster.cluster_id),
        "original_id": cluster.original_id,
        "origin": cluster.origin,
        "kind": cluster.kinds[article.article_id],
        "credit": article.credit,
        "compared_id": compared.article_id if compared else None,
        **measured,
        "added": None if own is None else _added(body, text, own),
        "lag_hours": _lag(article, original, held),
        "version": VERSION,
    }


def _moved(held: Mapping[str, Any], cluster_id: str) -> str | None:
    """Return the cluster it was in before, if it was in another."""
    if not held or held["cluster_id"] == cluster_id:
        return held.get("previous_cluster_id")
    return str(held["cluster_id"])


def _compared(
    article: Article,
    original: Article | None,
    cluster: Cluster,
    texts: Mapping[int, Text],
    nearest: Mapping[int, Sequence[int]],
) -> Article | None:
    """Return what it is laid beside: the original, or where they share too little its nearest relative."""
    if original is article:
        return article
    linked = nearest.get(article.place, ())
    if original is not None and (
        original.place in linked
        or side_by_side.containment(texts[article.place], texts[original.place]) >= LEAST_SHARE
    ):
        return original
    there = {each.place: each for each in cluster.articles}
    return next((there[place] for place in linked if place in there), original)


def _measured(text: Text, other: Text | None) -> dict[str, Any]:
    """Return the shares of both texts, and which of the words are the article's own."""
    if other is None:
        return dict.fromkeys(("containment", "share_of_original", "share_of_own", "words_added", "own"))
    if other is text:
        own = np.zeros(len(text.words), dtype=bool)
        return {
            "containment": 1.0,
            "share_of_original": 1.0,
            "share_of_own": 1.0,
            "words_added": 0,
            "own": own,
        }
    taken, given = side_by_side.shared(text, other), side_by_side.shared(other, text)
    mine, theirs = side_by_side.spread(taken, len(text.words)), side_by_side.spread(given, len(other.words))
    smaller = taken if len(taken) <= len(given) else given
    return {
        "containment": float(smaller.mean()) if len(smaller) else 0.0,
        "share_of_original": float(theirs.mean()) if len(theirs) else 0.0,
        "share_of_own": float(mine.mean()) if len(mine) else 0.0,
        "words_added": int((~mine).sum()),
        "own": ~mine,
    }


def _added(body: str, text: Text, own: side_by_side.Flags) -> list[dict[str, int]]:
    """Return the sentences that are the article's own, as [start, end) in code points of the body."""
    if side_by_side.longest_run(own) < LEAST_ADDED:
        return []
    spans = np.array(sentences(body), dtype=np.int64)
    edges = np.searchsorted(text.starts, spans)
    words = edges[:, 1] - edges[:, 0]
    counted = np.concatenate(([0], np.cumsum(own)))[edges]
    added = (words > 0) & (counted[:, 1] - counted[:, 0] > (1 - OWN) * words)
    return [{"start": start, "end": end} for start, end in spans[added].tolist()]


def _lag(article: Article, original: Article | None, held: Mapping[str, Any]) -> float | None:
    if original is None:
        return held.get("lag_hours")
    if article.published_at is None or original.published_at is None:
        return None
    return (article.published_at - original.published_at) / timedelta(hours=1)
