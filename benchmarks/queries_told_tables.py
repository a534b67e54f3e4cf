"""Draws what the articles of a part of the seeded book tell, as the lake's tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms import schemas
from transforms.roles import ROLES

COLUMNS = (
    "article_id",
    "outlet",
    "url",
    "page_url",
    "headline",
    "body",
    "published_at",
    "fetched_at",
    "words",
)
FRAMES = ("age", "agentless-passive", "boy-girl", "child", "criminal-record", "disorder", "known-to-police",
          "officer-involved", "protest", "race", "riot", "suspect", "unrest", "youth")  # fmt: skip
ADDED = ("text_added", "police_line_added", "voice_added", "name_added", "correction_notice")
SPEAKERS = 5_000
QUOTE = 100  # code points of a body that a quotation has to itself
TAIL = 24  # code points of a body that an edit added
VERSION = "v1"


@dataclass(frozen=True)
class Read:
    """The articles of a part, in the order of their days, with what is asked of them again and again."""

    start: date
    articles: pa.Table
    day: np.ndarray  # counted from 1970, of each article
    outlet: np.ndarray  # the number of each article's
    first_word: pa.Array

    @classmethod
    def of_part(cls, articles: pa.Table, start: date) -> "Read":
        """Return the articles of the part that begins on a day; COLUMNS are asked of them."""
        whole = articles.select(COLUMNS).combine_chunks()
        return cls(
            start,
            whole,
            whole["published_at"].cast(pa.int64()).to_numpy() // 86_400_000_000,
            pc.utf8_slice_codeunits(whole["outlet"], -3).cast(pa.int32()).to_numpy(),
            pc.list_element(pc.split_pattern(_one(whole["body"]), " ", max_splits=1), 0),
        )

    def __len__(self) -> int:
        return len(self.day)

    def of(self, column: str, rows: np.ndarray) -> pa.Array:
        """Return the column's values of these articles."""
        return _one(self.articles[column]).take(pa.array(rows))


def is_official(outlet: Any) -> Any:
    """Return whether the outlet of this number is a force's own, of one number or of an array."""
    return outlet % 20 == 7


def is_agency(outlet: Any) -> Any:
    """Return whether the outlet of this number is a news agency, of one number or of an array."""
    return outlet % 50 == 3


def voices(random: np.random.Generator, read: Read) -> dict[str, pa.Table]:
    """Return 1.2 quotations an article, each from its own stretch of the body; a tenth have no speaker."""
    each = np.minimum(random.poisson(1.2, len(read)), 4)
    article = np.repeat(np.arange(len(read)), each)
    number = len(article)
    position = np.arange(number) - np.repeat(np.cumsum(each) - each, each)
    start = position * QUOTE
    role, is_silent = _skewed(random, len(ROLES), number), random.random(number) < 0.1
    speaker = read.first_word.take(pa.array(article))
    columns = {
        "article_id": read.of("article_id", article),
        "position": position + 1,
        "start": start,
        "end": start + random.integers(40, QUOTE, number),
        "kind": _picked(["direct", "indirect", "mixed"], random.integers(0, 3, number)),
        "words": random.integers(5, 40, number),
        "speaker_start": pa.array(np.zeros(number, np.int32), mask=is_silent),
        "speaker_end": pc.if_else(pa.array(is_silent), None, pc.utf8_length(speaker)),
        "speaker_text": pc.if_else(pa.array(is_silent), None, speaker),
        "speaker_name": pc.if_else(
            pa.array(is_silent), None, _numbered("Speaker ", random.integers(0, SPEAKERS, number))
        ),
        "role": _picked(sorted(ROLES), role),
    }
    changed = random.random(number) < 0.01
    changes = {
        "article_id": pc.filter(columns["article_id"], pa.array(changed)),
        "kind": "voice",
        "change": _picked(["added", "dropped"], random.integers(0, 2, int(changed.sum()))),
        "tag": pc.filter(columns["role"], pa.array(changed)),
        "field": "body",
        "start": columns["start"][changed],
        "end": columns["end"][changed],
    }
    return {
        "voices": _table("VOICES", columns, number),
        "tag_changes": _table("TAG_CHANGES", changes, int(changed.sum())),
    }


def stories(random: np.random.Generator, read: Read) -> dict[str, pa.Table]:
    """Return stories of two to eight articles within six days, and whom they are about.

    A third of the articles tell one. A name is that of some two stories, in any of the parts.
    """
    told_of = np.flatnonzero(random.random(len(read)) < 1 / 3)
    told_of = told_of[np.argsort(read.day[told_of] + 5 * random.random(len(told_of)), kind="stable")]
    sizes = random.integers(2, 9, len(told_of) // 2 + 1)
    story = np.repeat(np.arange(len(sizes)), sizes)[: len(told_of)]
    whose = random.integers(0, max(1, 2 * len(read)), len(sizes))
    stories = {
        "article_id": read.of("article_id", told_of),
        "story_id": _numbered(f"story-{read.start}-", story),
        "similarity": random.random(len(told_of)),
    }
    names_him = random.random(len(told_of)) < 0.75
    others = np.setdiff1d(np.flatnonzero(random.random(len(read)) < 0.05), told_of[names_him])
    article = np.concatenate([told_of[names_him], others])
    name = np.concatenate([whose[story][names_him], random.integers(0, max(1, 2 * len(read)), len(others))])
    word = read.first_word.take(pa.array(article))
    zeros = pa.array(np.zeros(len(article), np.int32))
    spans = pa.StructArray.from_arrays([zeros, pc.utf8_length(word), word], fields=list(schemas.SPAN))
    people = {
        "article_id": read.of("article_id", article),
        "person_id": np.ones(len(article), np.int32),
        "name": _numbered("Person ", name),
        "mentions": pa.ListArray.from_arrays(pa.array(np.arange(len(article) + 1), pa.int32()), spans),
    }
    return {
        "article_stories": _table("ARTICLE_STORIES", stories, len(told_of)),
        "people": _table("PEOPLE", people, len(article)),
    }


def copies(random: np.random.Generator, read: Read) -> dict[str, pa.Table]:
    """Return copies of earlier texts, a twentieth of the articles: most of what forces and agencies wrote."""
    number = np.arange(len(read))
    official, agency = is_official(read.outlet), is_agency(read.outlet)
    chance = random.random(len(read))
    originals = np.flatnonzero(((official | agency) & (chance < 0.5)) | (chance < 0.005))
    is_copy = (random.random(len(read)) < 0.05) & ~np.isin(number, originals)
    article = np.flatnonzero(is_copy)
    earlier = np.searchsorted(originals, article)
    back = random.geometric(0.1, len(article))  # how many originals ago its own stands
    article, nth = article[earlier >= back], (earlier - back)[earlier >= back]
    original = originals[nth]
    used = np.unique(original)
    number, source = np.concatenate([used, article]), np.concatenate([used, original])
    is_own = number == source
    origin = np.where(official[source], 0, np.where(agency[source], 1, 2))
    kind = np.where(origin == 2, random.integers(2, 4, len(number)), origin)
    ids, own = read.of("article_id", source), pa.array(is_own)
    share = np.round(random.random(len(number)), 3)
    has_added = ~is_own & (random.random(len(number)) < 0.5)
    stretch = np.flatnonzero(has_added)
    stretches = pa.StructArray.from_arrays(
        [pa.array(np.zeros(len(stretch), np.int32)), pa.array(np.full(len(stretch), QUOTE, np.int32))],
        fields=list(schemas.STRETCH),
    )
    ends = np.concatenate([[0], np.cumsum(has_added)])
    columns = {
        "article_id": read.of("article_id", number),
        "cluster_id": ids,
        "original_id": ids,
        "origin": _picked(["official", "agency", "outlet"], origin),
        "kind": _picked(["release", "wire", "group", "lifted"], kind),
        "credit": pc.if_else(pa.array(origin == 1), "Agency", None),
        "compared_id": pc.if_else(own, None, ids),
        "containment": pa.array(share, mask=is_own),
        "share_of_original": pa.array(share, mask=is_own),
        "share_of_own": pa.array(np.round(random.random(len(number)), 3), mask=is_own),
        "words_added": pa.array(random.integers(0, 60, len(number)), mask=is_own),
        "added": pa.ListArray.from_arrays(pa.array(ends, pa.int32()), stretches, mask=own),
        "lag_hours": 24.0 * (read.day[number] - read.day[source]),
    }
    return {"copies": _table("COPIES", columns, len(number))}


def edits(random: np.random.Generator, read: Read) -> dict[str, pa.Table]:
    """Return the edits of 3 % of the articles, one each, with both versions and a look at either."""
    article = np.flatnonzero(random.random(len(read)) < 0.03)
    number = len(article)
    now = {name: read.of(name, article) for name in COLUMNS}
    in_headline = pa.array(random.random(number) < 0.3)
    old_headline = pc.if_else(in_headline, pc.utf8_slice_codeunits(now["headline"], 6), now["headline"])
    kept = pc.utf8_slice_codeunits(now["body"], 0, -TAIL)
    old_at = pc.subtract(now["fetched_at"], pa.scalar(timedelta(hours=3)))
    end = pc.utf8_length(kept)
    zeros = pa.array(np.zeros(number, np.int32))
    kind = _picked(["headline_swapped", *ADDED], 1 + _skewed(random, len(ADDED), number))
    edits = {
        "article_id": now["article_id"],
        "old_at": old_at,
        "edited_at": now["fetched_at"],
        "field": pc.if_else(in_headline, "headline", "body"),
        "kind": pc.if_else(in_headline, "headline_swapped", kind),
        "old_start": pc.if_else(in_headline, zeros, end),
        "old_end": pc.if_else(in_headline, pc.utf8_length(old_headline), end),
        "old_text": pc.if_else(in_headline, old_headline, ""),
        "new_start": pc.if_else(in_headline, zeros, end),
        "new_end": pc.if_else(in_headline, pc.utf8_length(now["headline"]), pc.utf8_length(now["body"])),
        "new_text": pc.if_else(in_headline, now["headline"], pc.utf8_slice_codeunits(now["body"], -TAIL)),
        "rule": "r",
    }
    was = {
        **now,
        "headline": old_headline,
        "body": pc.if_else(in_headline, now["body"], kept),
        "content": _joined(now["article_id"], " was"),
        "fetched_at": old_at,
    }
    became = {**now, "body": pa.nulls(number, pa.string()), "content": _joined(now["article_id"], " is")}
    looks = [
        _table("FETCHES", {**each, "run_id": run, "kind": "article", "outcome": "fetched",
                           "day": pc.cast(now["published_at"], pa.date32())}, number)
        for run, each in (("r", was), ("r2", became))
    ]  # fmt: skip
    return {
        "edits": _table("EDITS", edits, number),
        "versions": pa.concat_tables([_table("VERSIONS", each, number) for each in (was, became)]),
        "fetches": pa.concat_tables(looks),
    }


def wording(random: np.random.Generator, read: Read) -> dict[str, pa.Table]:
    """Return a frame of a quarter of the articles: the first word of the body."""
    article = np.flatnonzero(random.random(len(read)) < 0.25)
    word = read.first_word.take(pa.array(article))
    columns = {
        "article_id": read.of("article_id", article),
        "frame": _picked(list(FRAMES), _skewed(random, len(FRAMES), len(article))),
        "field": "body",
        "end": pc.utf8_length(word),
        "text": word,
        "rule": "r",
        "position": np.round(random.random(len(article)), 2),
    }
    return {"wording": _table("WORDING", columns, len(article))}


def _skewed(random: np.random.Generator, kinds: int, number: int) -> np.ndarray:
    """Return numbers below `kinds`, the first more often."""
    chances = 1 / np.arange(1, kinds + 1)
    return np.searchsorted(np.cumsum(chances / chances.sum()), random.random(number))


def _picked(words: list[str], which: np.ndarray) -> pa.Array:
    return pa.array(words).take(pa.array(which))


def _numbered(word: str, numbers: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise(word, pa.array(numbers).cast(pa.string()), "")


def _joined(ids: pa.Array, word: str) -> pa.Array:
    return pc.binary_join_element_wise(ids, word, "")


def _table(schema: str, columns: dict[str, Any], rows: int) -> pa.Table:
    """Return the table; one value stands for a whole column, and what is not given is null or empty."""
    shape = getattr(schemas, schema)
    arrays = []
    for field in shape:
        given = columns.get(field.name, VERSION if field.name == "version" else None)
        if given is None and not field.nullable:
            given = "" if pa.types.is_string(field.type) else [] if pa.types.is_list(field.type) else 0
        if given is None or isinstance(given, str | int | list):
            value = False if pa.types.is_boolean(field.type) and given is not None else given
            arrays.append(pa.repeat(pa.scalar(value, field.type), rows))
        elif isinstance(given, np.ndarray):
            arrays.append(pa.array(given).cast(field.type))
        else:
            arrays.append(given.cast(field.type))
    return pa.table(arrays, schema=shape)


def _one(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return whole if isinstance(whole, pa.Array) else pa.concat_arrays(whole.chunks)
