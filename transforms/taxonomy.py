"""The taxonomy: what each topic is, which words are evidence of it, and the examples that prove it.

One TOML file a topic under `transforms/topics/`, named for its slug; `_words.toml` holds the word classes
that rules share as `@class`, `_groups.toml` the first level. docs/topics.md says how to write one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from transforms import rules, schemas
from transforms.declarations import DeclarationError, Fields, declared, fingerprint, read_once
from transforms.phrases import expand
from transforms.word_classes import WORDS, WordClass, word_classes

PACKAGED = Path(__file__).parent / "topics"
GROUPS = "_groups.toml"
IPTC = re.compile(r"medtop:[0-9]{8}")  # a concept of IPTC's Media Topics
READING = 1  # raised when the same TOML begins to mean something else, so that versions stay honest
MIN_SCORE = 2.0


@dataclass(frozen=True)
class TopicRule:
    """One reason to see a topic in a sentence; `weight` is what a sentence in the body adds to the score.

    `anchor` lists terms one of which the article must hold somewhere, or the rule says nothing of it.
    """

    name: str
    when: str
    rule: rules.Rule
    weight: float
    anchor: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exclusions:
    """Terms that void evidence they overlap, evidence in their sentence, or a topic they outweigh."""

    overlap: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    article: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A test of a topic: a short article, and whether it is about the topic."""

    headline: str
    text: str
    hit: bool


@dataclass(frozen=True)
class Group:
    """A topic of the first level: an article that has one of its topics belongs to it; it has no rules."""

    slug: str
    name: str
    definition: str
    iptc: str


@dataclass(frozen=True)
class Topic:
    """What a topic is and how it is recognised; `anchor` lists terms one of which the article must hold.

    `parent` is the slug of its group, empty if it names none; `iptc` the Media Topic that comes nearest from
    above, empty where none was verified to fit.
    """

    slug: str
    name: str
    parent: str
    iptc: str
    definition: str
    scope: str
    rules: tuple[TopicRule, ...]
    anchor: tuple[str, ...]
    exclude: Exclusions
    min_score: float
    examples: tuple[Example, ...]
    version: str = ""  # of the taxonomy that it belongs to
    rules_version: str = ""  # of itself: changes when what it matches may change

    @property
    def terms(self) -> set[str]:
        """The terms that its rules, anchors and exclusions name: phrases, and classes as `@name`."""
        loose = {*self.anchor, *self.exclude.overlap, *self.exclude.sentence, *self.exclude.article}
        return loose.union(*(rule.anchor for rule in self.rules), *(rules.terms(r.rule) for r in self.rules))


@dataclass(frozen=True, eq=False)
class Taxonomy:
    """Topics and the words they share; `version` changes exactly when what they match may change."""

    topics: tuple[Topic, ...]
    words: tuple[WordClass, ...]
    version: str
    groups: tuple[Group, ...] = ()

    def table(self) -> pa.Table:
        """Return both levels as a table shaped like `schemas.TOPICS`, by slug."""
        groups = [_row(group) | {"is_group": True} for group in self.groups]
        topics = [
            _row(topic) | {"parent": topic.parent or None, "scope": topic.scope, "is_group": False}
            for topic in self.topics
        ]
        rows = sorted([*groups, *topics], key=lambda row: str(row["topic"]))
        rows = [row | {"version": self.version} for row in rows]
        return pa.Table.from_pylist(rows, schema=schemas.TOPICS)


@read_once
def load(
    folder: Path | str | None = None, more: Path | str | None = None, words: Path | str | None = None
) -> Taxonomy:
    """Return the taxonomy in a folder of TOML files, the packaged one by default, with more topics added.

    Word classes of `more`, and of a folder `words` of which nothing else is read, are joined with those of
    the same name. Raises DeclarationError, naming file and field, if a file cannot be read as it stands, and
    if `more` declares a topic that is already there.
    """
    folders = [Path(folder) if folder else PACKAGED, *([Path(more)] if more else [])]
    classes = word_classes([*([Path(words)] if words else []), *folders])
    topics = dict[str, Topic]()
    groups = {group.slug: group for place in folders for group in _groups(place)}
    for place in folders:
        for topic in _topics(place, set(classes), set(groups)):
            if topic.slug in topics or topic.slug in groups:
                raise DeclarationError(f"{topic.slug}.toml: the topic {topic.slug!r} is declared twice")
            topics[topic.slug] = topic
    return _taxonomy(topics, classes, groups)


def with_topic(known: Taxonomy, file: Path) -> Taxonomy:
    """Return the taxonomy with the topic that a file declares, in the place of the one of that slug.

    Raises DeclarationError, naming file and field, if the file cannot be read as it stands.
    """
    words = {word_class.name: word_class for word_class in known.words}
    groups = {group.slug: group for group in known.groups}
    topic = _topic(file.stem, declared(file), set(words), set(groups))
    if topic.slug in groups:
        raise DeclarationError(f"{file.name}: {topic.slug!r} is a group; give the topic another name")
    return _taxonomy({each.slug: each for each in known.topics} | {topic.slug: topic}, words, groups)


def _taxonomy(topics: dict[str, Topic], words: dict[str, WordClass], groups: dict[str, Group]) -> Taxonomy:
    ordered = tuple(topics[slug] for slug in sorted(topics))
    shared = tuple(words[name] for name in sorted(words))
    version = fingerprint([READING, [_meaning(topic) for topic in ordered], [vars(w) for w in shared]])
    versioned = tuple(replace(t, version=version, rules_version=rules_version(t, shared)) for t in ordered)
    return Taxonomy(versioned, shared, version, tuple(groups[slug] for slug in sorted(groups)))


def _row(topic: Topic | Group) -> dict[str, object]:
    row = {name: getattr(topic, name, None) for name in ("name", "definition", "rules_version")}
    return row | {"topic": topic.slug, "iptc": topic.iptc or None}


def _meaning(topic: Topic) -> list[object]:
    """Return what of a topic decides the figures an article counts in: not its wording or its examples."""
    reasons = [(rule.name, rule.when, rule.weight, rule.anchor) for rule in topic.rules]
    return [topic.slug, topic.parent, reasons, topic.anchor, vars(topic.exclude), topic.min_score]


def rules_version(topic: Topic, words: Iterable[WordClass]) -> str:
    """Return ten hex digits that change when what this topic matches may, whatever becomes of others."""
    named = topic.terms
    return fingerprint([READING, _meaning(topic)[2:], [vars(each) for each in words if each.name in named]])


def _groups(folder: Path) -> Iterator[Group]:
    file = folder / GROUPS
    if not file.exists():
        return
    top = declared(file)
    for slug in top.table:
        fields = top.table_of(slug)
        yield Group(slug, fields.text("name"), fields.text("definition"), _iptc(fields))
        fields.done()


def _iptc(fields: Fields) -> str:
    code = fields.text("iptc", "")
    if code and not IPTC.fullmatch(code):
        raise fields.error("iptc", f"is {code!r}: a Media Topic is written medtop:20000133")
    return code


def _topics(folder: Path, classes: set[str], groups: set[str]) -> Iterator[Topic]:
    files = sorted(file for file in folder.glob("*.toml") if file.name not in (WORDS, GROUPS))
    if not files:
        raise DeclarationError(f"{folder}: holds no topic; a topic is a TOML file named for its slug")
    for file in files:
        yield _topic(file.stem, declared(file), classes, groups)


def _topic(slug: str, fields: Fields, classes: set[str], groups: set[str]) -> Topic:
    exclude = fields.table_of("exclude")
    topic = Topic(
        slug=slug,
        name=fields.text("name"),
        parent=fields.text("parent", ""),
        iptc=_iptc(fields),
        definition=fields.text("definition"),
        scope=fields.text("scope"),
        rules=tuple(_rules(fields, classes)),
        anchor=_terms(fields, "anchor", classes),
        exclude=Exclusions(
            *(_terms(exclude, field, classes) for field in ("overlap", "sentence", "article"))
        ),
        min_score=fields.number("min_score", MIN_SCORE),
        examples=tuple(_example(example) for example in fields.tables("examples")),
    )
    exclude.done()
    fields.done()
    if topic.parent and topic.parent not in groups:
        raise fields.error("parent", f"names {topic.parent!r}, which is not a group of {GROUPS}")
    if not topic.rules:
        raise fields.error("rules", "is empty: a topic needs phrases or rules")
    for hit in (True, False):
        if sum(example.hit is hit for example in topic.examples) < 2:
            raise fields.error("examples", f"must hold two or more with hit = {str(hit).lower()}")
    return topic


def _rules(fields: Fields, classes: set[str]) -> Iterator[TopicRule]:
    phrases = _terms(fields, "phrases", classes)
    if phrases:
        yield TopicRule("phrases", " OR ".join(phrases), rules.Either(tuple(map(rules.Term, phrases))), 1.0)
    names = {"phrases"}
    for table in fields.tables("rules"):
        name, when = table.text("name"), table.text("when")
        if name in names:
            raise table.error("name", f"names a second rule {name!r}")
        names.add(name)
        rule = table.checked("when", rules.parse, when)
        for term in sorted(rules.terms(rule)):
            _check_term(table, "when", term, classes)
        yield TopicRule(name, when, rule, table.number("weight", 1.0), _terms(table, "anchor", classes))
        table.done()


def _terms(fields: Fields, field: str, classes: set[str]) -> tuple[str, ...]:
    written = fields.texts(field, ())
    for term in written:
        _check_term(fields, field, term, classes)
    return written


def _check_term(fields: Fields, field: str, term: str, classes: set[str]) -> None:
    if not term.startswith("@"):
        fields.checked(field, expand, term)
    elif term not in classes:
        raise fields.error(field, f"names {term}, which is not a word class of {WORDS}")


def _example(fields: Fields) -> Example:
    example = Example(fields.text("headline", ""), fields.text("text", ""), fields.flag("hit"))
    if not example.headline and not example.text:
        raise fields.error("text", "is missing: an example needs a text or a headline")
    fields.done()
    return example
