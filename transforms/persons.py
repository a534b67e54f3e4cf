"""Says who is in each article: people by name, their mentions joined, spellings that differ kept and flagged.

A surname alone is the one full name of the article that ends with it; if two do, it is left alone. Of
surnames alone in 1,075 newswire articles, 61 % had their full name in the article, 5.8 % of those two.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

import pyarrow as pa

from transforms import furniture, naming, personal_names, schemas
from transforms.attribution import Attribution, attributions
from transforms.cast import Cast, Person
from transforms.declarations import fingerprint
from transforms.gazetteer import Gazetteer
from transforms.naming import Names
from transforms.personal_names import Named, onomasticon
from transforms.prose import Prose, english
from transforms.roles_stated import told

DESCRIBED = 3  # mentions whose surroundings say who somebody is
READING = 4  # raised when the same words begin to be read otherwise


def people(articles: pa.Table, gazetteer: Gazetteer | None = None) -> pa.Table:
    """Return the people that each body names, shaped like `schemas.PEOPLE`, in order of first mention.

    Needs the columns article_id and body, and heeds language if it is there. Names of the gazetteer are no
    people, unless a title stands before them.
    """
    known = gazetteer or naming.packaged()
    found = [
        row
        for prose in bodies(articles)
        for row in rows(prose, read(prose, Names(prose, known).in_body, attributions(prose)))
    ]
    return pa.Table.from_pylist(found, schema=schemas.PEOPLE)


def bodies(articles: pa.Table) -> Iterable[Prose]:
    """Yield each article not known to be in another language than English; nobody needs their headlines."""
    if "headline" not in articles.column_names:
        articles = articles.append_column("headline", pa.nulls(len(articles), pa.string()))
    return english(articles)


def rows(prose: Prose, persons: Sequence[Person]) -> list[dict[str, object]]:
    """Return the people of one article, with the columns of `schemas.PEOPLE`."""
    return [{"article_id": prose.article_id, **_row(person, prose.body.text)} for person in persons]


@cache
def version() -> str:
    """Return the version of the method: it changes when what is found may change."""
    return fingerprint([READING, onomasticon().version])


def read(prose: Prose, entities: Sequence[naming.Name], said: Sequence[Attribution]) -> list[Person]:
    """Return the people whom a body names, mentions joined, outside the site's furniture."""
    body = prose.body.text
    spoken = {one.speaker[0] for one in said if one.speaker}
    found = [
        one
        for one in personal_names.named(prose, _taken(prose, entities), spoken)
        if not furniture.holds(prose.body.boxes, one.start)
    ]
    persons = _joined(found, prose)
    for person in persons:
        said_of = [told(body, one.title_start, one.start, one.end) for one in person.mentions[:DESCRIBED]]
        person.described = " | ".join(each.described for each in said_of)
        further = (told(body, one.title_start, one.start, one.end) for one in person.mentions[DESCRIBED:])
        person.role = next((each.role for each in chain(said_of, further) if each.role), None)
    return persons


def _taken(prose: Prose, entities: Sequence[naming.Name]) -> set[int]:
    """Return the places of words that belong to names of the gazetteer."""
    starts = prose.starts
    return {
        place
        for name in entities
        if name.field == "body"
        for place in range(bisect_left(starts, name.start), bisect_left(starts, name.end))
    }


def _joined(found: Sequence[Named], prose: Prose) -> list[Person]:
    """Return the people whom these mentions, and then bare surnames, mean; in order of first mention."""
    cast = Cast()
    for one in sorted(found, key=lambda one: (not one.is_full, one.start)):
        cast.add(one)
    persons = cast.people
    _join_bare(persons, prose)
    for person in persons:
        person.mentions.sort(key=lambda one: one.start)
    persons.sort(key=lambda person: person.mentions[0].start)
    for nth, person in enumerate(persons, 1):
        person.person_id = nth
    return persons


def _join_bare(persons: list[Person], prose: Prose) -> None:
    """Add the surnames, or given names, that stand alone without a title."""
    by_word: dict[str, list[Person]] = {}
    for person in persons:
        for part in {person.surname, person.parts[0]}:
            by_word.setdefault(part, []).append(person)
    covered = [(one.start, one.end) for person in persons for one in person.mentions]
    inside = {place for start, end in covered for place in range(start, end)}
    listed = prose.words
    for nth in prose.capitals if by_word else ():
        word = listed[nth]
        bare = word.text[:-2] if word.text[-2:] in ("’s", "'s") else word.text
        owners = by_word.get(bare)
        if not owners or len(owners) != 1 or word.start in inside:
            continue
        beside = [n for n in (nth - 1, nth + 1) if 0 <= n < len(listed) and listed[n].is_capital]
        if any(
            listed[n].text not in onomasticon().openers and abs(listed[n].start - word.end) <= 1
            for n in beside
            if n > nth
        ):
            continue
        owners[0].mentions.append(
            Named(word.start, word.start, word.start + len(bare), (bare,), (), is_sure=False)
        )


def _row(person: Person, body: str) -> dict[str, object]:
    role = person.role
    return {
        "person_id": person.person_id,
        "name": person.name,
        "variants": person.variants,
        "is_variant": bool(person.variants),
        "role": role.text if role else None,
        "role_start": role.start if role else None,
        "role_end": role.end if role else None,
        "mentions": [
            {"start": one.start, "end": one.end, "text": body[one.start : one.end]} for one in person.mentions
        ],
        "version": version(),
    }
