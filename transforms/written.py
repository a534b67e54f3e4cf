"""Two texts laid side by side: their sentences, how much of each changed, who speaks and is named there."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from transforms.folding import fold
from transforms.revisions import plain
from transforms.sentences import sentences
from transforms.terms import terms
from transforms.word_diff import Change, Span, Token, tokens

ALIKE = 0.3  # of the words of the shorter stretch; below it one did not become the other
MOSTLY = 0.6  # of a sentence's words are changed: the sentence came or went, it was not merely edited


@dataclass(frozen=True)
class Written:
    """A text and the stretches of it that differ from the other text, in order.

    `voices` and `people` are its rows of `schemas.VOICES` and `schemas.PEOPLE`.
    """

    text: str
    changed: tuple[Span, ...]
    voices: Sequence[Mapping[str, Any]] = field(default=())
    people: Sequence[Mapping[str, Any]] = field(default=())

    @cached_property
    def folded(self) -> str:
        """The text with its marks made plain, as long as it was."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks."""
        return tokens(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words it uses."""
        return frozenset(token.key.removesuffix("'s") for token in self.tokens)

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of its people, as they are written most fully."""
        return frozenset(person["name"] for person in self.people)

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences."""
        return sentences(self.text)

    @cached_property
    def said(self) -> frozenset[str]:
        """Its sentences as they are compared."""
        return frozenset(plain(self.text[start:end]) for start, end in self.sentences)

    def is_new(self, span: Span, other: "Written") -> bool:
        """Return whether a stretch is mostly changed, and no sentence that the other text holds elsewhere."""
        return self.share(span) >= MOSTLY and plain(self.text[slice(*span)]) not in other.said

    def share(self, span: Span) -> float:
        """Return which part of the words of a stretch lies in what was changed."""
        last = bisect_left(self._starts, span[1]) - 1
        if last < 0 or self.changed[last][1] <= span[0]:
            return 0.0  # no change touches it, as in most sentences
        words = [token for token in self.within(span) if token.key[0].isalnum()]
        return sum(self.is_changed(token.start, token.end) for token in words) / len(words) if words else 0.0

    def is_changed(self, start: int, end: int) -> bool:
        """Return whether a stretch lies in what differs."""
        nth = bisect_right(self._starts, start) - 1
        return nth >= 0 and end <= self.changed[nth][1]

    def within(self, span: Span) -> list[Token]:
        """Return the words and marks that lie in a stretch."""
        first = bisect_left(self.tokens, span[0], key=lambda token: token.start)
        last = bisect_right(self.tokens, span[1], key=lambda token: token.end)
        return self.tokens[first:last]

    def around(self, span: Span) -> Span:
        """Return the sentences that a stretch touches, from the first one's start to the last one's end."""
        starts = self._sentence_starts
        if not starts:
            return span
        first = max(bisect_right(starts, span[0]) - 1, 0)
        if self.sentences[first][1] <= span[0] and first + 1 < len(starts) and starts[first + 1] < span[1]:
            first += 1  # it begins in the gap between two
        last = max(bisect_right(starts, max(span[1] - 1, span[0])) - 1, first)
        return self.sentences[first][0], self.sentences[last][1]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.changed]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]


@dataclass(frozen=True)
class Pair:
    """One field of two consecutive revisions, and the changes between them."""

    old: Written
    new: Written
    changes: tuple[Change, ...]
    is_headline: bool = False

    @cached_property
    def notices(self) -> list[Span]:
        """Where the new text says, and the old one did not, that the article was corrected."""
        found: list[Span] = []
        for span in self.new.sentences:
            if self.new.is_new(span, self.old):
                goes_on = found and not self.new.text[found[-1][1] : span[0]].strip(" ")
                if goes_on:
                    found[-1] = (found[-1][0], span[1])
                elif terms().is_notice(self.new.text[slice(*span)]):
                    found.append(span)
        return found

    def in_old(self, at: int) -> Span:
        """Return where in the old text a place of the new one would stand, as an empty span."""
        return _place(at, self.new.changed, self.old.changed)

    def in_new(self, at: int) -> Span:
        """Return where in the new text a place of the old one would stand, as an empty span."""
        return _place(at, self.old.changed, self.new.changed)

    def is_alike(self, old: Span, new: Span) -> bool:
        """Return whether two stretches share so many words that one may have become the other."""
        had, has = (
            {token.key for token in side.within(span) if token.key.isalnum()}
            for side, span in ((self.old, old), (self.new, new))
        )
        return bool(had and has) and len(had & has) >= ALIKE * min(len(had), len(has))


def _place(at: int, here: Sequence[Span], there: Sequence[Span]) -> Span:
    """Return where a place of one text stands in the other; what was changed begins where it begins there."""
    nth = bisect_right(here, at, key=lambda span: span[0]) - 1
    if nth < 0:
        return at, at
    if at <= here[nth][1]:
        return there[nth][0], there[nth][0]
    moved = at + there[nth][1] - here[nth][1]
    return moved, moved
