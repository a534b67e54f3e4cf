"""Says what each article is about, with the words that say so.

A rule's evidence is one span, from the first to the last of its words: "officers Tasered", not "officers" and
"Tasered" apart, so that a row can be read by itself. Spans of one topic never overlap. Each sentence counts
once for a topic: its strongest evidence carries the rule's weight times the place's, the rest weigh 0, and
the score of a topic is the sum of its weights.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import pyarrow as pa

from transforms import rules, schemas
from transforms import taxonomy as taxonomies
from transforms.matching import Match, Matcher, overlaps, within, without
from transforms.phrases import expand, expanded
from transforms.prose import Field, Prose, english
from transforms.taxonomy import Taxonomy, Topic, TopicRule

HEADLINE, LEAD, BODY = 4.0, 2.0, 1.0  # what a sentence counts, by its place
NAMED = {HEADLINE: "headline", LEAD: "lead", BODY: "body"}
LEAD_SENTENCES = 3
Span = tuple[int, int]


class Hit(NamedTuple):
    """One span that is evidence of a topic."""

    topic: str
    field: str
    start: int
    end: int
    text: str
    rule: str
    weight: float


@dataclass(frozen=True)
class _Sentence:
    """What was found in one sentence: the places of each term, and what the sentence counts."""

    field: str
    text: str
    folded: str
    place: float
    found: dict[str, list[Span]]

    @property
    def name(self) -> str:
        """The name of its place, as rules write it."""
        return NAMED[self.place]

    def lookup(self, void: Sequence[str]) -> rules.Lookup:
        """Return where a term stands, without the places that a void term overlaps."""
        voided = [span for term in void for span in self.found.get(term, ())]

        def places(term: str) -> Sequence[Span]:
            spans = self.found.get(term, ())
            return without(spans, voided) if voided else spans

        return places


def topics(articles: pa.Table, taxonomy: Taxonomy | None = None) -> pa.Table:
    """Return the evidence of every topic that an article is about, shaped like `schemas.TOPIC_HITS`.

    Needs the columns article_id, headline and body (null counts as empty), and heeds language if it is there:
    an article known to be in another language than English is not tagged. Only topics that reach their
    minimum score give rows. The packaged taxonomy is used by default.
    """
    known = taxonomy or packaged()
    found = [row for prose in english(articles) for row in rows(prose, known, hits(prose, known))]
    return pa.Table.from_pylist(found, schema=schemas.TOPIC_HITS)


def rows(prose: Prose, taxonomy: Taxonomy, found: Iterable[Hit]) -> list[dict[str, object]]:
    """Return the evidence found in one article by a taxonomy, with the columns of `schemas.TOPIC_HITS`."""
    return [{"article_id": prose.article_id, **hit._asdict(), "version": taxonomy.version} for hit in found]


def article_topics(hits: pa.Table) -> pa.Table:
    """Return one row for each topic of each article, shaped like `schemas.ARTICLE_TOPICS`.

    The score is the sum of the hits' weights: a sentence counts its rule's weight (1 as a rule) once, times 4
    in the headline, 2 among the first three sentences of the body, 1 further down.
    """
    if not len(hits):
        return schemas.ARTICLE_TOPICS.empty_table()
    grouped = hits.group_by(["article_id", "topic", "version"], use_threads=False)
    summed = grouped.aggregate([("weight", "sum"), ("start", "count")])
    named = summed.rename_columns({"weight_sum": "score", "start_count": "hits"})
    return named.select(schemas.ARTICLE_TOPICS.names).cast(schemas.ARTICLE_TOPICS)


@cache
def packaged() -> Taxonomy:
    """Return the taxonomy that comes with Beatbook, read once."""
    return taxonomies.load()


def evidence(headline: str, body: str, taxonomy: Taxonomy) -> list[Hit]:
    """Return what `hits` does for a headline and a body."""
    return hits(Prose.of(headline, body), taxonomy)


def hits(prose: Prose, taxonomy: Taxonomy) -> list[Hit]:
    """Return the evidence of every topic that an article is about, in the order of topics, headline first."""
    compiled = _compiled(taxonomy)
    read = [sentence for field in prose.fields for sentence in _read(field, compiled)]
    found: dict[str, list[tuple[_Sentence, list[Hit]]]] = defaultdict(list)
    present = {term for sentence in read for term in sentence.found}
    for sentence in read:
        for topic, hits in _sentence_hits(sentence, present, compiled):
            found[topic].append((sentence, hits))
    kept = (topic for topic in taxonomy.topics if topic.slug in found)
    return [
        hit
        for topic in kept
        if _is_about(topic, [hit for _, hits in found[topic.slug] for hit in hits], read, present)
        for _, hits in found[topic.slug]
        for hit in hits
    ]


class _Compiled:
    """A taxonomy made ready: one automaton for all its words, and which rules each term may set off."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        phrases = {word_class.name: expanded(word_class.phrases) for word_class in taxonomy.words}
        phrases |= {f"!{word_class.name}": expanded(word_class.never) for word_class in taxonomy.words}
        self.set_off: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.needs: dict[tuple[int, int], list[frozenset[str]]] = {}
        self.topics = taxonomy.topics
        for nth, topic in enumerate(taxonomy.topics):
            exclude = topic.exclude
            loose = {*topic.anchor, *exclude.overlap, *exclude.sentence, *exclude.article}
            loose.update(*(rule.anchor for rule in topic.rules))
            named = loose.union(*(rules.terms(rule.rule) for rule in topic.rules))
            phrases |= {term: expand(term) for term in named if not term.startswith("@")}
            for mth, rule in enumerate(topic.rules):
                self.needs[nth, mth] = rules.needs(rule.rule)
                for term in rules.triggers(rule.rule):
                    self.set_off[term].append((nth, mth))
        self.matcher = Matcher(phrases)


@lru_cache(maxsize=8)
def _compiled(taxonomy: Taxonomy) -> _Compiled:
    return _Compiled(taxonomy)


def _read(field: Field, compiled: _Compiled) -> Iterator[_Sentence]:
    """Yield the sentences of a field in which any term was found, without those of the site's furniture."""
    matches = compiled.matcher.find(field.folded, field.lowered)
    if not matches:
        return
    is_headline = field.name == "headline"
    for nth, inside in within([(0, len(field.text))] if is_headline else field.sentences, matches):
        place = HEADLINE if is_headline else LEAD if nth < LEAD_SENTENCES else BODY
        yield _Sentence(field.name, field.text, field.folded, place, _places(inside))


def _places(matches: list[Match]) -> dict[str, list[Span]]:
    """Return the places of each term, without those of a class that its `never` words overlap."""
    places: dict[str, list[Span]] = {}
    for start, end, term in matches:
        if term in places:
            places[term].append((start, end))
        else:
            places[term] = [(start, end)]
    for term in [term for term in places if term[0] == "!"]:
        never = places.pop(term)
        kept = without(places.pop(term[1:], []), never)
        if kept:
            places[term[1:]] = kept
    return places


def _sentence_hits(
    sentence: _Sentence, present: set[str], compiled: _Compiled
) -> Iterator[tuple[str, list[Hit]]]:
    """Yield, topic by topic, the evidence in one sentence; the strongest hit carries the weight."""
    held = set(sentence.found)
    asked = {pair for term in held if term in compiled.set_off for pair in compiled.set_off[term]}
    by_topic: dict[int, list[int]] = defaultdict(list)
    for pair in sorted(pair for pair in asked if _may_match(compiled.needs[pair], held)):
        by_topic[pair[0]].append(pair[1])
    for nth, ruled in by_topic.items():
        topic = compiled.topics[nth]
        if not held.isdisjoint(topic.exclude.sentence):
            continue
        lookup = sentence.lookup(topic.exclude.overlap)
        spans = [
            (rule, span)
            for rule in (topic.rules[mth] for mth in ruled)
            if not rule.anchor or not present.isdisjoint(rule.anchor)
            for span in rules.spans(rule.rule, lookup, sentence.folded, sentence.name)
        ]
        if spans:
            yield topic.slug, _hits(topic, sentence, spans)


def _may_match(needs: Iterable[frozenset[str]], held: set[str]) -> bool:
    return not any(map(held.isdisjoint, needs))


def _hits(topic: Topic, sentence: _Sentence, spans: list[tuple[TopicRule, Span]]) -> list[Hit]:
    """Return the spans as hits, none over another: the heavier rule first, a phrase before words apart, then
    the longer."""
    ranked = sorted(
        spans, key=lambda pair: (-pair[0].weight, _is_apart(pair[0]), pair[1][0] - pair[1][1], pair[1])
    )
    kept: list[tuple[Span, TopicRule]] = []  # in the order of the text: only neighbours can overlap
    for rule, span in ranked:
        at = bisect_right(kept, span, key=lambda pair: pair[0])
        if not overlaps(*span, (other for other, _ in kept[max(0, at - 1) : at + 1])):
            kept.insert(at, (span, rule))
    strongest = ranked[0][1]
    return [
        Hit(
            topic.slug, sentence.field, *span, sentence.text[slice(*span)], f"{topic.slug}/{rule.name}",
            rule.weight * sentence.place if span == strongest else 0.0,
        )
        for span, rule in kept
    ]  # fmt: skip


def _is_apart(rule: TopicRule) -> bool:
    asked = rule.rule
    while isinstance(asked, rules.Inside):
        asked = asked.part
    return isinstance(asked, rules.Both | rules.Near)


def _is_about(topic: Topic, hits: list[Hit], read: list[_Sentence], present: set[str]) -> bool:
    """Return whether the evidence is enough, an anchor is there, and nothing excluded outweighs it."""
    score = sum(hit.weight for hit in hits)
    if score < topic.min_score or (topic.anchor and present.isdisjoint(topic.anchor)):
        return False
    excluded = present.intersection(topic.exclude.article)
    against = sum(s.place for s in read if not excluded.isdisjoint(s.found)) if excluded else 0.0
    return against < score
