"""Words joined by AND or NEAR must be different words: no rule may ask for the same ones twice.

`@drugs AND @drugs` never finds "drugs", and `@police AND armed police` never finds "armed police": one word
cannot be both. A rule hurt so says it in brackets: `armed police OR (@police AND marksman)`.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest

from transforms import rules, taxonomy
from transforms.phrases import expand

TWICE = 0.6  # of a part's phrases that hold a word of another part; the rest must be able to match
KNOWN = taxonomy.load()
CLASSES = {one.name.removeprefix("@"): one for one in KNOWN.words}
RULES = {f"{topic.slug}/{rule.name}": rule.rule for topic in KNOWN.topics for rule in topic.rules}


@cache
def words_of(rule: rules.Rule) -> frozenset[str]:
    """Return the phrases of which each is enough for a part of a rule."""
    match rule:
        case rules.Term(name):
            listed = CLASSES[name[1:]].phrases if name.startswith("@") else (name,)
            return frozenset(phrase.key for written in listed for phrase in expand(written))
        case rules.Either(parts):
            return frozenset().union(*map(words_of, parts))
        case rules.Inside(part):
            return words_of(part)
        case _:
            return frozenset()


def joined(rule: rules.Rule) -> Iterator[tuple[rules.Rule, rules.Rule]]:
    """Yield the parts of a rule that must match different words, two by two."""
    match rule:
        case rules.Both(parts, none):
            yield from combinations(parts, 2)
            for part in (*parts, *none):
                yield from joined(part)
        case rules.Near(left, right):
            yield left, right
            yield from (*joined(left), *joined(right))
        case rules.Either(parts):
            for part in parts:
                yield from joined(part)
        case rules.Inside(part):
            yield from joined(part)


def said_twice(part: rules.Rule, other: rules.Rule) -> float:
    """Return the share of a part's phrases that hold, beside more, a phrase of the other part."""
    listed, others = words_of(part), words_of(other)
    held = sum(bool(_pieces(phrase) & others) for phrase in listed)
    return held / len(listed) if listed else 0.0


@cache
def _pieces(phrase: str) -> frozenset[str]:
    words = phrase.split()
    runs = ((a, b) for a in range(len(words)) for b in range(a + 1, len(words) + 1))
    return frozenset(" ".join(words[a:b]) for a, b in runs if b - a < len(words))


def hurt(rule: rules.Rule) -> list[tuple[rules.Rule, rules.Rule]]:
    """Return the pairs of parts that ask for the same words."""
    return [
        (a, b)
        for a, b in joined(rule)
        if (words_of(a) and words_of(a) == words_of(b)) or max(said_twice(a, b), said_twice(b, a)) >= TWICE
    ]


@pytest.mark.parametrize(
    ("written", "is_hurt"),
    [
        ("@drugs AND @drugs", True),
        ("@police AND shot AND (armed police OR armed officers)", True),
        ("(armed police OR armed officers) NEAR/5 (@police OR guard)", True),
        ("@police AND shot AND (armed police OR marksman OR sniper)", False),
        ("shot AND (armed police OR (@police AND marksman))", False),
    ],
)
def test_a_rule_that_asks_for_a_word_twice_is_noticed(written: str, is_hurt: bool) -> None:
    assert bool(hurt(rules.parse(written))) == is_hurt


def test_no_rule_asks_for_a_word_twice() -> None:
    assert len(RULES) > 300
    assert [name for name, rule in RULES.items() if hurt(rule)] == []
