"""One of two texts that are compared: its sentences, and how much of each was changed."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from transforms.folding import fold
from transforms.matching import Match
from transforms.revisions import plain
from transforms.sentences import sentences
from transforms.terms import terms
from transforms.word_diff import Span, Token, tokens

MOSTLY = 0.6  # of a sentence's words are changed: the sentence came or went, it was not merely edited


@dataclass(frozen=True)
class Written:
    """A text, and the stretches of it that differ from the other text, in order."""

    text: str
    changed: tuple[Span, ...]

    @cached_property
    def folded(self) -> str:
        """The text with its marks made plain, as long as it was."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks."""
        return tokens(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences."""
        return sentences(self.text)

    @cached_property
    def speech(self) -> list[Match]:
        """Where it speaks of speaking and of police."""
        found = terms().speech.find(self.folded)
        never = [(match.start, match.end) for match in found if match.term == "not_police"]
        others = Written("", tuple(never))
        return [
            match for match in found if match.term != "police" or not others.is_changed(Token("", *match[:2]))
        ]

    def speech_in(self, span: Span) -> list[Match]:
        """Return what of `speech` lies in a stretch."""
        first = bisect_left(self.speech, span[0], key=lambda match: match.start)
        last = bisect_left(self.speech, span[1], key=lambda match: match.start)
        return [match for match in self.speech[first:last] if match.end <= span[1]]

    @cached_property
    def said(self) -> frozenset[str]:
        """Its sentences as they are compared."""
        return frozenset(plain(self.text[start:end]) for start, end in self.sentences)

    def new_sentences(self, other: "Written") -> list[Span]:
        """Return the sentences that are mostly changed, and that the other text does not hold elsewhere."""
        return [
            span
            for span in self.sentences
            if self.share(span) >= MOSTLY and plain(self.text[slice(*span)]) not in other.said
        ]

    def share(self, span: Span) -> float:
        """Return which part of the words of a stretch lies in what was changed."""
        last = bisect_left(self._starts, span[1]) - 1
        if last < 0 or self.changed[last][1] <= span[0]:
            return 0.0  # no change touches it, as in most sentences
        inside = self.within(span)
        words = [token for token in inside if token.key[0].isalnum()]
        return sum(self.is_changed(token) for token in words) / len(words) if words else 0.0

    def is_changed(self, token: Token) -> bool:
        """Return whether a token lies in a stretch that differs."""
        nth = bisect_right(self._starts, token.start) - 1
        return nth >= 0 and token.end <= self.changed[nth][1]

    def within(self, span: Span, most: int | None = None) -> list[Token]:
        """Return the tokens that lie in a stretch, or the first `most` of them."""
        first = bisect_left(self.tokens, span[0], key=lambda token: token.start)
        last = bisect_right(self.tokens, span[1], key=lambda token: token.end)
        return self.tokens[first : last if most is None else min(last, first + most)]

    def around(self, span: Span) -> Span:
        """Return the sentences that a stretch touches, from the first one's start to the last one's end."""
        starts = self._sentence_starts
        first = max(bisect_right(starts, span[0]) - 1, 0)
        last = max(bisect_right(starts, max(span[1] - 1, span[0])) - 1, 0)
        return (self.sentences[first][0], self.sentences[last][1]) if starts else (0, 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.changed]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]
