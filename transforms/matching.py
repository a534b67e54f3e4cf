"""Finds thousands of phrases in one pass over a text, at word boundaries and in the case they ask for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from transforms.folding import lower
from transforms.phrases import Phrase

Span = tuple[int, int]


class Match(NamedTuple):
    """One occurrence of a term: code points [start, end) of the text."""

    start: int
    end: int
    term: str


_match = partial(tuple.__new__, Match)


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
        self._edges = [(phrase[0].isalnum(), phrase[-1].isalnum()) for phrase in wanted]
        self._automaton = AhoCorasick(list(wanted)) if wanted else None

    def find(self, folded: str, lowered: str | None = None) -> list[Match]:
        """Return every occurrence in folded text, overlapping ones too, ordered by start, then by end.

        `lowered` is the text in lower case, if it is known.
        """
        if self._automaton is None:
            return []
        small = lower(folded) if lowered is None else lowered
        size, edges, wanted = len(folded), self._edges, self._wanted
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(small, overlapping=True):
            opens, closes = edges[pattern]  # inside a longer word is no occurrence
            if (closes and end < size and folded[end].isalnum()) or (
                opens and start and folded[start - 1].isalnum()
            ):
                continue
            for term, exact in wanted[pattern]:
                if exact is None or folded[start:end] == exact:
                    found.append((start, end, term))
        found.sort()
        return list(map(_match, found))


def within(spans: Sequence[Span], matches: Iterable[Match]) -> Iterator[tuple[int, list[Match]]]:
    """Yield, for each of the spans that holds matches, its number and those that lie in it whole.

    Both are in the order of the text, and no two spans overlap.

    >>> [(nth, len(inside)) for nth, inside in within([(0, 5), (5, 9)], [Match(4, 6, "a"), Match(6, 9, "b")])]
    [(1, 1)]
    """
    nth, end, inside = -1, 0, list[Match]()
    for match in matches:
        while nth + 1 < len(spans) and spans[nth + 1][0] <= match[0]:
            if inside:
                yield nth, inside
            nth, inside = nth + 1, []
            end = spans[nth][1]
        if match[1] <= end and nth >= 0:
            inside.append(match)
    if inside:
        yield nth, inside


class Stretches:
    """Spans in any order, of which one asks again and again whether any shares a code point with another.

    >>> Stretches([(6, 9), (0, 3)]).overlap(4, 7), Stretches([(6, 9), (0, 3)]).overlap(3, 6)
    (True, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def overlap(self, start: int, end: int) -> bool:
        """Return whether one of them shares a code point with [start, end)."""
        nth = bisect_left(self._starts, end)
        return nth > 0 and self._reach[nth - 1] > start


def without(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return the spans that share no code point with any of the others, in time that grows as their number.

    >>> without([(0, 3), (4, 7)], [(6, 9)])
    [(0, 3)]
    """
    stretches = Stretches(others)
    return [span for span in spans if not stretches.overlap(*span)]


def overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Return whether [start, end) shares a code point with one of the spans.

    >>> overlaps(0, 3, [(3, 9)]), overlaps(0, 4, [(3, 9)])
    (False, True)
    """
    return any(start < other_end and other_start < end for other_start, other_end in spans)
