"""Says which articles, of whatever outlets, tell the same story: one event and what came of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import numpy as np
import pyarrow as pa

from transforms import linking, schemas
from transforms.declarations import fingerprint
from transforms.likeness import NAMES, Likeness, likeness, stop_words
from transforms.linking import Floats, Ints

WINDOW_DAYS = 30.0  # articles further apart are not compared; a story lives on while each follows soon enough
_METHOD = 2  # raised when the same numbers begin to mean something else
_SECONDS_A_DAY = 86_400


def stories(
    articles: pa.Table, previous: pa.Table | None = None, *, window_days: float = WINDOW_DAYS
) -> pa.Table:
    """Return the story of every article, in the order given, shaped like `schemas.ARTICLE_STORIES`.

    Needs the columns article_id, headline and body (null counts as empty) of articles as last seen, and heeds
    published_at if there is one: an article without a date may belong to any day. A story's id is made of its
    first article's, so the same articles give the same ids.

    `previous` is an earlier result. Articles that it knows keep their stories, except where a new article is
    alike to one of them: those stories are told again, and the group that holds most of a story keeps its id.
    `story_changes` says what that changed, `story_table` what the stories are.
    """
    ids = articles["article_id"].to_pylist()
    days = _days(articles)
    alike = likeness(articles)
    texts = alike.texts()
    before = _before(ids, previous)
    told = _touched(alike, days, window_days, before)
    groups = [
        [int(told[row]) for row in group]
        for group in linking.link(alike.of(told), texts[told], days[told], window_days)
    ]
    order = _order(ids, days)
    groups = [sorted(group, key=order.__getitem__) for group in groups]
    named = _named(
        groups, ids, before, taken=set(previous["story_id"].to_pylist()) if previous is not None else set()
    )
    story_of = dict(before.story_of)
    for group, story_id in zip(groups, named, strict=True):
        story_of.update(dict.fromkeys(group, story_id))
    similarity = _similarity(alike, texts.tolist(), [story_of[row] for row in range(len(ids))])
    columns = [ids, [story_of[row] for row in range(len(ids))], similarity, [version()] * len(ids)]
    return pa.table(
        dict(zip(schemas.ARTICLE_STORIES.names, columns, strict=True)), schema=schemas.ARTICLE_STORIES
    )


def story_table(articles: pa.Table, told: pa.Table) -> pa.Table:
    """Return one row for each story of `told`, shaped like `schemas.STORIES`, the oldest first.

    Needs the columns article_id, outlet and headline of the articles, and published_at if there is one. An
    article that `told` does not know is left out.
    """
    story_of = dict(zip(told["article_id"].to_pylist(), told["story_id"].to_pylist(), strict=True))
    similarity = dict(zip(told["article_id"].to_pylist(), told["similarity"].to_pylist(), strict=True))
    known = [
        "article_id",
        "outlet",
        "headline",
        *(["published_at"] if "published_at" in articles.column_names else []),
    ]
    members: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in articles.select(known).to_pylist():
        if row["article_id"] in story_of:
            members[story_of[row["article_id"]]].append({"published_at": None, **row})
    rows = [_story(story_id, of, similarity) for story_id, of in members.items()]
    rows.sort(
        key=lambda row: (row["first_published_at"] is None, row["first_published_at"] or 0, row["story_id"])
    )
    return pa.Table.from_pylist(rows, schema=schemas.STORIES)


def story_changes(previous: pa.Table, told: pa.Table) -> pa.Table:
    """Return what became of the stories of `previous` in `told`, shaped like `schemas.STORY_CHANGES`.

    One row for each pair of stories of which the first gave articles to the second: `merged` if it gave all
    that it had, `split` if it gave a part that is a story of its own now, `moved` if a part joined another.
    """
    now = dict(zip(told["article_id"].to_pylist(), told["story_id"].to_pylist(), strict=True))
    pairs = zip(previous["article_id"].to_pylist(), previous["story_id"].to_pylist(), strict=True)
    gave = Counter((story_id, now[article_id]) for article_id, story_id in pairs if article_id in now)
    had = set(previous["story_id"].to_pylist())
    kept = {old for old, new in gave if old == new}
    rows = [
        {
            "story_id": old,
            "into_story_id": new,
            "change": "split" if new not in had else "moved" if old in kept else "merged",
            "articles": count,
        }
        for (old, new), count in sorted(gave.items())
        if old != new
    ]
    return pa.Table.from_pylist(rows, schema=schemas.STORY_CHANGES)


def version() -> str:
    """Return the version of the method: it changes exactly when what it joins may change."""
    numbers = [
        NAMES,
        linking.LINK,
        linking.FAINT,
        linking.HALF_LIFE,
        linking.SURE,
        linking.MOST,
        linking.HARDLY,
    ]
    return fingerprint([_METHOD, numbers, linking.OWN_NAMES, linking.OWN_PART, sorted(stop_words())])


@dataclass(frozen=True)
class _Before:
    """The stories that articles, by row, had before; `new` are the rows of those that had none."""

    story_of: Mapping[int, str]
    new: Ints


def _before(ids: Sequence[str], previous: pa.Table | None) -> _Before:
    if previous is None:
        return _Before({}, np.arange(len(ids)))
    known = dict(zip(previous["article_id"].to_pylist(), previous["story_id"].to_pylist(), strict=True))
    story_of = {row: known[article_id] for row, article_id in enumerate(ids) if article_id in known}
    return _Before(story_of, np.array([row for row in range(len(ids)) if row not in story_of], np.int64))


def _touched(alike: Likeness, days: Floats, window: float, before: _Before) -> Ints:
    """Return the new rows, and those of the stories with an article that a new one may be linked to."""
    if not before.story_of:
        return before.new
    touched: set[str] = set()
    for _, others, values in linking.pairs(alike, before.new, days, window):
        touched.update(before.story_of.get(row, "") for row in others[values >= linking.LINK].tolist())
    again = [row for row, story_id in before.story_of.items() if story_id in touched]
    return np.sort(np.append(before.new, np.array(again, np.int64)))


def _days(articles: pa.Table) -> Floats:
    """Return when each article was published, in days; nan without a date."""
    if "published_at" not in articles.column_names:
        return np.full(len(articles), np.nan)
    moments: Iterable[datetime | None] = articles["published_at"].to_pylist()
    return np.array([np.nan if at is None else at.timestamp() / _SECONDS_A_DAY for at in moments], np.float64)


def _order(ids: Sequence[str], days: Floats) -> dict[int, int]:
    """Return the place of each row among the articles, oldest first, those without a date last."""
    rows = sorted(
        range(len(ids)),
        key=lambda row: (bool(np.isnan(days[row])), float(np.nan_to_num(days[row])), ids[row]),
    )
    return {row: place for place, row in enumerate(rows)}


def _named(
    groups: Sequence[Sequence[int]], ids: Sequence[str], before: _Before, taken: set[str]
) -> list[str]:
    """Return an id for each group: that of the story it holds most of, or one of its own."""
    shares = Counter(
        (before.story_of[row], nth)
        for nth, group in enumerate(groups)
        for row in group
        if row in before.story_of
    )
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    names: dict[int, str] = {}
    given: set[str] = set()
    for (story_id, nth), _ in ranked:
        if nth not in names and story_id not in given:
            names[nth] = story_id
            given.add(story_id)
    for nth, group in enumerate(groups):
        if nth not in names:
            fresh = (_story_id(ids[row]) for row in group)
            names[nth] = next(
                (name for name in fresh if name not in taken), _story_id(" ".join(ids[row] for row in group))
            )
            taken.add(names[nth])
    return [names[nth] for nth in range(len(groups))]


def _story_id(article_id: str) -> str:
    return "story-" + sha256(article_id.encode()).hexdigest()[:12]


def _similarity(alike: Likeness, texts: Sequence[int], story_of: Sequence[str]) -> list[float | None]:
    """Return how alike each article is, on average, to the others of its story; None if there are none."""
    members: dict[str, list[int]] = defaultdict(list)
    for row, story_id in enumerate(story_of):
        members[story_id].append(row)
    found: list[float | None] = [None] * len(story_of)
    for rows in members.values():
        if len(rows) > 1:
            heads: dict[int, int] = {}  # of rows that are one text, the first stands for all
            of = [heads.setdefault(texts[row], len(heads)) for row in rows]
            own = alike.of(np.array(list(heads)))
            each = own.to(own)
            others = each @ np.bincount(of) - each.diagonal()
            for row, value in zip(rows, others[of].tolist(), strict=True):
                found[row] = min(1.0, value / (len(rows) - 1))
    return found


def _story(
    story_id: str, members: list[dict[str, object]], similarity: Mapping[str, float | None]
) -> dict[str, object]:
    ordered = sorted(members, key=_by_time)
    central = max(ordered, key=lambda row: similarity[str(row["article_id"])] or 0.0)
    moments = [row["published_at"] for row in ordered if row["published_at"] is not None]
    return {
        "story_id": story_id,
        "label": central["headline"] or "",
        "first_published_at": moments[0] if moments else None,
        "last_published_at": moments[-1] if moments else None,
        "first_article_id": ordered[0]["article_id"],
        "first_outlet": ordered[0]["outlet"],
        "articles": len(ordered),
        "outlets": len({row["outlet"] for row in ordered}),
    }


def _by_time(row: Mapping[str, object]) -> tuple[bool, float, str]:
    at = row["published_at"]
    return at is None, at.timestamp() if isinstance(at, datetime) else 0.0, str(row["article_id"])
