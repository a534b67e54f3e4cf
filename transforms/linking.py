"""Joins articles into stories: those that are alike on average, unless their names say that they are two.

Average link goes from the most alike to the least. Two events of one kind are told in the same words, and are
alike enough to be joined; but nearly all articles of one give names and numbers that next to none of the
other gives, and the other way round. Two groups that differ so are kept apart, however alike their words.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from transforms.likeness import Likeness

LINK = 0.2  # mean likeness of two groups that tell one story; .16 to .22 measured alike
FAINT = 0.05  # pairs less alike count as not alike at all, which saves most of the work
SURE = 0.4  # groups more alike than this are one story whatever they are called
MOST, HARDLY = 0.55, 0.1  # shares of a group, (count + 1/2) / (articles + 1), that give a name
OWN_NAMES = 3  # that each side must have to itself, and this part of those that both share:
OWN_PART = 0.4
HALF_LIFE = 7.0  # days apart that halve a likeness: burglaries of two weeks are two, however alike
_ROWS = 512  # multiplied at once: the product of two thousand articles with a window fits into memory

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def pairs(alike: Likeness, of: Ints, days: Floats, window: float) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield, piece by piece, the rows of `of` and all rows that are alike and at most `window` days apart.

    A pair is three numbers: the row of `of`, the other row, the likeness. `days` is nan where there is no
    date, and such an article may be of any day.
    """
    for first in range(0, len(of), _ROWS):
        some = of[first : first + _ROWS]
        product = alike.of(some).to(alike).tocoo()
        left, right = some[product.coords[0]], product.coords[1].astype(np.int64)
        apart = np.nan_to_num(np.abs(days[left] - days[right]))
        likeness = product.data * np.exp2(-apart / HALF_LIFE)
        kept = (likeness >= FAINT) & (left != right) & (apart <= window)
        yield left[kept], right[kept], likeness[kept]


def link(alike: Likeness, texts: Ints, days: Floats, window: float) -> list[list[int]]:
    """Return groups of row numbers, each the articles of one story, in the order of their first rows.

    `texts` is equal for two rows of the very same words. A text that many outlets print on one day is
    compared once, as so many articles: they would be joined first, and their pairs are many.
    """
    same = _same(alike, texts, days)
    linking = _Linking(alike.names, days, window, same)
    heads = np.array([rows[0] for rows in same], np.int64)
    for left, right, likeness in pairs(alike.of(heads), np.arange(len(heads)), days[heads], window):
        for a, b, value in zip(left.tolist(), right.tolist(), likeness.tolist(), strict=True):
            linking.near[a][b] = value * len(same[a]) * len(same[b])
    linking.run()
    return sorted(sorted(group.rows) for group in linking.groups if group.rows)


def _same(alike: Likeness, texts: Ints, days: Floats) -> list[list[int]]:
    """Return all rows in groups: those of one text, published on one day, are together."""
    alone = np.diff(alike.names.indptr) == 0  # where no name is given, not even the same words are alike
    groups: dict[object, list[int]] = {}
    for row, (text, day) in enumerate(zip(texts.tolist(), np.floor(days).tolist(), strict=True)):
        key = row if alone[row] else (text, None if np.isnan(day) else day)
        groups.setdefault(key, []).append(row)
    return list(groups.values())


@dataclass
class _Group:
    rows: list[int]
    dated: Floats  # days, sorted
    names: tuple[Ints, Ints] | None = None  # names that it gives, and how many of its articles do


class _Linking:
    """Groups that grow: `near[a][b]` is the sum of the likenesses of all pairs between two groups."""

    def __init__(
        self, names: sparse.csr_array, days: Floats, window: float, groups: Sequence[Sequence[int]]
    ) -> None:
        self.names, self.window = names, window
        dated = (np.sort(days[list(rows)]) for rows in groups)  # nan comes last
        self.groups = [_Group(list(rows), of[~np.isnan(of)]) for rows, of in zip(groups, dated, strict=True)]
        self.near: list[dict[int, float]] = [{} for _ in self.groups]
        self.queue: list[tuple[float, int, int, int, int]] = []

    def run(self) -> None:
        for a, others in enumerate(self.near):
            for b in others:
                if a < b:
                    self.offer(a, b)
        while self.queue:
            far, a, b, size_a, size_b = heapq.heappop(self.queue)
            one, other = self.groups[a], self.groups[b]
            if (len(one.rows), len(other.rows)) == (size_a, size_b) and not self.differ(one, other, -far):
                self.join(a, b) if len(self.near[a]) >= len(self.near[b]) else self.join(b, a)

    def offer(self, a: int, b: int) -> None:
        mean = self.near[a][b] / self.comparable(self.groups[a], self.groups[b])
        if mean >= LINK:
            a, b = min(a, b), max(a, b)
            heapq.heappush(self.queue, (-mean, a, b, len(self.groups[a].rows), len(self.groups[b].rows)))

    def comparable(self, one: _Group, other: _Group) -> int:
        """Return how many pairs of articles are near enough in time to be compared."""
        a, b = one.dated, other.dated
        every = len(one.rows) * len(other.rows)
        if not len(a) or not len(b) or max(a[-1], b[-1]) - min(a[0], b[0]) <= self.window:
            return every
        within = np.searchsorted(b, a + self.window, "right") - np.searchsorted(b, a - self.window, "left")
        return every - len(a) * len(b) + int(within.sum())

    def join(self, a: int, b: int) -> None:
        """Let group a take group b's articles and neighbours."""
        one, other = self.groups[a], self.groups[b]
        one.rows, one.dated, one.names = (
            one.rows + other.rows,
            np.sort(np.append(one.dated, other.dated)),
            None,
        )
        self.groups[b] = _Group([], other.dated[:0])
        gained, self.near[b] = self.near[b], {}
        near = self.near[a]
        for c, value in gained.items():
            del self.near[c][b]
            if c != a:
                near[c] = self.near[c][a] = near.get(c, 0.0) + value
        for c in near:
            self.offer(a, c)

    def differ(self, one: _Group, other: _Group, mean: float) -> bool:
        """Return whether each group has names to itself, too many for two tellings of one story."""
        if mean >= SURE:
            return False
        size_a, size_b = len(one.rows), len(other.rows)
        if 0.5 / (min(size_a, size_b) + 1) > HARDLY:  # what so few have in common may be chance
            return False
        a, b = self.given(one), self.given(other)
        shared = len(np.intersect1d(_by(a, size_a, 0.5), _by(b, size_b, 0.5), assume_unique=True))
        own = min(_own(a, size_a, b, size_b), _own(b, size_b, a, size_a))
        return own >= OWN_NAMES and own >= OWN_PART * shared

    def given(self, group: _Group) -> tuple[Ints, Ints]:
        if group.names is None:
            ends, names = self.names.indptr, self.names.indices
            held: Sequence[Ints] = [names[ends[row] : ends[row + 1]] for row in group.rows]
            group.names = np.unique(np.concatenate(held), return_counts=True)
        return group.names


def _by(names: tuple[Ints, Ints], size: int, share: float) -> Ints:
    """Return the names that at least this share of a group's articles give."""
    return names[0][(names[1] + 0.5) / (size + 1) >= share]


def _own(names: tuple[Ints, Ints], size: int, others: tuple[Ints, Ints], other_size: int) -> int:
    """Return how many names most articles of a group give and hardly one of the other."""
    theirs = others[0][(others[1] + 0.5) / (other_size + 1) > HARDLY]
    return len(np.setdiff1d(_by(names, size, MOST), theirs, assume_unique=True))
