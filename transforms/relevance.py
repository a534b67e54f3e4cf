"""Says whether an article is on the beat, how surely, and which of its words say so.

The reasons are rules of the taxonomy's language in `transforms/relevance/`: what is on the beat, and what
else an article may be about. Each sentence counts once on each side, more in the headline and the lead;
further down what counts is how many of the sentences speak of it, so that length makes nothing relevant.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from transforms import schemas, tagging
from transforms import taxonomy as taxonomies
from transforms.prose import Prose, english
from transforms.tagging import LEAD_SENTENCES, Hit
from transforms.taxonomy import Taxonomy

PACKAGED = Path(__file__).parent / "relevance"
ON, OFF = "on-the-beat", "off-the-beat"
BODY_SENTENCES = 8.0  # what the body below the lead counts in all, if each of its sentences speaks of it
OFF_COUNTS = 0.9  # of a sentence about something else, beside one on the beat ...
OFF_BELOW = 0.5  # ... and below the lead, where it is told who somebody is
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
    known = rules or packaged()
    return pa.Table.from_pylist([row(prose, known) for prose in english(articles)], schema=schemas.RELEVANCE)


@cache
def packaged() -> Taxonomy:
    """Return the rules that come with Beatbook, read once; they share the word classes of the topics."""
    return taxonomies.load(PACKAGED, words=taxonomies.PACKAGED)


def judged(headline: str, body: str, rules: Taxonomy) -> Relevance:
    """Return the relevance of an article with a headline and a body."""
    return _judged(Prose.of(headline, body), rules)


def row(prose: Prose, rules: Taxonomy) -> dict[str, object]:
    """Return the relevance of one article, with the columns of `schemas.RELEVANCE`."""
    found = _judged(prose, rules)
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


def _judged(prose: Prose, rules: Taxonomy) -> Relevance:
    hits = tagging.hits(prose, rules)
    below = [start for start, _ in prose.body.sentences[LEAD_SENTENCES:]] if hits else []
    on = _sum((hit for hit in hits if hit.topic == ON), below, 1.0)
    off = _sum((hit for hit in hits if hit.topic == OFF), below, OFF_BELOW)
    balance = max(on - OFF_COUNTS * off, 0.0)
    score = round(balance / (balance + ENOUGH), 4)  # a float of 32 bits must lie on the same side of 1/2
    signed = [hit if hit.topic == ON else hit._replace(weight=-hit.weight) for hit in hits if hit.weight]
    reasons = sorted(signed, key=lambda hit: (-abs(hit.weight), hit.field != "headline", hit.start))
    return Relevance(score, score >= 0.5, tuple(reasons[:REASONS]))


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
