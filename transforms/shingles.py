"""Every run of five words of every text as a number, so that texts are compared as arrays.

Words are what stands between spaces and marks, in lower case; of a script written without spaces each
letter is a word. A shingle's number is a polynomial of its bytes, the same in every process and on every
machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

WORDS = 5  # in a shingle; with fewer, phrases that all reporters use make copies of strangers
AT_ONCE = 1 << 20  # bytes of text that are held as numbers at a time, and one text at least
Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so it has an inverse modulo 2**64
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_STEP = np.uint64(0xD6E8FEB86659FD93)
_SEPARATOR = np.ones(256, dtype=bool)
_SEPARATOR[[*range(0x30, 0x3A), *range(0x61, 0x7B), *range(0x80, 0x100)]] = False  # digits, letters, the rest


@dataclass(frozen=True)
class Words:
    """The words of some texts in order: a number each, the text each stands in, where it begins and ends.

    `starts` and `ends` count bytes of the texts as `folded` gives them, from the first text's first byte.
    """

    numbers: Numbers
    texts: Places
    starts: Places
    ends: Places


def folded(texts: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return the texts in lower case, missing ones empty, as one array with 64-bit offsets.

    Every byte stays where it was: a text with a letter whose lower case is longer is lowered in ASCII only.
    """
    plain = pc.fill_null(texts, "").cast(pa.large_string())
    lowered = pc.utf8_lower(plain)
    fits = pc.equal(pc.binary_length(lowered), pc.binary_length(plain))
    kept = pc.if_else(fits, lowered, pc.ascii_lower(plain))
    return kept.combine_chunks() if isinstance(kept, pa.ChunkedArray) else kept


def words(texts: pa.Array) -> Words:
    """Return the words of texts that `folded` gave."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    first, last = (int(offsets[0]), int(offsets[-1])) if len(texts) else (0, 0)
    if first == last:
        empty = np.zeros(0, dtype=np.int64)
        return Words(empty.astype(np.uint64), empty, empty, empty)
    letters = np.frombuffer(texts.buffers()[2], dtype=np.uint8)[first:last]
    apart, alone = _marks(letters)
    begins = np.concatenate(([True], apart[:-1])) | alone
    edges = (offsets[1:-1] - first)[offsets[1:-1] < last]
    begins[edges] = True  # a text's first letter begins a word, whatever the text before ended with
    begins &= ~apart
    starts = np.flatnonzero(begins)
    stops = np.concatenate((begins[1:] | apart[1:], [True])) & ~apart
    ends = np.flatnonzero(stops) + 1
    powers, inverses = _powers(len(letters))
    sums = np.concatenate(
        (np.zeros(1, dtype=np.uint64), np.cumsum((letters.astype(np.uint64) + np.uint64(1)) * powers))
    )
    numbers = mixed((sums[ends] - sums[starts]) * inverses[starts])
    owners = np.searchsorted(offsets, starts + first, side="right") - 1
    return Words(numbers, owners.astype(np.int64), starts, ends)


def shingles(found: Words) -> tuple[Numbers, Places]:
    """Return the number of each run of five words, and the place of its first word in `found`."""
    count = len(found.numbers) - WORDS + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    whole = np.flatnonzero(found.texts[:count] == found.texts[WORDS - 1 :])
    numbers = np.zeros(count, dtype=np.uint64)
    for place in range(WORDS):
        numbers = numbers * _STEP + found.numbers[place : place + count]
    return mixed(numbers[whole]), whole


def by_part(texts: pa.Array) -> Iterator[tuple[int, pa.Array]]:
    """Yield the texts in parts that fit in memory as numbers, with the place of each part's first text."""
    ends = np.cumsum(pc.binary_length(texts).to_numpy(zero_copy_only=False))
    first = 0
    while first < len(texts):
        read = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, read + AT_ONCE, side="right")))
        yield first, texts.slice(first, last - first)
        first = last


def mixed(numbers: Numbers) -> Numbers:
    """Return the numbers with every bit depending on all of them (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _marks(letters: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return which bytes stand between words, and which begin a letter that is a word by itself.

    Marks beyond ASCII are U+0080 to U+00BF, U+2000 to U+207F and U+3000 to U+303F in UTF-8; the scripts
    without spaces that matter are those of Chinese and Japanese, U+3040 to U+9FFF.
    """
    apart = _SEPARATOR[letters].copy()
    foreign = np.flatnonzero(letters >= 0xC2)  # first bytes of letters beyond ASCII
    alone = np.zeros(len(letters), dtype=bool)
    if len(foreign):
        lead = letters[foreign]
        second = letters[np.minimum(foreign + 1, len(letters) - 1)]
        two = foreign[lead == 0xC2]
        three = foreign[((lead == 0xE2) & (second <= 0x81)) | ((lead == 0xE3) & (second == 0x80))]
        for width, places in ((2, two), (3, three)):
            for shift in range(width):
                apart[places + shift] = True
        alone[foreign[(lead >= 0xE3) & (lead <= 0xE9)]] = True
    return apart, alone


@lru_cache(maxsize=4)
def _powers_up_to(count: int) -> tuple[Numbers, Numbers]:
    ones = np.ones(count, dtype=np.uint64)
    ones[1:] = _BASE
    powers = np.cumprod(ones)
    ones[1:] = _INVERSE
    return powers, np.cumprod(ones)


def _powers(count: int) -> tuple[Numbers, Numbers]:
    """Return the base's powers and their inverses, at least so many; rounded up, so that few are made."""
    powers, inverses = _powers_up_to(1 << max(16, int(count - 1).bit_length()))
    return powers[:count], inverses[:count]
