"""A book of any size from a seed, straight into lake tables: five years of two hundred outlets."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa

import transforms
from benchmarks.queries_told import TOLD, further_catalogue, told
from transforms import schemas
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

FIRST, DAYS, OUTLETS, TOPICS, ENTITIES = date(2021, 11, 1), 5 * 364, 200, 60, 800
WORDS_A_BODY, VOCABULARY = 80, 50_000
LAST = FIRST + timedelta(days=DAYS - 1)


@dataclass(frozen=True)
class Part:
    """Some days of the book, as the lake's tables."""

    day: date
    tables: dict[str, pa.Table]


def catalogue(last: date) -> dict[str, pa.Table]:
    """Return outlets, topics and entities, and a take of each outlet that reaches back to the first day."""
    at = datetime(last.year, last.month, last.day, 23, tzinfo=UTC)
    outlets = [f"outlet-{number:03d}" for number in range(OUTLETS)]
    first = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC)
    take = {"run_id": "r", "finish_reason": "finished", "day": last, "started_at": at, "finished_at": at}
    poll = {
        "run_id": "r",
        "source_url": "feed",
        "kind": "feed",
        "outcome": "fetched",
        "polled_at": at,
        "oldest_at": first,
        "newest_at": at,
    }
    return {
        "outlets": _rows("OUTLETS", [{"outlet": slug, "name": slug, "kind": "local"} for slug in outlets]),
        "topics": _rows("TOPICS", [{"topic": f"topic-{n:02d}", "name": f"{n}"} for n in range(TOPICS)]),
        "entities": _rows("ENTITIES", [{"entity_id": f"e{n}", "name": f"{n}"} for n in range(ENTITIES)]),
        "runs": _rows("RUNS", [take | {"outlet": slug} for slug in outlets]),
        "polls": _rows("POLLS", [poll | {"outlet": slug} for slug in outlets]),
    }


def fill(home: Home, articles: int) -> str:
    """Publish the book in a home, and return in words what that took."""
    lake = Lake(home.lake)
    known = catalogue(LAST)
    lake.commit("catalogue", known, day=FIRST)
    lake.commit(TOLD, further_catalogue(known["outlets"], known["runs"]), day=FIRST)
    begun = time.process_time()
    for part in parts(articles):
        tables = part.tables | told(part.tables["articles"], part.day)
        lake.commit(f"day:{part.day}", tables, day=part.day)
    made = time.process_time()
    held = publish(home).counts["articles"]
    spent = time.process_time() - made
    return f"{held:,} articles; made in {made - begun:.0f} CPU s, published in {spent:.0f}"


def parts(articles: int, seed: int = 6) -> Iterator[Part]:
    """Yield the book four weeks at a time; about as many articles in all as asked for."""
    random = np.random.default_rng(seed)
    for start in range(0, DAYS, 28):
        number = articles * 28 // DAYS
        day = np.sort(random.integers(start, start + 28, number))
        yield Part(FIRST + timedelta(days=start), _tables(random, start, day))


def one_more_day(start: int, articles: int, known: Sequence[tuple[str, str]]) -> Part:
    """Return a day of the book, counted from its first; some of its articles are known by id and outlet."""
    random = np.random.default_rng(start)
    return Part(FIRST + timedelta(days=start), _tables(random, start, np.full(articles, start), known))


@cache
def _vocabulary() -> tuple[np.ndarray, np.ndarray]:
    """Return the words, and of each how likely one is that stands no later in the list."""
    chances = 1 / np.arange(1, VOCABULARY + 1) ** 1.05
    words = np.array([f"word{number}" for number in range(VOCABULARY)], dtype=object)
    return words, np.cumsum(chances / chances.sum())


def _tables(
    random: np.random.Generator, start: int, day: np.ndarray, known: Sequence[tuple[str, str]] = ()
) -> dict[str, pa.Table]:
    number = len(day)
    outlet = np.array(
        [f"outlet-{n:03d}" for n in np.minimum(random.zipf(1.3, number) - 1, OUTLETS - 1)], object
    )
    ids = np.array([_id(each, f"{start}-{n}") for n, each in enumerate(outlet)], dtype=object)
    for nth, (article_id, whose) in enumerate(known):
        ids[nth], outlet[nth] = article_id, whose
    words, spread = _vocabulary()
    drawn = words[np.searchsorted(spread, random.random((number, WORDS_A_BODY + 8)))]
    midday = [
        datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC) + timedelta(days=int(d)) for d in day
    ]
    body = [" ".join(row[8:]) for row in drawn]
    given = {
        "article_id": ids,
        "outlet": outlet,
        "url": [f"https://{o}.example/{i}" for o, i in zip(outlet, ids, strict=True)],
        "headline": [" ".join(row[:8]) for row in drawn],
        "body": body,
        "published_at": midday,
        "fetched_at": midday,
        "words": np.full(number, WORDS_A_BODY, np.int32),
        "language": ["en"] * number,
        "access": ["open"] * number,
    }
    articles = _table("ARTICLES", given | {"page_url": given["url"]}, number)
    tagged, topic = _distinct(random, number, TOPICS, 2.4)
    named, entity = _distinct(random, number, ENTITIES, 6.0)
    first = [row[8] for row in drawn]
    spans = _spans("topic", ids, tagged, [f"topic-{n:02d}" for n in topic], first)
    names = _spans("entity", ids, named, [f"e{n}" for n in entity], first)
    ones, many = np.ones(len(tagged), np.int32), np.ones(len(named), np.int32)
    return {
        "articles": articles,
        "postings": transforms.postings(articles),
        "article_topics": _table(
            "ARTICLE_TOPICS",
            {
                "article_id": ids[tagged],
                "topic": spans["tag"],
                "hits": ones,
                "score": ones.astype(np.float32),
                "version": spans["version"],
            },
            len(tagged),
        ),
        "article_entities": _table(
            "ARTICLE_ENTITIES",
            {
                "article_id": ids[named],
                "entity_id": names["tag"],
                "mentions": many,
                "in_headline": np.zeros(len(named), bool),
                "version": names["version"],
            },
            len(named),
        ),
        "mentions": pa.concat_tables([_table("MENTIONS", each, len(each["tag"])) for each in (spans, names)]),
    }


def _id(outlet: str, name: str) -> str:
    """Return an id of the form that articles have: in no order that days have."""
    return f"{outlet}-{sha256(name.encode()).hexdigest()[:12]}"


def _spans(
    kind: str, ids: np.ndarray, articles: np.ndarray, tags: list[str], first: list[str]
) -> dict[str, list[Any]]:
    """Return the spans of tags: each is the first word of its article's body."""
    words = [first[n] for n in articles]
    return {
        "article_id": list(ids[articles]),
        "kind": [kind] * len(tags),
        "tag": tags,
        "field": ["body"] * len(tags),
        "start": [0] * len(tags),
        "end": [len(word) for word in words],
        "text": words,
        "rule": ["r"] * len(tags),
        "version": ["v1"] * len(tags),
    }


def _distinct(
    random: np.random.Generator, articles: int, kinds: int, mean: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return which article has which tag, the first tags more often, none twice."""
    article = np.repeat(np.arange(articles), random.poisson(mean, articles))
    tag = np.minimum(random.zipf(1.2, len(article)) - 1, kinds - 1)
    pairs = np.unique(article * kinds + tag)
    return pairs // kinds, pairs % kinds


def _rows(schema: str, rows: list[dict[str, object]]) -> pa.Table:
    shape = getattr(schemas, schema)
    filled = [{field.name: _usual(field) for field in shape} | row for row in rows]
    return pa.Table.from_pylist(filled, schema=shape)


def _table(schema: str, columns: Mapping[str, Any], rows: int) -> pa.Table:
    shape = getattr(schemas, schema)
    arrays = [pa.array(columns.get(field.name, [_usual(field)] * rows), field.type) for field in shape]
    return pa.Table.from_arrays(arrays, schema=shape)


def _usual(field: pa.Field) -> object:
    if field.nullable:
        return None
    if pa.types.is_list(field.type):
        return []
    if pa.types.is_string(field.type):
        return ""
    return False if pa.types.is_boolean(field.type) else 0
