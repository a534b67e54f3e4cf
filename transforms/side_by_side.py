"""Two texts laid side by side: which words of the one stand in the other, and what that says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms import shingles
from transforms.shingles import WORDS, Numbers, Places

NEAR = 4  # words around a shared stretch in which names and numbers are compared
AGREED = 0.7  # of the names and numbers there; of a form that is filled in twice about a third agree
SURE = (
    0.6  # of the smaller text, boilerplate aside: more is asked of those only that end alike or are at home
)
LONGEST_OWN = 0.45  # of a text: one with a longer stretch of its own shares a quotation
LONGEST_OWN_BESIDE_A_FOOT = 0.25  # the same where both end alike, or are of one outlet
LONGEST_OWN_BELOW_A_LEAD = 0.7  # the same where both begin alike: a cut version above an outlet's long foot
TOGETHER = 0.8  # of what is shared: so much in one stretch at the end of both, or at their beginning

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Text:
    """One text's words in order: a number each, where it begins and ends, whether it is a name or a number.

    `starts` and `ends` count code points.
    """

    words: Numbers
    starts: Places
    ends: Places
    names: Flags

    @cached_property
    def shingles(self) -> Numbers:
        """The number of each run of five words."""
        alone = np.zeros(len(self.words), dtype=np.int64)
        return shingles.shingles(shingles.Words(self.words, alone, self.starts, self.ends))[0]

    @cached_property
    def in_order(self) -> Numbers:
        """The shingles, sorted."""
        return np.sort(self.shingles)

    @cached_property
    def vocabulary(self) -> Numbers:
        """The words, sorted."""
        return np.sort(self.words)


def texts(bodies: pa.ChunkedArray | pa.Array) -> list[Text]:
    """Return the texts, ready to be laid side by side."""
    raw = pc.fill_null(bodies, "").cast(pa.large_string())
    raw = raw.combine_chunks() if isinstance(raw, pa.ChunkedArray) else raw
    return [
        text
        for first, part in shingles.by_part(shingles.folded(raw))
        for text in _texts(part, raw.slice(first, len(part)))
    ]


def shared(text: Text, other: Text) -> Flags:
    """Return which runs of five words of the text stand in the other."""
    return _among(text.shingles, other.in_order)


def covered(text: Text, other: Text) -> Flags:
    """Return which words of the text stand in the other as part of a run of five."""
    return spread(shared(text, other), len(text.words))


def spread(shared: Flags, words: int) -> Flags:
    """Return which of a text's words the runs that are shared cover."""
    flags = np.zeros(words, dtype=bool)
    for place in range(WORDS if len(shared) else 0):
        flags[place : place + len(shared)] |= shared
    return flags


def containment(one: Text, other: Text) -> float:
    """Return which part of the smaller text's runs of five words stands in the larger."""
    smaller, larger = (one, other) if len(one.words) <= len(other.words) else (other, one)
    return float(shared(smaller, larger).mean()) if len(smaller.shingles) else 0.0


def is_made_from(smaller: Text, larger: Text, share: float, at_home: bool) -> bool:
    """Return whether a part of a text that stands in another tells of one origin.

    It does not where the names and numbers around it are others, as in a form filled in twice; nor where it
    is one stretch with a long one beside it that shares nothing, as a quotation or an outlet's foot is. Of
    two texts of one outlet (`at_home`) less is thought a copy. `share` is the part, boilerplate aside.
    """
    taken, given = covered(smaller, larger), covered(larger, smaller)
    longest_own = LONGEST_OWN
    if at_home or _begin_alike(taken[::-1], given[::-1]):
        longest_own = LONGEST_OWN_BESIDE_A_FOOT
    elif share >= SURE:
        return True
    elif _begin_alike(taken, given):
        longest_own = LONGEST_OWN_BELOW_A_LEAD
    if longest_run(~taken) > longest_own * len(taken):
        return False
    reach = np.convolve(taken, np.ones(2 * NEAR + 1), mode="same") > 0 if len(taken) > 2 * NEAR else taken
    named = smaller.words[reach & smaller.names]
    agreed = _among(named, larger.vocabulary).sum()
    return bool((agreed + 1) / (len(named) + 1) >= AGREED)


def _begin_alike(taken: Flags, given: Flags) -> bool:
    """Return whether what two texts share is what both begin with."""
    return all(_opening(flags) >= TOGETHER * int(flags.sum()) for flags in (taken, given))


def _opening(flags: Flags) -> int:
    """Return how many flags are set before the first that is not."""
    return len(flags) if flags.all() else int(np.argmin(flags))


def longest_run(flags: Flags) -> int:
    """Return how long the longest stretch is in which all flags are set."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _among(numbers: Numbers, ordered: Numbers) -> Flags:
    """Return which of the numbers stand in an array that is in order."""
    if not len(ordered):
        return np.zeros(len(numbers), dtype=bool)
    places = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    found: Flags = ordered[places] == numbers
    return found


def _texts(lowered: pa.Array, raw: pa.Array) -> Sequence[Text]:
    found = shingles.words(lowered)
    letters = _letters(lowered)
    names = _names(letters, _letters(raw), found.starts)
    points = np.concatenate(([0], np.cumsum((letters & 0xC0) != 0x80)))
    edges = np.searchsorted(found.texts, np.arange(len(lowered) + 1))
    sizes = np.concatenate(([0], np.cumsum(pc.utf8_length(lowered).to_numpy(zero_copy_only=False))))
    return [
        Text(
            found.numbers[begin:end],
            points[found.starts[begin:end]] - sizes[place],
            points[found.ends[begin:end]] - sizes[place],
            names[begin:end],
        )
        for place, (begin, end) in enumerate(pairwise(edges))
    ]


def _names(lowered: npt.NDArray[np.uint8], raw: npt.NDArray[np.uint8], starts: Places) -> Flags:
    """Return which words have a capital though they open no sentence, or a figure at their beginning."""
    figures: Flags = (lowered[starts] >= 0x30) & (lowered[starts] <= 0x39)
    capitals = raw[starts] != lowered[starts]
    before = np.maximum(starts - 1, 0)
    before = np.where(lowered[before] == 0x20, np.maximum(before - 1, 0), before)
    opens = (starts == 0) | np.isin(lowered[before], np.frombuffer(b'.!?:"\n\x9c\x98', dtype=np.uint8))
    named: Flags = figures | (capitals & ~opens)
    return named


def _letters(array: pa.Array) -> npt.NDArray[np.uint8]:
    offsets = np.frombuffer(array.buffers()[1], dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    if array.buffers()[2] is None or not len(array):
        return np.zeros(0, dtype=np.uint8)
    letters: npt.NDArray[np.uint8] = np.frombuffer(array.buffers()[2], dtype=np.uint8)[
        offsets[0] : offsets[-1]
    ]
    return letters
