"""The rule language: what a rule reads as, and what it finds in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.folding import fold
from transforms.matching import Matcher
from transforms.phrases import expand
from transforms.rules import Both, Either, Near, RuleError, Term, parse, spans, terms, triggers


def found(rule: str, sentence: str, **classes: str) -> list[str]:
    read = parse(rule)
    phrases = {name: expand(name) for name in terms(read) if not name.startswith("@")}
    phrases |= {f"@{name}": expand(written) for name, written in classes.items()}
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end, term in Matcher(phrases).find(fold(sentence)):
        places.setdefault(term, []).append((start, end))
    return [sentence[a:b] for a, b in spans(read, lambda term: places.get(term, ()), fold(sentence), "body")]


@pytest.mark.parametrize(
    ("rule", "sentence", "expected"),
    [
        ("stop-search{,es}", "Stop search; stop-searches", ["Stop search", "stop-searches"]),
        ("police AND dog", "The dog and the police dog", ["police dog"]),
        ("police AND dog", "The police left.", []),
        ("police OR dog", "The dog saw police.", ["dog", "police"]),
        ("police AND NOT dog", "The police left.", ["police"]),
        ("police AND NOT dog", "The police dog left.", []),
        ("police NEAR/2 fired", "Police in Kent fired.", ["Police in Kent fired"]),
        ("police NEAR/1 fired", "Police in Kent fired.", []),
        ("fired NEAR/2 police", "Police in Kent fired.", ["Police in Kent fired"]),
        ("(police OR officers) AND (fired OR shot)", "The officers shot.", ["officers shot"]),
        ("police AND NOT (film OR novel)", "A police novel.", []),
        ("boy AND drugs AND groomed", "The boy was groomed to sell drugs", ["boy was groomed to sell drugs"]),
        ("=Met", "We met the Met.", ["Met"]),
        ("police AND police force", "The police force", []),  # one word cannot be both
        ("police AND police force", "Police of a police force", ["Police of a police force"]),
        ("police AND taught AND local police", "Police taught local police", ["Police taught local police"]),
    ],
)  # fmt: skip
def test_what_a_rule_finds(rule, sentence, expected):
    assert found(rule, sentence) == expected


def test_a_class_stands_for_its_words():
    assert found("@police AND shot", "A constable shot.", police="{police,constable}") == ["constable shot"]


def test_the_closest_pair_is_the_evidence():
    sentence = "Police said that in May officers and police shot a man."
    assert found("police AND shot", sentence) == ["police shot"]


def test_and_binds_tighter_than_or_and_near_tighter_than_and():
    assert parse("a AND b OR c") == Either((Both((Term("a"), Term("b"))), Term("c")))
    assert parse("a AND b NEAR/3 c") == Both((Term("a"), Near(Term("b"), Term("c"), 3)))


def test_a_rule_is_only_asked_when_its_rarest_part_is_there():
    assert triggers(parse("@police AND (taser OR stun gun)")) == {"taser", "stun gun"}
    assert triggers(parse("@police NEAR/3 taser AND NOT film")) == {"taser"}
    assert triggers(parse("@police OR taser")) == {"@police", "taser"}


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "AND",
        "a AND",
        "a OR OR b",
        "(a",
        "a)",
        "NOT a",
        "a AND NOT",
        "@police officer",
        "a NEAR/2",
        "a NEAR/x b",
        "a NEAR b",
        "a near/5 b",
        "a NEAR/0 b",
        "a NEAR/1000 b",
    ],
)
def test_a_broken_rule_is_an_error_that_quotes_it(broken):
    with pytest.raises(RuleError, match="in the rule"):
        parse(broken)


@given(st.text(alphabet="ab @()ANDORT/3{},=", max_size=40))
def test_any_line_is_read_or_refused(line):
    try:
        rule = parse(line)
    except RuleError:
        return
    assert terms(rule) >= triggers(rule)


@pytest.mark.parametrize("written", ["stop{,s", "stop}", "{a{b}}", "", " ", "=", "{,s}"])
def test_a_broken_phrase_is_refused(written):
    with pytest.raises(ValueError, match=r"braces|nothing"):
        expand(written)
