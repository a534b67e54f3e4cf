"""Finds thousands of phrases in one pass over a text, at word boundaries and in the case they ask for."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from transforms.folding import lower
from transforms.phrases import Phrase


class Match(NamedTuple):
    """One occurrence of a term: code points [start, end) of the text."""

    start: int
    end: int
    term: str


class Matcher:
    """The phrases of many terms in one automaton; a term is a name that several phrases may stand for.

    >>> from transforms.folding import fold
    >>> from transforms.phrases import expand
    >>> matcher = Matcher({"met": expand("=Met"), "office": expand("Met Office")})
    >>> matcher.find(fold("She met the Met-Office"))
    [Match(start=12, end=15, term='met'), Match(start=12, end=22, term='office')]
    """

    def __init__(self, terms: Mapping[str, Iterable[Phrase]]) -> None:
        wanted: dict[str, list[tuple[str, str | None]]] = {}
        for term, phrases in terms.items():
            for phrase in phrases:
                wanted.setdefault(phrase.key, []).append((term, phrase.words if phrase.exact else None))
        self._wanted = [tuple(dict.fromkeys(forms)) for forms in wanted.values()]
        self._automaton = AhoCorasick(list(wanted)) if wanted else None

    def find(self, folded: str) -> list[Match]:
        """Return every occurrence in folded text, overlapping ones too, ordered by start, then by end."""
        if self._automaton is None:
            return []
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(lower(folded), overlapping=True):
            if not _stands_alone(folded, start, end):
                continue
            for term, exact in self._wanted[pattern]:
                if exact is None or folded[start:end] == exact:
                    found.append(Match(start, end, term))
        return sorted(found)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


def without(spans: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that share no code point with any of the others, in time that grows as their number.

    >>> without([(0, 3), (4, 7)], [(6, 9)])
    [(0, 3)]
    """
    ordered = sorted(others)
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max))
    before = ((span, bisect_left(starts, span[1])) for span in spans)
    return [span for span, nth in before if nth == 0 or reach[nth - 1] <= span[0]]


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether [start, end) shares a code point with one of the spans.

    >>> overlaps(0, 3, [(3, 9)]), overlaps(0, 4, [(3, 9)])
    (False, True)
    """
    return any(start < other_end and other_start < end for other_start, other_end in spans)
