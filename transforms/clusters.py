"""Which articles are one text, which of them was first, and how the others came by it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from transforms.overlaps import Overlaps

OFFICIAL = "official"  # how the catalogue's kinds of those begin who publish releases
Known = Mapping[str, Mapping[str, Any]]  # article_id to its row of `schemas.COPIES` as found before


@dataclass(frozen=True, eq=False)
class Article:
    """What is asked of one article, beside its text."""

    place: int
    article_id: str
    outlet: str
    newsroom: str  # its owner, or itself
    is_official: bool
    published_at: datetime | None
    credit: str | None


@dataclass(frozen=True, eq=False)
class Cluster:
    """Articles of one text, the cluster they had before if any had one, and the original's id."""

    articles: Sequence[Article]
    cluster_id: str
    original_id: str
    origin: str
    kinds: Mapping[str, str]


def groups(links: Overlaps, told: Sequence[Article], before: Known) -> list[list[Article]]:
    """Return the articles that links join, directly or through others, or that were in one cluster before."""
    clusters = {row["cluster_id"]: 0 for row in before.values()}
    numbers = {cluster: len(told) + number for number, cluster in enumerate(sorted(clusters))}
    held = [
        (article.place, numbers[before[article.article_id]["cluster_id"]])
        for article in told
        if article.article_id in before
    ]
    first = np.concatenate((links.first, np.array([place for place, _ in held], dtype=np.int64)))
    second = np.concatenate((links.second, np.array([number for _, number in held], dtype=np.int64)))
    size = len(told) + len(numbers)
    graph = coo_array((np.ones(len(first), dtype=bool), (first, second)), shape=(size, size))
    labels = connected_components(graph, directed=False)[1]
    joined = np.bincount(labels, minlength=size)
    found: dict[int, list[Article]] = defaultdict(list)
    for article in told:
        if joined[labels[article.place]] > 1:
            found[int(labels[article.place])].append(article)
    return list(found.values())


def cluster(group: Sequence[Article], before: Known) -> Cluster:
    """Return the group with its names: those it had before, the earliest article's if it is new."""
    held = [before[article.article_id] for article in group if article.article_id in before]
    here = {article.article_id: article for article in group}
    releases = [article for article in group if article.is_official]
    gone = sorted({row["original_id"] for row in held} - here.keys())  # left the table: older than all in it
    original_id = min(releases or group, key=_age).article_id
    if gone and not releases:
        original_id = gone[0]
    official = bool(releases) or any(row["origin"] == OFFICIAL for row in held)
    wire = any(article.credit for article in group) or any(row["origin"] == "agency" for row in held)
    origin = OFFICIAL if official else "agency" if wire else "outlet"
    cluster_id = min((row["cluster_id"] for row in held), default=original_id)
    kinds = _kinds(group, origin, here.get(original_id), [row["kind"] for row in held])
    return Cluster(group, cluster_id, original_id, origin, kinds)


def _age(article: Article) -> tuple[bool, float, str]:
    """Return what sorts the earliest first, and those without a date last."""
    at = article.published_at
    return at is None, at.timestamp() if at else 0.0, article.article_id


def _kinds(
    group: Iterable[Article], origin: str, original: Article | None, held: Sequence[str]
) -> dict[str, str]:
    """Return what kind of copy each is; of the original, what most of its copies are."""
    kinds: dict[str, str] = {}
    for article in group:
        if article.credit or origin == "agency":
            kinds[article.article_id] = "wire"
        elif origin == OFFICIAL:
            kinds[article.article_id] = "release"
        elif original is None:
            kinds[article.article_id] = _most(held)
        else:
            kinds[article.article_id] = "group" if article.newsroom == original.newsroom else "lifted"
    if original is not None:
        others = [kind for article_id, kind in kinds.items() if article_id != original.article_id]
        kinds[original.article_id] = "release" if original.is_official else _most(others or held)
    return kinds


def _most(kinds: Sequence[str]) -> str:
    counted = Counter(kinds)
    return min(counted, key=lambda kind: (-counted[kind], kind)) if counted else "lifted"
