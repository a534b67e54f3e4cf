"""The rule language of the taxonomy: which words must stand together in one sentence to be evidence.

    @police AND (taser{,s,ed} OR stun gun{,s}) AND NOT @fiction

Words that run together are one phrase, written as `transforms.phrases` reads them; `@name` is a class of
words; operators are in capitals. From loosest to tightest: OR, AND (and AND NOT), NEAR/n (at most n words
between, in either order), IN headline or IN lead. What a rule matches is one span, from the first to the last
of its words.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms.matching import overlaps

Span = tuple[int, int]
_Words = tuple[Span, ...]  # the words one match is made of
Lookup = Callable[[str], Sequence[Span]]  # where a term stands in the sentence

_MOST = 16  # matches of one part that are tried with the next: a hostile sentence may hold thousands
_TOKEN = re.compile(r"\s*(?:(?P<mark>[()])|(?P<word>[^\s()]+))")
_OPERATOR = re.compile(r"AND|OR|NOT|IN|NEAR/[1-9]\d{0,2}")
_MEANT = re.compile(
    r"NEAR(?:/.*)?|(?:near|Near)/.*"
)  # none of our operators, and no words of a newspaper's either
PLACES = {"headline": ("headline",), "lead": ("headline", "lead")}  # where a sentence must be for `IN` it


class RuleError(ValueError):
    """Raised by `parse` when a rule cannot be read; its message quotes the rule."""


@dataclass(frozen=True)
class Term:
    """A phrase, or `@class`."""

    name: str


@dataclass(frozen=True)
class Either:
    """One of the parts."""

    parts: "tuple[Rule, ...]"


@dataclass(frozen=True)
class Both:
    """All of the parts, and none of the others."""

    parts: "tuple[Rule, ...]"
    none: "tuple[Rule, ...]" = ()


@dataclass(frozen=True)
class Near:
    """Two parts with at most `words` words between them."""

    left: "Rule"
    right: "Rule"
    words: int


@dataclass(frozen=True)
class Inside:
    """A part that counts only in the headline, or only there and in the first sentences."""

    part: "Rule"
    place: str  # one of PLACES


Rule = Term | Either | Both | Near | Inside


def parse(written: str) -> Rule:
    """Return the rule that a line of the rule language stands for; RuleError if it cannot be read.

    >>> parse("@police AND (stun gun{,s} OR taser) AND NOT film").none
    (Term(name='film'),)
    """
    reader = _Reader(written)
    rule = reader.either()
    if reader.peek():
        raise reader.error(f"did not expect {reader.peek()!r}")
    return rule


def terms(rule: Rule) -> set[str]:
    """Return the names of all terms that a rule mentions."""
    match rule:
        case Term(name):
            return {name}
        case Either(parts):
            return set().union(*map(terms, parts))
        case Both(parts, none):
            return set().union(*map(terms, (*parts, *none)))
        case Near(left, right):
            return terms(left) | terms(right)
        case Inside(part):
            return terms(part)


def needs(rule: Rule) -> list[frozenset[str]]:
    """Return groups of terms: unless a sentence holds one of each group, the rule cannot match in it."""
    match rule:
        case Term(name):
            return [frozenset([name])]
        case Either(parts):
            return [frozenset().union(*map(triggers, parts))]
        case Both(parts):
            return [group for part in parts for group in needs(part)]
        case Near(left, right):
            return needs(left) + needs(right)
        case Inside(part):
            return needs(part)


def triggers(rule: Rule) -> frozenset[str]:
    """Return the rarest group of terms that a rule needs: only if one of them is there is it worth asking."""
    return min(needs(rule), key=_reach)


def _reach(names: frozenset[str]) -> tuple[int, int]:
    return sum(name.startswith("@") for name in names), len(names)


def spans(rule: Rule, lookup: Lookup, folded: str, place: str) -> list[Span]:
    """Return where a rule matches in one sentence, each match from its first to its last word.

    `lookup` gives the places of a term in the sentence; `folded` is the whole text, for counting
    words; `place`
    says where the sentence stands: headline, lead or body.
    Of words joined by AND or NEAR only the closest are kept: they are what a reader needs to see.
    """
    match rule:
        case Term(name):
            return list(lookup(name))
        case Either(parts):
            found: set[Span] = set()
            for part in parts:  # most are terms that are not there
                found.update(lookup(part.name) if type(part) is Term else spans(part, lookup, folded, place))
            return sorted(found)
        case Inside(part, wanted):
            return spans(part, lookup, folded, place) if place in PLACES[wanted] else []
        case _:
            return [_window(words) for words in _found(rule, lookup, folded, place)[:1]]


def _found(rule: Rule, lookup: Lookup, folded: str, place: str) -> list[_Words]:
    """Return the words that each match is made of, the closest first where words are joined."""
    match rule:
        case Term(name):
            return [(span,) for span in lookup(name)[:_MOST]]
        case Inside(part, wanted):
            return _found(part, lookup, folded, place) if place in PLACES[wanted] else []
        case Either(parts):
            words: list[_Words] = []
            for part in parts:
                if type(part) is not Term:
                    words += _found(part, lookup, folded, place)
                elif places := lookup(part.name):
                    words += [(span,) for span in places[:_MOST]]
            return words[:_MOST]
        case Near(left, right, limit):
            pairs = _pairs(_found(left, lookup, folded, place), _found(right, lookup, folded, place))
            return _closest([a + b for a, b in pairs if _words_between(a, b, folded) <= limit])
        case Both(parts, none):
            found = _found(parts[0], lookup, folded, place)
            for part in parts[1:]:
                if not found:
                    return []
                found = _closest([a + b for a, b in _pairs(found, _found(part, lookup, folded, place))])
            return [] if found and any(_found(part, lookup, folded, place) for part in none) else found


def _pairs(left: Sequence[_Words], right: Sequence[_Words]) -> list[tuple[_Words, _Words]]:
    """Return the pairs that share no word: one word cannot be both actor and action."""
    return [(a, b) for a in left for b in right if not any(overlaps(*span, b) for span in a)]


def _closest(matches: list[_Words]) -> list[_Words]:
    def reach(words: _Words) -> tuple[int, int]:
        start, end = _window(words)
        return end - start, start

    return sorted(matches, key=reach)[:_MOST]


def _window(words: _Words) -> Span:
    return min(start for start, _ in words), max(end for _, end in words)


def _words_between(a: _Words, b: _Words, folded: str) -> int:
    first, second = sorted((_window(a), _window(b)))
    return len(folded[first[1] : second[0]].split())


class _Reader:
    """Reads a rule by recursive descent, one method for each strength of operator."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.tokens = [token.group().strip() for token in _TOKEN.finditer(written.strip())]
        self.at = 0

    def error(self, why: str) -> RuleError:
        return RuleError(f"{why} in the rule {self.written!r}")

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def either(self) -> Rule:
        parts = [self.both()]
        while self.peek() == "OR":
            self.take()
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Rule:
        parts: list[Rule] = [self.near()]
        none: list[Rule] = []
        while self.peek() == "AND":
            self.take()
            if self.peek() == "NOT":
                self.take()
                none.append(self.near())
            else:
                parts.append(self.near())
        return parts[0] if len(parts) == 1 and not none else Both(tuple(parts), tuple(none))

    def near(self) -> Rule:
        rule = self.placed()
        while self.peek().startswith("NEAR/") and _OPERATOR.fullmatch(self.peek()):
            words = int(self.take().removeprefix("NEAR/"))
            rule = Near(rule, self.placed(), words)
        return rule

    def placed(self) -> Rule:
        rule = self.atom()
        while self.peek() == "IN":
            self.take()
            place = self.take()
            if place not in PLACES:
                raise self.error(f"expected {' or '.join(PLACES)} after IN but found {place!r}")
            rule = Inside(rule, place)
        return rule

    def atom(self) -> Rule:
        if self.peek() == "(":
            self.take()
            rule = self.either()
            if self.take() != ")":
                raise self.error("expected a closing bracket")
            return rule
        words = []
        while self.peek() not in ("", "(", ")") and not _OPERATOR.fullmatch(self.peek()):
            if _MEANT.fullmatch(self.peek()):
                raise self.error(
                    f"{self.peek()!r} is no operator (NEAR/5: at most 5 words between; up to NEAR/999)"
                )
            words.append(self.take())
        if not words:
            raise self.error(f"expected words but found {self.peek() or 'the end'!r}")
        if words[0].startswith("@") and len(words) > 1:
            raise self.error(f"{words[0]} must stand alone; put an operator after it")
        return Term(" ".join(words))
