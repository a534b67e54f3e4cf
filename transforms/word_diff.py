"""Tells which words of a text changed, in time that hardly grows faster than the text.

Paragraphs are matched first, then the words between those that match, both by patience: what occurs once on
either side, in the same order, is an anchor; what lies between two anchors is matched in the same way. Marks
made plain (`folding`), letter case, furniture and date lines are no changes, as in `revisions.content`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from transforms.folding import fold, lower
from transforms.revisions import own_paragraphs, plain

Span = tuple[int, int]  # [start, end) in code points
Blocks = list[tuple[int, int, int]]  # start before, start after, how many are the same

BREAK = "\n\n"  # stands between two paragraphs
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*|[^\W\d]\w*(?:'\w+)*|[^\w\s]|_+")
_CLOSING = frozenset(".?!\"'”’)")
_STOPS = frozenset(".?!")
_DEPTH = 8  # how often what lies between anchors is searched for anchors again
_SMALL = 4096  # tokens before times tokens after, up to which difflib looks without anchors
_LEAST_ALIKE = 0.3  # of the words on the shorter side; below it a passage was written anew
_MOST = 2000  # changes; a text with more of them was written anew
_SHORT = 2  # words that are the same between two changes: one change to a reader


class Token(NamedTuple):
    """A word, a mark or a break between paragraphs, and where it stands."""

    key: str
    start: int
    end: int


class Change(NamedTuple):
    """One stretch that differs; where nothing stood or nothing is left, the span is empty and says where."""

    old: Span
    new: Span


class Segment(NamedTuple):
    """A stretch of two texts read together: `same`, `gone` or `new`."""

    mark: str
    text: str


def diff(old: str, new: str, parted: Callable[[str], list[Span]] = own_paragraphs) -> list[Segment]:
    """Return both texts as one: what is `same`, `gone` and `new`; joined without `gone` it is the text after.

    >>> [tuple(segment) for segment in diff("A riot broke out.", "A protest broke out.")]
    [('same', 'A '), ('gone', 'riot'), ('new', 'protest'), ('same', ' broke out.')]
    """
    segments, at = [], 0
    for change in changes(old, new, parted):
        gone, come = old[slice(*change.old)], new[slice(*change.new)]
        if gone and not come and old[change.old[0] - 1 : change.old[0]] == "\n":
            gone = BREAK + gone  # a paragraph that is gone took its break with it
        segments += [("same", new[at : change.new[0]]), ("gone", gone), ("new", come)]
        at = change.new[1]
    segments.append(("same", new[at:]))
    return [Segment(mark, text) for mark, text in segments if text]


def whole(text: str) -> list[Span]:
    """Return a text as one paragraph, for headlines and parts of texts, where nothing is furniture."""
    return [(0, len(text))] if text.strip() else []


def changes(before: str, after: str, parted: Callable[[str], list[Span]] = own_paragraphs) -> list[Change]:
    """Return what a reader would call changed, in order; neighbours with two words between them are one.

    `parted` gives the paragraphs to compare.
    """
    old, new = parted(before), parted(after)
    blocks = matched(
        [plain(before[slice(*span)]) for span in old], [plain(after[slice(*span)]) for span in new]
    )
    found: list[Change] = []
    for (b0, b1), (a0, a1) in _gaps(blocks, len(old), len(new)):
        places = old[b0 - 1][1] if b0 else 0, new[a0 - 1][1] if a0 else 0
        found += _changes_of(_tokens(before, old[b0:b1]), _tokens(after, new[a0:a1]), places)
    if len(found) > _MOST:
        first, last = found[0], found[-1]
        found = [Change((first.old[0], last.old[1]), (first.new[0], last.new[1]))]
    return found


def tokens(text: str, start: int = 0) -> list[Token]:
    """Return the words and marks of a text, compared as they read: without case and kinds of marks.

    The text begins at the place `start`.
    """
    return [
        Token(match[0], start + match.start(), start + match.end())
        for match in _TOKEN.finditer(lower(fold(text)))
    ]


def matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> Blocks:
    """Return the runs that two sequences share, in order, none over another; at worst in n log n."""
    found: Blocks = []
    work = [(0, len(old), 0, len(new), 0)]
    while work:
        b0, b1, a0, a1, depth = work.pop()
        head = 0
        while b0 + head < b1 and a0 + head < a1 and old[b0 + head] == new[a0 + head]:
            head += 1
        tail = 0
        while b1 - tail > b0 + head and a1 - tail > a0 + head and old[b1 - tail - 1] == new[a1 - tail - 1]:
            tail += 1
        found += [(b0, a0, head), (b1 - tail, a1 - tail, tail)]
        b0, b1, a0, a1 = b0 + head, b1 - tail, a0 + head, a1 - tail
        if b0 == b1 or a0 == a1 or depth == _DEPTH:
            continue
        anchors = _anchors(old[b0:b1], new[a0:a1])
        if anchors:
            edges = [(b0, a0), *((b0 + b, a0 + a) for b, a in anchors), (b1, a1)]
            work += [(b, d, a, c, depth + 1) for (b, a), (d, c) in pairwise(edges)]
        elif (b1 - b0) * (a1 - a0) <= _SMALL:
            blocks = SequenceMatcher(None, old[b0:b1], new[a0:a1], autojunk=False).get_matching_blocks()
            found += [(b0 + b, a0 + a, size) for b, a, size in blocks]
    return _merged(sorted(block for block in found if block[2]))


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of what occurs once on either side, as many as stand in the same order."""
    counts, other = Counter(old), Counter(new)
    place = {key: nth for nth, key in enumerate(new) if other[key] == 1}
    pairs = [(nth, place[key]) for nth, key in enumerate(old) if counts[key] == 1 and key in place]
    ends: list[int] = []  # the longest rising sequence: Fredman 1975
    last: list[int] = []
    came_from: list[int] = []
    for nth, (_, at) in enumerate(pairs):
        length = bisect_left(ends, at)
        came_from.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [at]
        last[length : length + 1] = [nth]
    chain, nth = [], last[-1] if last else -1
    while nth >= 0:
        chain.append(pairs[nth])
        nth = came_from[nth]
    return chain[::-1]


def _merged(blocks: Blocks) -> Blocks:
    whole: Blocks = []
    for b, a, size in blocks:
        if whole and whole[-1][0] + whole[-1][2] == b and whole[-1][1] + whole[-1][2] == a:
            whole[-1] = (*whole[-1][:2], whole[-1][2] + size)
        else:
            whole.append((b, a, size))
    return whole


def _gaps(blocks: Blocks, old: int, new: int) -> Iterator[tuple[Span, Span]]:
    """Yield what lies between the runs, as places before and after."""
    b0 = a0 = 0
    for b, a, size in [*blocks, (old, new, 0)]:
        if b > b0 or a > a0:
            yield (b0, b), (a0, a)
        b0, a0 = b + size, a + size


def _changes_of(old: list[Token], new: list[Token], places: tuple[int, int]) -> list[Change]:
    """Return the changes between two runs of paragraphs; `places` say where, should one of them be empty."""
    blocks = matched(_keys(old), _keys(new))
    alike = sum(old[nth].key.isalnum() for b, _, size in blocks for nth in range(b, b + size))
    if alike < _LEAST_ALIKE * min(sum(t.key.isalnum() for t in old), sum(t.key.isalnum() for t in new)):
        blocks = []
    parted = (part for gap in _gaps(blocks, len(old), len(new)) for part in _parted(gap, old, new))
    gaps = [_slid(gap, old, new) for gap in parted]
    return [
        Change(_span(old, gone, places[0]), _span(new, come, places[1])) for gone, come in _closed(gaps, old)
    ]


def _parted(gap: tuple[Span, Span], old: list[Token], new: list[Token]) -> Iterator[tuple[Span, Span]]:
    """Yield a gap, cut at the first full stop if sentences follow on one side: "two" for "three. It rained".

    The stop after the gap, which both sides share, is then the one that ended the sentence.
    """
    (b0, b1), (a0, a1) = gap
    for side, start, end, is_old in ((new, a0, a1, False), (old, b0, b1, True)):
        if b0 == b1 or a0 == a1 or end == len(side) or side[end].key not in _STOPS:
            continue
        stop = next((n for n in range(start + 1, end) if side[n].key == side[end].key), None)
        if stop is not None and stop + 1 < end:
            if is_old:
                yield (start, stop), (a0, a1)
                yield (stop + 1, end + 1), (a1 + 1, a1 + 1)
            else:
                yield (b0, b1), (start, stop)
                yield (b1 + 1, b1 + 1), (stop + 1, end + 1)
            return
    yield gap


def _slid(gap: tuple[Span, Span], old: list[Token], new: list[Token]) -> tuple[Span, Span]:
    """Return a pure addition or removal moved to the start of a sentence, if it may stand there as well."""
    (b0, b1), (a0, a1) = gap
    side, start, end = (new, a0, a1) if b0 == b1 else (old, b0, b1)
    if b0 != b1 and a0 != a1:
        return gap
    for back in range(min(start, end - start, min(a0, b0)) + 1):
        before = side[start - back - 1].key if start - back else BREAK
        if before == BREAK or (before in _CLOSING and side[start - back].key not in _CLOSING):
            return (b0 - back, b1 - back), (a0 - back, a1 - back)
        if side[start - back - 1].key != side[end - back - 1].key:
            break
    return gap


def _closed(gaps: list[tuple[Span, Span]], old: list[Token]) -> list[tuple[Span, Span]]:
    """Return the gaps, those that a word or two part as one; never across a break or a sentence's end."""
    whole: list[tuple[Span, Span]] = []
    for gap in gaps:
        between = [token.key for token in old[whole[-1][0][1] : gap[0][0]]] if whole else []
        words = sum(key[0].isalnum() for key in between)
        if whole and words <= _SHORT and len(between) <= 2 * _SHORT and not {BREAK, *_STOPS} & {*between}:
            (b0, _), (a0, _) = whole[-1]
            whole[-1] = (b0, gap[0][1]), (a0, gap[1][1])
        else:
            whole.append(gap)
    return whole


def _span(side: list[Token], gap: Span, place: int) -> Span:
    start, end = gap
    if start < end:
        return side[start].start, side[end - 1].end
    at = side[start - 1].end if start else side[0].start if side else place
    return at, at


def _tokens(text: str, paragraphs: Sequence[Span]) -> list[Token]:
    """Return the tokens of the paragraphs with the breaks between them."""
    whole: list[Token] = []
    for start, end in paragraphs:
        found = tokens(text[start:end], start)
        if whole and found:
            whole.append(Token(BREAK, whole[-1].end, found[0].start))
        whole += found
    return whole


def _keys(side: list[Token]) -> tuple[str, ...]:
    return tuple(token.key for token in side)
