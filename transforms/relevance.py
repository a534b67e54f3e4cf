"""Says whether an article is on the beat, how surely, and which of its words say so.

The reasons are rules of the taxonomy's language in `transforms/relevance/`: what is on the beat, and what
else an article may be about. Each sentence counts once on each side, more in the headline and the lead;
further down what counts is how many of the sentences speak of it, so that length makes nothing relevant.
An article that has a topic of the taxonomy counts more; a crime or a court in one that has none counts less:
"fugitive tortoise" names a crime and no topic.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from transforms import schemas, tagging
from transforms import taxonomy as taxonomies
from transforms.declarations import fingerprint
from transforms.prose import Prose, english
from transforms.tagging import LEAD_SENTENCES, Hit
from transforms.taxonomy import Taxonomy

PACKAGED = Path(__file__).parent / "relevance"
READING = 1  # raised when this module weighs the same evidence otherwise
ON, OFF = "on-the-beat", "off-the-beat"
BODY_SENTENCES = 8.0  # what the body below the lead counts in all, if each of its sentences speaks of it
OFF_COUNTS = 0.9  # of a sentence about something else, beside one on the beat ...
OFF_BELOW = 0.5  # ... and below the lead, where it is told who somebody is
TOPIC = 2.0  # what it counts that an article has a topic ...
ALONE = 0.7  # ... and what is left of these where it has none:
LOOSE = frozenset(["on-the-beat/crime", "on-the-beat/court"])
ENOUGH = 2.0  # sum at which an article is as likely on the beat as not
REASONS = 12  # the heaviest are kept


class Relevance(NamedTuple):
    """How surely an article is on the beat, from 0 to 1, and the evidence on both sides, heaviest first."""

    score: float
    is_on_beat: bool
    reasons: tuple[Hit, ...]


def relevance(articles: pa.Table, rules: Taxonomy | None = None) -> pa.Table:
    """Return one row an article, shaped like `schemas.RELEVANCE`: is it on the beat, and why.

    Needs the columns article_id, headline and body (null counts as empty), and heeds language if it is there:
    an article known to be in another language than English gets no row. `rules` are the packaged ones if not
    given. The score is 1/2 where `is_on_beat` changes; it ranks articles and is no probability.
    """
    known, topics = rules or packaged(), tagging.packaged()
    rows = [row(prose, known, tagging.hits(prose, topics)) for prose in english(articles)]
    return pa.Table.from_pylist(rows, schema=schemas.RELEVANCE)


@cache
def packaged() -> Taxonomy:
    """Return the rules that come with Beatbook, read once; they share the word classes of the topics.

    Their version changes with the packaged topics too, which are heard beside them.
    """
    rules = taxonomies.load(PACKAGED, words=taxonomies.PACKAGED)
    return replace(rules, version=fingerprint([READING, rules.version, tagging.packaged().version]))


def judged(headline: str, body: str, rules: Taxonomy) -> Relevance:
    """Return the relevance of an article with a headline and a body."""
    prose = Prose.of(headline, body)
    return _judged(prose, rules, tagging.hits(prose, tagging.packaged()))


def row(prose: Prose, rules: Taxonomy, topics: Sequence[Hit]) -> dict[str, object]:
    """Return the relevance of one article, with the columns of `schemas.RELEVANCE`.

    `topics` is the evidence of its topics; those that are not packaged say nothing.
    """
    found = _judged(prose, rules, topics)
    reasons = [
        {name: getattr(hit, name) for name in ("rule", "field", "start", "end", "text", "weight")}
        for hit in found.reasons
    ]
    return {
        "article_id": prose.article_id,
        "score": found.score,
        "is_on_beat": found.is_on_beat,
        "reasons": reasons,
        "version": rules.version,
    }


def _judged(prose: Prose, rules: Taxonomy, topics: Sequence[Hit]) -> Relevance:
    hits = tagging.hits(prose, rules)
    below = [start for start, _ in prose.body.sentences[LEAD_SENTENCES:]] if hits else []
    of_topic = max((hit for hit in topics if hit.topic in _slugs()), key=lambda hit: hit.weight, default=None)
    if of_topic is None:
        hits = [hit._replace(weight=ALONE * hit.weight) if hit.rule in LOOSE else hit for hit in hits]
    on = _sum((hit for hit in hits if hit.topic == ON), below, 1.0) + (TOPIC if of_topic else 0.0)
    off = _sum((hit for hit in hits if hit.topic == OFF), below, OFF_BELOW)
    balance = max(on - OFF_COUNTS * off, 0.0)
    score = round(balance / (balance + ENOUGH), 4)  # a float of 32 bits must lie on the same side of 1/2
    signed = [hit if hit.topic == ON else hit._replace(weight=-hit.weight) for hit in hits if hit.weight]
    if of_topic:
        signed.append(of_topic._replace(topic=ON, rule=f"topic/{of_topic.topic}", weight=TOPIC))
    reasons = sorted(signed, key=lambda hit: (-abs(hit.weight), hit.field != "headline", hit.start))
    return Relevance(score, score >= 0.5, tuple(reasons[:REASONS]))


@cache
def _slugs() -> frozenset[str]:
    return frozenset(topic.slug for topic in tagging.packaged().topics)


def _sum(hits: Iterable[Hit], below: Sequence[int], weight: float) -> float:
    """Return what the evidence of one side counts; `below` are the starts of the sentences below the lead,
    which count with `weight`."""
    top = rest = 0.0
    for hit in hits:
        if hit.field == "body" and below and hit.start >= below[0]:
            rest += hit.weight
        else:
            top += hit.weight
    return top + weight * rest * min(1.0, BODY_SENTENCES / max(len(below), 1))
