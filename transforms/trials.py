"""Puts one topic, or one rule, on trial: what it finds by itself, before it is part of the taxonomy."""

from dataclasses import replace
from difflib import get_close_matches

from transforms import rules, tagging
from transforms.phrases import expand
from transforms.rules import RuleError
from transforms.tagging import Hit
from transforms.taxonomy import Example, Exclusions, Taxonomy, Topic, TopicRule, rules_version

NAME = "tried"  # of the rule on trial
ANYTHING = 0.001  # a score that every match reaches


def alone(known: Taxonomy, topic: Topic) -> Taxonomy:
    """Return the topic as the only one, with the classes it names: it finds what it finds among others."""
    named = topic.terms
    words = tuple(word_class for word_class in known.words if word_class.name in named)
    version = rules_version(topic, words)
    return Taxonomy((replace(topic, rules_version=version),), words, version)


def of_rule(known: Taxonomy, written: str) -> Topic:
    """Return a topic that an article has wherever the rule matches once. Raises RuleError."""
    rule = _checked(known, written)
    reason = TopicRule(NAME, written, rule, 1.0)
    return Topic("rule", written, "", "", "", "", (reason,), (), Exclusions(), ANYTHING, ())


def with_rule(known: Taxonomy, topic: Topic, written: str, weight: float = 1.0) -> Topic:
    """Return the topic with one rule more. Raises RuleError."""
    rule = TopicRule(NAME, written, _checked(known, written), weight)
    return replace(topic, rules=(*topic.rules, rule))


def examples(topic: Topic, only: Taxonomy) -> list[tuple[Example, list[Hit]]]:
    """Return the topic's examples, each with the evidence that is found in it; none is a miss."""
    return [(each, tagging.evidence(each.headline, each.text, only)) for each in topic.examples]


def _checked(known: Taxonomy, written: str) -> rules.Rule:
    rule = rules.parse(written)
    classes = [word_class.name for word_class in known.words]
    for term in sorted(rules.terms(rule)):
        if not term.startswith("@"):
            try:
                expand(term)
            except ValueError as problem:
                raise RuleError(f"{term!r} in the rule {written!r} cannot be read: {problem}") from problem
        elif term not in classes:
            close = get_close_matches(term, classes, n=3)
            near = f" Did you mean {' or '.join(close)}?" if close else ""
            raise RuleError(f"{term} in the rule {written!r} is no word class of _words.toml.{near}")
    return rule
