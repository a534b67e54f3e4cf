"""The gazetteer: the forces, bodies, boroughs, councils and groups of the beat, and what each is called.

One TOML file a kind under `transforms/gazetteer/`. A *sure* alias always names its entity; an *uncertain* one
does so where its conditions hold ("the Met" in an article that speaks of police). `_words.toml` holds the
word classes that conditions share as `@class`; its class `nobody` lists names of other things ("Met Office").
Entities made alike, as councils and places are, stand in a `[[series]]` (`transforms.series`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pyarrow as pa

from transforms import schemas
from transforms.declarations import DeclarationError, Fields, declared, fingerprint, read_once
from transforms.phrases import expand, expanded
from transforms.series import spelt_out
from transforms.word_classes import WORDS, WordClass, with_classes, word_classes

PACKAGED = Path(__file__).parent / "gazetteer"
NOBODY = "@nobody"
SURE = "@sure"  # in a condition: the same entity under one of its sure aliases
FORCE, BOROUGH = "@force", "@borough"  # the force, the borough that the entity lies in, under a sure alias
TITLE, LEADING, FOLLOWING = "@title", "@leading", "@following"  # what places are told by, and:
IN, ELSEWHERE = "@in", "@elsewhere"
READING = 3  # raised when the same TOML begins to mean something else, so that versions stay honest


@dataclass(frozen=True)
class Uncertain:
    """Aliases that name an entity only under conditions, all of which must hold.

    `sentence` and `article` list terms one of which must stand there; `unless` terms that must not stand in
    the article; `never` phrases that the alias must not overlap. `after` and `before` list words one of which
    must stand right before it and right after it, `not_after` and `not_before` words that must not.
    An `ordinary` alias is also a common word: it does not count as the first word of a sentence or in a
    headline that capitalises every word. A `place` is no place where a person or a place abroad is called so.
    """

    aliases: tuple[str, ...]
    sentence: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    ordinary: bool = False
    place: bool = False


@dataclass(frozen=True)
class Entity:
    """Someone or somewhere of the beat, and the words that name it.

    A unit is `part_of` a force or body; a place, a council or a commissioner lies in the area of the force
    `force_id`, a district of London also in `borough_id`. What replaced it is `succeeded_by`.
    """

    entity_id: str
    kind: str
    name: str
    region: str | None
    aliases: tuple[str, ...]
    uncertain: tuple[Uncertain, ...] = ()
    part_of: str | None = None
    force_id: str | None = None
    borough_id: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    succeeded_by: str | None = None


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Entities and the words their conditions share; `version` changes when what they match may change."""

    entities: tuple[Entity, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]
    version: str

    def table(self) -> pa.Table:
        """Return the entities as a table shaped like `schemas.ENTITIES`, aliases spelt out."""
        plain = [name for name in schemas.ENTITIES.names if name != "aliases"]
        rows = [{**{name: getattr(e, name) for name in plain}, "aliases": _spelt(e)} for e in self.entities]
        return pa.Table.from_pylist(rows, schema=schemas.ENTITIES)


@read_once
def load(folder: Path | str | None = None, more: Path | str | None = None) -> Gazetteer:
    """Return the gazetteer in a folder of TOML files, the packaged one by default, with more entities added.

    Raises DeclarationError, naming file and field, if a file cannot be read as it stands, if an id is
    declared twice, or if two entities claim the same sure alias.
    """
    entities: dict[str, Entity] = {}
    folders = [Path(folder) if folder else PACKAGED, *([Path(more)] if more else [])]
    always = (NOBODY, TITLE, LEADING, FOLLOWING, IN, ELSEWHERE)
    classes = {name: WordClass(name, ()) for name in always} | word_classes(folders, have_never=False)
    for place in folders:
        for entity in _entities(place, classes):
            if entity.entity_id in entities:
                raise DeclarationError(f"{place.name}: the entity {entity.entity_id!r} is declared twice")
            entities[entity.entity_id] = entity
    ordered = tuple(_placed(entities[entity_id], entities) for entity_id in sorted(entities))
    _check_claims(ordered)
    shared = tuple((name, classes[name].phrases) for name in sorted(classes))
    meaning = [
        [e.entity_id, e.aliases, [vars(u) for u in e.uncertain], e.force_id, e.borough_id] for e in ordered
    ]
    return Gazetteer(ordered, shared, fingerprint([READING, meaning, shared]))


def _placed(entity: Entity, known: Mapping[str, Entity]) -> Entity:
    """Return the entity with what it lies in filled in: a district is where its borough is, a town where its
    force is. Raises DeclarationError if it names an entity that is not there.
    """
    for field in ("part_of", "force_id", "borough_id", "succeeded_by"):
        other = getattr(entity, field)
        if other is not None and other not in known:
            raise DeclarationError(f"{entity.entity_id}: {field} {other!r} is not an entity")
    force = entity.force_id or (known[entity.borough_id].force_id if entity.borough_id else None)
    region = entity.region or (known[force].region if force else None)
    return replace(entity, force_id=force, region=region)


def _entities(folder: Path, classes: Mapping[str, WordClass]) -> Iterator[Entity]:
    files = sorted(file for file in folder.glob("*.toml") if file.name != WORDS)
    if not files:
        raise DeclarationError(f"{folder}: holds no entities; they stand in TOML files, one a kind")
    for file in files:
        fields = declared(file)
        kind = fields.text("kind")
        force_id = fields.text("force_id", "")
        for table in (*fields.tables("entities"), *spelt_out(fields)):
            yield _entity(kind, force_id, table, classes)
        fields.done()


def _entity(kind: str, force_id: str, fields: Fields, classes: Mapping[str, WordClass]) -> Entity:
    entity = Entity(
        entity_id=fields.text("id"),
        kind=fields.text("kind", kind),
        name=fields.text("name"),
        region=fields.text("region", "") or None,
        aliases=_aliases(fields, classes),
        uncertain=tuple(_uncertain(table, classes) for table in fields.tables("uncertain")),
        part_of=fields.text("part_of", "") or None,
        force_id=fields.text("force_id", force_id) or None,
        borough_id=fields.text("borough_id", "") or None,
        valid_from=fields.day("valid_from"),
        valid_until=fields.day("valid_until"),
        succeeded_by=fields.text("succeeded_by", "") or None,
    )
    fields.done()
    if not entity.aliases and not entity.uncertain:
        raise fields.error("aliases", f"is empty: nothing would name {entity.entity_id!r}")
    return entity


def _uncertain(fields: Fields, classes: Mapping[str, WordClass]) -> Uncertain:
    aliases = _aliases(fields, classes)
    lists = ("sentence", "article", "unless", "never", "after", "before", "not_after", "not_before")
    terms = {field: _terms(fields, field, classes) for field in lists}
    ordinary, place = (
        fields.flag(field) if field in fields.table else False for field in ("ordinary", "place")
    )
    fields.done()
    if not aliases:
        raise fields.error("aliases", "is missing")
    return Uncertain(aliases, **terms, ordinary=ordinary, place=place)


def _aliases(fields: Fields, classes: Mapping[str, WordClass]) -> tuple[str, ...]:
    read = partial(with_classes, classes=classes)
    return tuple(fields.checked("aliases", read, alias) for alias in fields.texts("aliases", ()))


def _terms(fields: Fields, field: str, classes: Mapping[str, WordClass]) -> tuple[str, ...]:
    written = fields.texts(field, ())
    for term in written:
        if not term.startswith("@"):
            fields.checked(field, expand, term)
        elif term not in classes and term not in (SURE, FORCE, BOROUGH):
            raise fields.error(field, f"names {term}, which is not a word class of {WORDS}")
    return written


def _check_claims(entities: tuple[Entity, ...]) -> None:
    """Raise if a sure alias would name two entities: which is meant must not be a matter of order."""
    claimed: dict[str, str] = {}
    for entity in entities:
        for phrase in expanded(entity.aliases):
            other = claimed.setdefault(phrase.key, entity.entity_id)
            if other != entity.entity_id:
                raise DeclarationError(f"{entity.entity_id}: the alias {phrase.words!r} is already {other}'s")


def _spelt(entity: Entity) -> list[str]:
    written = (*entity.aliases, *(alias for uncertain in entity.uncertain for alias in uncertain.aliases))
    return list(dict.fromkeys(phrase.words for phrase in expanded(written)))
