"""Says which forces, bodies, boroughs, councils and groups each article names, and where.

Of names that overlap the longest is meant: "Hackney Council" is the council and not also the borough, which
counts where it stands alone. A name of something else ("Met Office") takes its words away from everybody.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from transforms import gazetteer as gazetteers
from transforms import schemas
from transforms.gazetteer import BOROUGH, FORCE, NOBODY, SURE, Entity, Gazetteer, Uncertain
from transforms.matching import Match, Matcher, Stretches, overlaps, within
from transforms.neighbours import Neighbours, Wording
from transforms.phrases import expand, expanded
from transforms.prose import Field, Prose, english

Span = tuple[int, int]
_ALNUM = re.compile(r"[^\W_]")
_CAPITALISED = 0.8  # of the longer words of a headline: above this, capitals say nothing


class Name(NamedTuple):
    """One span that names an entity."""

    entity_id: str
    field: str
    start: int
    end: int
    text: str
    rule: str


class _Found(NamedTuple):
    """One match, and where it was found."""

    field: str
    sentence: int
    match: Match


def entities(articles: pa.Table, gazetteer: Gazetteer | None = None) -> pa.Table:
    """Return every span that names an entity, shaped like `schemas.ENTITY_HITS`; no two spans overlap.

    Needs the columns article_id, headline and body (null counts as empty), and heeds language if it is there:
    an article known to be in another language than English is not read. The packaged gazetteer is used by
    default. The rule of a span is its entity and the alias that matched.
    """
    known = gazetteer or packaged()
    found = [row for prose in english(articles) for row in rows(Names(prose, known))]
    return pa.Table.from_pylist(found, schema=schemas.ENTITY_HITS)


def rows(names: "Names") -> list[dict[str, object]]:
    """Return what one article names, with the columns of `schemas.ENTITY_HITS`."""
    shared = {"article_id": names.prose.article_id, "version": names.gazetteer.version}
    return [{**shared, **name._asdict()} for name in names.everywhere]


def article_entities(hits: pa.Table) -> pa.Table:
    """Return one row for each entity of each article, shaped like `schemas.ARTICLE_ENTITIES`."""
    if not len(hits):
        return schemas.ARTICLE_ENTITIES.empty_table()
    marked = hits.append_column("in_headline", pc.equal(hits["field"], "headline"))
    grouped = marked.group_by(["article_id", "entity_id", "version"], use_threads=False)
    counted = grouped.aggregate([("start", "count"), ("in_headline", "any")])
    named = counted.rename_columns({"start_count": "mentions", "in_headline_any": "in_headline"})
    return named.select(schemas.ARTICLE_ENTITIES.names).cast(schemas.ARTICLE_ENTITIES)


@cache
def packaged() -> Gazetteer:
    """Return the gazetteer that comes with Beatbook, read once."""
    return gazetteers.load()


def names(headline: str, body: str, gazetteer: Gazetteer) -> list[Name]:
    """Return every span of a headline and a body that names an entity, in the order of the text."""
    return Names(Prose.of(headline, body), gazetteer).everywhere


@dataclass(frozen=True, eq=False)
class Names:
    """What one article names; looked for once, and judged when it is asked for."""

    prose: Prose
    gazetteer: Gazetteer

    @cached_property
    def everywhere(self) -> list[Name]:
        """Every span that names an entity, headline first, in the order of the text."""
        return _named(self._found, self.prose, _compiled(self.gazetteer))

    @cached_property
    def in_body(self) -> list[Name]:
        """The spans that the body names by itself, for those who read bodies alone."""
        if not self._found[0]:
            return self.everywhere
        return _named(([], self._found[1]), self.prose, _compiled(self.gazetteer))

    @cached_property
    def _found(self) -> "tuple[list[_Found], list[_Found]]":
        compiled = _compiled(self.gazetteer)
        return _find(self.prose.headline, compiled), _find(self.prose.body, compiled)


def _named(found: "tuple[list[_Found], list[_Found]]", prose: Prose, compiled: "_Compiled") -> list[Name]:
    """Return the matches of a headline and a body that name an entity there."""
    context = _Context([*found[0], *found[1]], compiled, prose)
    kept = []
    for field, here in zip(prose.fields, found, strict=True):
        candidates = [
            one.match
            for one in here
            if one.match.term == NOBODY or (one.match.term in compiled.claims and context.holds(one))
        ]
        for start, end, term in _longest(candidates):
            if term != NOBODY:
                entity_id = compiled.claims[term].entity.entity_id
                kept.append(Name(entity_id, field.name, start, end, field.text[start:end], term))
    return kept


@dataclass(frozen=True)
class _Claim:
    """That an alias names an entity: always if it is sure, else if the conditions of one of `ways` hold."""

    entity: Entity
    is_sure: bool
    ways: tuple[Uncertain, ...]

    def meant(self, term: str) -> str:
        """Return what a term of a condition stands for: @sure, @force and @borough name entities."""
        if term == SURE:
            return f"{SURE}/{self.entity.entity_id}"
        if term == FORCE:
            return f"{SURE}/{self.entity.force_id}"
        return f"{SURE}/{self.entity.borough_id}" if term == BOROUGH else term


@dataclass(frozen=True)
class _Compiled:
    """A gazetteer made ready: one automaton for all its words, and the claim each alias makes."""

    matcher: Matcher
    claims: dict[str, _Claim]
    words: dict[str, Wording]  # of every class and of every term that asks for a neighbour


@lru_cache(maxsize=8)
def _compiled(gazetteer: Gazetteer) -> _Compiled:
    words = {name: expanded(written) for name, written in gazetteer.words}
    phrases = {NOBODY: words[NOBODY]}
    claims: dict[str, _Claim] = {}
    for entity in gazetteer.entities:
        for alias in dict.fromkeys(
            (*entity.aliases, *(alias for way in entity.uncertain for alias in way.aliases))
        ):
            term = f"{entity.entity_id}/{alias}"
            ways = tuple(way for way in entity.uncertain if alias in way.aliases)
            claims[term] = _Claim(entity, alias in entity.aliases, ways)
            phrases[term] = expand(alias)
        for way in entity.uncertain:
            for term in (*way.sentence, *way.article, *way.unless, *way.never):
                if term not in (SURE, FORCE, BOROUGH):
                    phrases[term] = words[term] if term.startswith("@") else expand(term)
            for term in (*way.after, *way.before, *way.not_after, *way.not_before):
                words[term] = words[term] if term.startswith("@") else expand(term)
    beside = {term: Wording.of(meant) for term, meant in words.items()}
    return _Compiled(Matcher(phrases), claims, beside)


def _find(field: Field, compiled: _Compiled) -> list[_Found]:
    """Return the matches in a field that stand in the article's own sentences."""
    matches = compiled.matcher.find(field.folded, field.lowered)
    return [
        _Found(field.name, field.sentences[nth][0], match)
        for nth, inside in (within(field.sentences, matches) if matches else ())
        for match in inside
    ]


class _Context:
    """What else stands in an article and in each of its sentences: what uncertain aliases are judged by."""

    def __init__(self, found: Iterable[_Found], compiled: _Compiled, prose: Prose) -> None:
        self._fields = {field.name: field for field in prose.fields}
        self._claims = compiled.claims
        self._words = compiled.words
        self._in_sentence: dict[tuple[str, int], set[str]] = {}
        self._places: dict[tuple[str, str], list[Span]] = {}
        self._found: dict[str, list[_Found]] = {}
        for one in found:
            start, end, term = one.match
            self._in_sentence.setdefault((one.field, one.sentence), set()).update(self._stands_for(term))
            self._places.setdefault((one.field, term), []).append((start, end))
            self._found.setdefault(term, []).append(one)
        self._in_article = set().union(*self._in_sentence.values())
        self._strangers: dict[str, set[str]] = {}
        self._never: dict[tuple[str, str], Stretches] = {}
        self._shouts = _is_capitalised(prose.headline.text)

    def _stands_for(self, term: str) -> tuple[str, ...]:
        claim = self._claims.get(term)
        return (term, f"{SURE}/{claim.entity.entity_id}") if claim and claim.is_sure else (term,)

    def holds(self, one: _Found) -> bool:
        """Return whether a match names its entity: its alias is sure, or all conditions of one way hold."""
        claim = self._claims[one.match.term]
        return claim.is_sure or any(self._allows(way, one, claim) for way in claim.ways)

    def _allows(self, way: Uncertain, one: _Found, claim: _Claim) -> bool:
        near = self._in_sentence[one.field, one.sentence]
        sentence, article, unless = (
            {claim.meant(term) for term in terms} for terms in (way.sentence, way.article, way.unless)
        )
        return (
            (not sentence or not sentence.isdisjoint(near))
            and (not article or not article.isdisjoint(self._in_article))
            and unless.isdisjoint(self._in_article)
            and not any(self._crosses(one, term) for term in way.never)
            and not (way.ordinary and self._says_nothing(one))
            and self._stands_well(way, one)
        )

    def _crosses(self, one: _Found, term: str) -> bool:
        """Return whether a match overlaps a place of a term."""
        if (one.field, term) not in self._places:
            return False
        if (one.field, term) not in self._never:
            self._never[one.field, term] = Stretches(self._places[one.field, term])
        return self._never[one.field, term].overlap(one.match.start, one.match.end)

    def _stands_well(self, way: Uncertain, one: _Found) -> bool:
        """Return whether the words right before and after a match let it be the entity."""
        here = self._neighbours(one)
        return (
            (not way.after or here.follows(way.after))
            and (not way.before or here.precedes(way.before))
            and not here.follows(way.not_after)
            and not here.precedes(way.not_before)
            and not (way.place and (self._is_part(one, here) or self._is_stranger(one, here)))
        )

    def _neighbours(self, one: _Found) -> Neighbours:
        folded = self._fields[one.field].folded
        return Neighbours(folded, one.sentence, one.match.start, one.match.end, self._words)

    def _is_part(self, one: _Found, here: Neighbours) -> bool:
        """Return whether a place's name begins a longer one; a headline's capitals say nothing."""
        return not (one.field == "headline" and self._shouts) and here.is_part()

    def _is_stranger(self, one: _Found, here: Neighbours) -> bool:
        """Return whether a place's name is another's: a namesake abroad takes all of an article's mentions,
        a person those that do not say "in"."""
        term = one.match.term
        if term not in self._strangers:
            who = [self._neighbours(other).namesake() for other in self._found[term]]
            self._strangers[term] = {name for name in who if name}
        strangers = self._strangers[term]
        return "abroad" in strangers or ("person" in strangers and not here.says_in())

    def _says_nothing(self, one: _Found) -> bool:
        """Return whether the capitals of a match mean nothing: it opens its sentence, or all have them."""
        text = self._fields[one.field].text
        opens = _ALNUM.search(text, one.sentence, one.match.start) is None
        return opens or (one.field == "headline" and self._shouts)


def _is_capitalised(headline: str) -> bool:
    longer = [word for word in headline.split() if len(word) >= 4 and word[0].isalpha()]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) / len(longer) > _CAPITALISED


def _longest(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that are not inside or across a longer one, in the order of the text.

    >>> _longest([Match(0, 7, "borough"), Match(0, 15, "council"), Match(20, 27, "borough")])
    [Match(start=0, end=15, term='council'), Match(start=20, end=27, term='borough')]
    """
    kept: list[Match] = []  # in the order of the text: only the neighbours of a match can overlap it
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.term != NOBODY, m)):
        at = bisect_right(kept, match)
        if not overlaps(match.start, match.end, (other[:2] for other in kept[max(0, at - 1) : at + 1])):
            kept.insert(at, match)
    return kept
