"""Finds the words that news chooses for policing: loaded pairs, agentless passives, what is said of whom.

A frame is a TOML file under `transforms/frames/`, written as a topic is (docs/topics.md): a name, rules with
a version, and examples that prove them. A frame is a way to say a thing; whether it was the right one is for
whoever reads the span. There is no score of bias, and none of sentiment.
"""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow as pa

from transforms import schemas, tagging
from transforms import taxonomy as taxonomies
from transforms.declarations import fingerprint
from transforms.prose import Prose, english
from transforms.tagging import Hit
from transforms.taxonomy import Taxonomy

FRAMES = Path(__file__).parent / "frames"
READING = 1  # raised when this module finds something else by the same frames
AGE = "age"
# "Ann Lee, 26, said", "a pedestrian (41)", "his wife, 34."
_WHO = (
    r"(?:\b[A-Z][\w’'-]+|\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){0,3}[\w-]+|"
    r"\b(?:man|woman|boy|girl|teenager|teen|pensioner|driver|cyclist|student|pupil|mother|father|son|daughter))"
)
_OF = r"\b(?:boy|girl|man|woman|child|son|daughter|youth)s? of "
SET_OFF = re.compile(
    rf"{_WHO}(?:, | \()(?P<age>[5-9]|[1-9]\d)(?=[,.;:)]|$)|{_OF}(?P<of>[5-9]|[1-9]\d)\b", re.MULTILINE
)
END = re.compile(r"[a-z], (?P<age>[5-9]|[1-9]\d)$")  # of a headline: "Police dog bites bystander, 67"


def wording(articles: pa.Table, frames: Taxonomy | None = None) -> pa.Table:
    """Return every span that uses a frame, shaped like `schemas.WORDING`; spans of one frame never overlap.

    Needs the columns article_id, headline and body (null counts as empty), and heeds language if it is there.
    `position` is where in the body the span begins, from 0 to 1; null in a headline. A speaker's words count
    too: a span inside a quotation is told by its offsets.
    """
    known = frames or packaged()
    found = [row for prose in english(articles) for row in rows(prose, known)]
    return pa.Table.from_pylist(found, schema=schemas.WORDING)


def rows(prose: Prose, frames: Taxonomy) -> list[dict[str, object]]:
    """Return the spans of one article that use a frame, with the columns of `schemas.WORDING`."""
    length = len(prose.body.text)
    found = tagging.hits(prose, frames)
    if any(frame.slug == AGE for frame in frames.topics):
        found += _ages_set_off(prose)
    return [
        {
            "article_id": prose.article_id,
            "frame": hit.topic,
            "field": hit.field,
            "start": hit.start,
            "end": hit.end,
            "text": hit.text,
            "rule": hit.rule,
            "position": hit.start / length if hit.field == "body" else None,
            "version": frames.version,
        }
        for hit in found
    ]


def _ages_set_off(prose: Prose) -> list[Hit]:
    """Return the ages that commas or brackets set off, which no rule can say: marks are not words of it."""
    found = [
        (field, match.span("age" if match["age"] else "of"))
        for field in prose.fields
        for match in SET_OFF.finditer(field.text)
    ]
    last = END.search(prose.headline.text)
    if last and (prose.headline, last.span("age")) not in found:
        found.append((prose.headline, last.span("age")))
    return [
        Hit(AGE, field.name, start, end, field.text[start:end], "set-off", 1.0)
        for field, (start, end) in found
    ]


@cache
def packaged() -> Taxonomy:
    """Return the frames that come with Beatbook, read once."""
    frames = taxonomies.load(FRAMES)
    return replace(frames, version=fingerprint([READING, frames.version]))
