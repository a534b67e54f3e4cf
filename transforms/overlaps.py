"""Which texts share so many rare runs of words that one of them was made from the other.

Found by the containment of rare five-word shingles: how many of the smaller text's stand in the larger. It
finds cut and embedded copies, which similarity of whole texts (Jaccard, MinHash, cosine) does not: see
docs/copies.md for both measured side by side.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from transforms import shingles
from transforms.shingles import Places

LEAST_SHARED = 8  # shingles: twelve words in a row, or two phrases of eight
LEAST_SHARE = 0.3  # of the smaller text's shingles
RARE = 12  # texts: shingles in at most so many are compared pair by pair, others with one text for all
REPEATED = (
    3  # times in one outlet: what an outlet prints so often is its boilerplate, or one story many times
)
ALIKE = (
    0.5  # of the smaller text: so much must most texts with a common shingle share, else it is boilerplate
)
ALIKE_AT_HOME = 0.8  # the same where one outlet repeats it
MOST_HELD = 1 << 25  # shingles held in memory (256 MiB); of a larger collection a fixed sample is looked at

Flags = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Overlaps:
    """Pairs of texts, each once, `first` < `second`, and which part of the smaller stands in the larger."""

    first: Places
    second: Places
    containment: Doubles


@dataclass(frozen=True)
class _Postings:
    """Which texts hold which shingles: `groups` numbers the shingles that several texts hold."""

    groups: Places
    texts: Places
    sizes: Places  # how many shingles each text has, shared or not
    sampled: int  # one in so many shingles is looked at


def overlaps(texts: pa.Array, outlets: Places) -> Overlaps:
    """Return the pairs of which one may be made from the other, by what they share beside boilerplate.

    `texts` are as `shingles.folded` gives them, `outlets` a number for the outlet of each.
    """
    order = _largest_first(texts)
    held, outlets = _postings(texts, np.argsort(order)), outlets[order]
    counts = np.bincount(held.groups) if len(held.groups) else np.zeros(0, dtype=np.int64)
    starts = (np.cumsum(counts) - counts).astype(np.int64)
    pairs = _pairs(held, starts, counts)
    boilerplate = _boilerplate(held, outlets, starts, counts, pairs)
    sizes = held.sizes - np.bincount(held.texts[boilerplate[held.groups]], minlength=len(held.sizes))
    first, second, shared = pairs.counted(~boilerplate)
    share = shared / np.maximum(1, np.minimum(sizes[first], sizes[second]))
    enough = (shared >= max(2, LEAST_SHARED // held.sampled)) & (share >= LEAST_SHARE)
    ends = np.sort(np.stack([order[first[enough]], order[second[enough]]]), axis=0)
    return Overlaps(ends[0], ends[1], np.minimum(1.0, share[enough]))


def _largest_first(texts: pa.Array) -> Places:
    """Return the places of the texts, the longest first: a shingle's first text is to hold the others."""
    return np.argsort(-pc.binary_length(texts).to_numpy(zero_copy_only=False), kind="stable")


def _postings(texts: pa.Array, ranks: Places) -> _Postings:
    """Return the shingles that several texts hold; number and text share 64 bits, so one sort finds them."""
    size = sum(buffer.size for buffer in texts.buffers()[2:] if buffer)
    sampled = 1 << max(0, (size // 6 // MOST_HELD).bit_length())
    bits = max(1, len(texts).bit_length())
    below = np.uint64((1 << bits) - 1)
    parts = [np.zeros(0, dtype=np.uint64)]
    for first, part in shingles.by_part(texts):
        found = shingles.words(part)
        numbers, places = shingles.shingles(found)
        if sampled > 1:
            kept = (numbers & np.uint64(sampled - 1)) == 0
            numbers, places = shingles.mixed(numbers[kept] + np.uint64(1)), places[kept]
        parts.append((numbers & ~below) | ranks[found.texts[places] + first].astype(np.uint64))
    keys = np.concatenate(parts)
    del parts
    keys.sort()
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]]
    texts_of = (keys & below).astype(np.int64)
    sizes = np.bincount(texts_of, minlength=len(texts))
    keys >>= np.uint64(bits)
    same = keys[1:] == keys[:-1]
    shared = np.concatenate((same, [False])) | np.concatenate(([False], same))
    opens = np.concatenate(([True], ~same))[: len(keys)][shared[: len(keys)]]
    return _Postings(np.cumsum(opens) - 1, texts_of[shared[: len(keys)]], sizes, sampled)


def _boilerplate(held: _Postings, outlets: Places, starts: Places, counts: Places, pairs: "_Pairs") -> Flags:
    """Return which shingles belong to texts that have little else in common.

    Each is judged by the longest text that holds it: a story that fifty papers carry is much of all fifty.
    More is asked where many hold it, and most where one outlet prints it again and again.
    """
    first, second, shared = pairs.counted(np.ones(len(counts), dtype=bool))
    share = shared / np.maximum(1, np.minimum(held.sizes[first], held.sizes[second]))
    heads = held.texts[starts[held.groups]]
    others = np.flatnonzero(held.texts != heads)
    groups = held.groups[others]
    alike = share[np.searchsorted(pairs.key(first, second), pairs.key(heads[others], held.texts[others]))]
    needed = np.where(counts > RARE, ALIKE, LEAST_SHARE)
    needed[_repeated(held, outlets, len(counts))] = ALIKE_AT_HOME
    votes = np.bincount(groups, alike >= needed[groups], minlength=len(counts))
    flags: Flags = (counts > 2) & (votes < (counts - 1) / 2)
    return flags


def _repeated(held: _Postings, outlets: Places, count: int) -> Flags:
    """Return which shingles one outlet prints in several texts."""
    repeated = np.zeros(count, dtype=bool)
    width = int(outlets.max(initial=0)) + 1
    keys = np.sort(held.groups * width + outlets[held.texts])
    again = keys[REPEATED - 1 :]
    repeated[again[again == keys[: len(again)]] // width] = True
    return repeated


@dataclass(frozen=True)
class _Pairs:
    """Pairs of texts, one for each shingle they share; of a common one, only those with its first text."""

    texts: int
    keys: Places
    groups: Places

    def key(self, first: Places, second: Places) -> Places:
        return first * self.texts + second

    def counted(self, chosen: Flags) -> tuple[Places, Places, Places]:
        """Return each pair once, in order, and how many of the chosen shingles it shares."""
        keys, shared = np.unique(self.keys[chosen[self.groups]], return_counts=True)
        return keys // max(1, self.texts), keys % max(1, self.texts), shared


def _pairs(held: _Postings, starts: Places, counts: Places) -> _Pairs:
    width = len(held.sizes)
    keys, groups = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for count in range(2, RARE + 1):
        mine = np.flatnonzero(counts == count)
        left, right = np.triu_indices(count, 1)
        begins = starts[mine][:, None]
        keys.append((held.texts[begins + left] * width + held.texts[begins + right]).ravel())
        groups.append(np.repeat(mine, len(left)))
    common = np.flatnonzero(counts[held.groups] > RARE)
    heads = starts[held.groups[common]]
    others = common[common != heads]
    keys.append(held.texts[starts[held.groups[others]]] * width + held.texts[others])
    groups.append(held.groups[others])
    return _Pairs(width, np.concatenate(keys), np.concatenate(groups))
