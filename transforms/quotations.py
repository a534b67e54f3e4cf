"""Says who gets to speak in each article: every quotation, its speaker and the speaker's role."""

from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from transforms import cues, naming, persons, roles, schemas
from transforms.attribution import Attribution, attributions, count
from transforms.cast import Person
from transforms.declarations import fingerprint
from transforms.gazetteer import Gazetteer
from transforms.naming import Names
from transforms.prose import Prose
from transforms.speakers import Article, Known, Speaker

READING = 7  # raised when the same words begin to be read otherwise


def voices(articles: pa.Table, gazetteer: Gazetteer | None = None) -> pa.Table:
    """Return the quotations of each body in order, shaped like `schemas.VOICES`.

    Needs the columns article_id and body (null counts as empty); heeds language if it is there, and
    published_at, which says who governed then. Words between marks are direct, words that a verb of speech
    governs indirect, and mixed if some of them stand between marks; see docs/voices.md.
    """
    known = gazetteer or naming.packaged()
    found = []
    for prose in persons.bodies(articles):
        if said := attributions(prose):
            names = Names(prose, known)
            found += rows(names, said, persons.read(prose, names.in_body, said))
    return pa.Table.from_pylist(found, schema=schemas.VOICES)


def rows(names: Names, said: Sequence[Attribution], people: Sequence[Person]) -> list[dict[str, object]]:
    """Return the quotations of one article, with the columns of `schemas.VOICES`."""
    prose, gazetteer = names.prose, names.gazetteer
    article = Article(prose, people, names.in_body, _known(gazetteer), roles.rules())
    return [
        _row(prose, position, one, article.speaker(one)) | {"version": version(gazetteer)}
        for position, one in enumerate(said, 1)
    ]


def _row(prose: Prose, position: int, one: Attribution, speaker: Speaker) -> dict[str, object]:
    body = prose.body.text
    return {
        "article_id": prose.article_id,
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
def _known(gazetteer: Gazetteer) -> Known:
    return Known(
        {entity.entity_id: entity.name for entity in gazetteer.entities},
        {entity.entity_id: entity.kind for entity in gazetteer.entities},
    )
