"""Says who gets to speak in each article: every quotation, its speaker and the speaker's role."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

import pyarrow as pa

from transforms import cues, furniture, naming, persons, roles, schemas
from transforms.attribution import attributions, count
from transforms.declarations import fingerprint
from transforms.gazetteer import Gazetteer
from transforms.speakers import Article, Bodies

READING = 1  # raised when the same words begin to be read otherwise
LONGEST = 1_000_000  # code points of a body that are read; what follows is no article


def voices(articles: pa.Table, gazetteer: Gazetteer | None = None) -> pa.Table:
    """Return the quotations of each body in order, shaped like `schemas.VOICES`.

    Needs the columns article_id and body (null counts as empty); heeds language if it is there, and
    published_at, which says who governed then. Words between marks are direct, words that a verb of speech
    governs indirect, and mixed if some of them stand between marks; see docs/voices.md.
    """
    known = gazetteer or naming.packaged()
    days = _days(articles)
    rows = [
        {"article_id": article_id, **row, "version": version(known)}
        for article_id, body in persons.bodies(articles)
        for row in read(body[:LONGEST], known, days.get(article_id))
    ]
    return pa.Table.from_pylist(rows, schema=schemas.VOICES)


def read(body: str, gazetteer: Gazetteer, on: date | None = None) -> Iterator[dict[str, object]]:
    """Yield the quotations of one body, with the columns of `schemas.VOICES` but article_id and version."""
    boxes = furniture.spans(body)
    found = attributions(body, boxes)
    if not found:
        return
    entities = naming.names("", body, gazetteer)
    article = Article(
        body, persons.read(body, entities, boxes, found), entities, _bodies(gazetteer), roles.rules(), on
    )
    for position, one in enumerate(found, 1):
        speaker = article.speaker(one)
        yield {
            "position": position,
            "start": one.start,
            "end": one.end,
            "kind": one.kind,
            "words": count(body[one.start : one.end]),
            "cue_start": one.cue[0] if one.cue else None,
            "cue_end": one.cue[1] if one.cue else None,
            "speaker_start": one.speaker[0] if one.speaker else None,
            "speaker_end": one.speaker[1] if one.speaker else None,
            "speaker_text": body[slice(*one.speaker)] if one.speaker else None,
            "speaker_name": speaker.name,
            "speaker_entity_id": speaker.entity_id,
            "role": speaker.role,
        }


@lru_cache(maxsize=8)
def version(gazetteer: Gazetteer) -> str:
    """Return the version of the method with a gazetteer: it changes when what is found may change."""
    lexicon, rules = cues.lexicon(), roles.rules()
    return fingerprint([READING, lexicon.version, rules.version, persons.version(), gazetteer.version])


@lru_cache(maxsize=8)
def _bodies(gazetteer: Gazetteer) -> Bodies:
    return Bodies(
        {entity.entity_id: entity.name for entity in gazetteer.entities},
        {entity.entity_id: entity.kind for entity in gazetteer.entities},
    )


def _days(articles: pa.Table) -> dict[str, date]:
    if "published_at" not in articles.column_names:
        return {}
    pairs = zip(articles["article_id"].to_pylist(), articles["published_at"].to_pylist(), strict=True)
    return {article_id: at.date() for article_id, at in pairs if isinstance(at, datetime)}
