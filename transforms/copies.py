"""Marks the same text where it stands in several places: agency copy, sister titles, releases, the lifted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
SURE = 0.6  # containment from which no more is asked; below it `side_by_side.is_made_from` has its say
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
    wanted = sorted({article.place for cluster in found for article in cluster.articles})
    read = side_by_side.texts(articles["body"].take(pa.array(wanted, pa.int64())))
    texts = dict(zip(wanted, read, strict=True))
    bodies = articles["body"]
    nearest = _nearest(links)
    rows = []
    for cluster in found:
        rows += [_row(article, cluster, texts, nearest, before, bodies) for article in cluster.articles]
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
    for place, (article_id, slug, at, by) in enumerate(zip(ids, slugs, published, authors, strict=True)):
        listed = catalogue.get(slug, {})
        body = articles["body"][place].as_py() or ""
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
    weak = sorted({place for first, second, share in pairs if share < SURE for place in (first, second)})
    texts = dict(
        zip(weak, side_by_side.texts(articles["body"].take(pa.array(weak, pa.int64()))), strict=True)
    )
    kept = np.array(
        [
            _is_in_time(told[first], told[second], within)
            and (share >= SURE or _is_made_from(texts[first], texts[second]))
            for first, second, share in pairs
        ],
        dtype=bool,
    )
    return Overlaps(found.first[kept], found.second[kept], found.containment[kept])


def _is_in_time(one: Article, other: Article, within: timedelta | None) -> bool:
    if within is None or one.published_at is None or other.published_at is None:
        return True
    return abs(one.published_at - other.published_at) <= within


def _is_made_from(one: Text, other: Text) -> bool:
    smaller, larger = (one, other) if len(one.words) <= len(other.words) else (other, one)
    return side_by_side.is_made_from(smaller, larger)


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
    bodies: pa.ChunkedArray,
) -> dict[str, Any]:
    here = {each.article_id: each for each in cluster.articles}
    original = here.get(cluster.original_id)
    held = before.get(article.article_id, {})
    compared = _compared(article, original, cluster, texts, nearest)
    measured = _measured(texts[article.place], texts.get(compared.place) if compared else None)
    spans = measured.pop("own") if measured else None
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
        "added": _added(bodies[article.place].as_py() or "", texts[article.place], spans),
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
    if original is not None:
        mine, theirs = texts[article.place], texts[original.place]
        if side_by_side.containment(mine, theirs) >= LEAST_SHARE:
            return original
    there = {each.place: each for each in cluster.articles}
    linked = [there[place] for place in nearest.get(article.place, ()) if place in there]
    return linked[0] if linked else original


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
    mine, theirs = side_by_side.covered(text, other), side_by_side.covered(other, text)
    return {
        "containment": side_by_side.containment(text, other),
        "share_of_original": float(theirs.mean()) if len(theirs) else 0.0,
        "share_of_own": float(mine.mean()) if len(mine) else 0.0,
        "words_added": int((~mine).sum()),
        "own": ~mine,
    }


def _added(body: str, text: Text, own: side_by_side.Flags | None) -> list[dict[str, int]] | None:
    """Return the sentences that are the article's own, as [start, end) in code points of the body."""
    if own is None:
        return None
    if not own.any():
        return []
    counted = np.concatenate(([0], np.cumsum(own)))
    found = []
    for start, end in sentences(body):
        first, last = np.searchsorted(text.starts, (start, end))
        if last > first and counted[last] - counted[first] > (1 - OWN) * (last - first):
            found.append({"start": start, "end": end})
    return found


def _lag(article: Article, original: Article | None, held: Mapping[str, Any]) -> float | None:
    if original is None:
        return held.get("lag_hours")
    if article.published_at is None or original.published_at is None:
        return None
    return (article.published_at - original.published_at) / timedelta(hours=1)
