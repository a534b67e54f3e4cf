"""How alike articles are: by the words they use, and by the names and numbers they give.

Words tell what kind of event it was, names and numbers which one. So names count for more, and words never
for more than names do: two burglaries told in the same words are two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from transforms import furniture
from transforms.declarations import declared
from transforms.folding import fold, lower

_STOP_WORDS = Path(__file__).parent / "stop_words.toml"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?(?:\.\d+)?")
NAMES = 0.7  # what names count; words count the rest
_TITLE = 0.8  # of a headline's words in capitals: above this, capitals name nobody


@dataclass(frozen=True)
class Likeness:
    """One row an article, of length 1 or, if it has none, 0: its `words`, and of them its `names`."""

    words: sparse.csr_array
    names: sparse.csr_array

    def __len__(self) -> int:
        return int(self.words.shape[0])

    def of(self, rows: NDArray[np.int64]) -> "Likeness":
        """Return the likeness of some of the articles."""
        return Likeness(self.words[rows], self.names[rows])

    def texts(self) -> NDArray[np.int64]:
        """Return for each article the row of the first that has the very same words."""
        parts = [
            (held, of.indptr.tolist()) for of in (self.words, self.names) for held in (of.indices, of.data)
        ]
        keys = (
            tuple(held[ends[row] : ends[row + 1]].tobytes() for held, ends in parts)
            for row in range(len(self))
        )
        first: dict[object, int] = {}
        return np.array([first.setdefault(key, row) for row, key in enumerate(keys)], np.int64)

    def to(self, others: "Likeness") -> sparse.csr_array:
        """Return how alike each article is to each of the others, from 0 to 1."""
        words, names = self.words @ others.words.T, self.names @ others.names.T
        return sparse.csr_array(NAMES * names + (1 - NAMES) * words.minimum(names))


def likeness(articles: pa.Table) -> Likeness:
    """Return how alike articles are; needs the columns headline and body (null counts as empty).

    A term weighs (1 + ln count) times (1 + ln((1 + articles) / (1 + articles with it))), in rows of length 1.
    """
    words, names = _Counts(), _Counts()
    for headline, body in zip(articles["headline"].to_pylist(), articles["body"].to_pylist(), strict=True):
        tokens = list(_tokens(f"{_quiet(fold(headline or ''))}. {fold(own_text(body or ''))}"))
        words.add(lower(token) for token in tokens)
        names.add(lower(token) for token in tokens if token[0].isupper() or token[0].isdigit())
    return Likeness(_weighed(words.matrix()), _weighed(names.matrix()))


def own_text(body: str) -> str:
    """Return a body without its site's furniture, whose names ("Read more: ...") belong to other stories."""
    edges = [0, *(edge for span in furniture.spans(body) for edge in span), len(body)]
    return " ".join(body[start:end] for nth, (start, end) in enumerate(pairwise(edges)) if nth % 2 == 0)


def _quiet(headline: str) -> str:
    """Return a headline set in capitals in lower case, where no word can be told for a name."""
    words = headline.split()
    return lower(headline) if sum(word[0].isupper() for word in words) > _TITLE * len(words) > 1 else headline


def _tokens(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        token = match.group().removesuffix("'s")
        if (len(token) > 1 or token.isdigit()) and lower(token) not in stop_words():
            yield token


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing about what happened."""
    return frozenset(declared(_STOP_WORDS).texts("words"))


@cache
def house_style() -> frozenset[str]:
    """Return the words that only say whose house style it is."""
    return frozenset(declared(_STOP_WORDS).texts("house_style"))


class _Counts:
    """The terms of one article after the other, as the rows of a sparse matrix."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self.ends, self.indices, self.counts = [0], list[int](), list[int]()

    def add(self, terms: Iterable[str]) -> None:
        for term, count in Counter(terms).items():
            self.indices.append(self.columns.setdefault(term, len(self.columns)))
            self.counts.append(count)
        self.ends.append(len(self.indices))

    def matrix(self) -> sparse.csr_array:
        shape = len(self.ends) - 1, len(self.columns)
        data = (
            np.array(self.counts, np.float64),
            np.array(self.indices, np.int32),
            np.array(self.ends, np.int32),
        )
        return sparse.csr_array(data, shape=shape)


def _weighed(counts: sparse.csr_array) -> sparse.csr_array:
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = 1 + np.log((1 + counts.shape[0]) / (1 + held))
    weighed = counts.copy()
    weighed.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(rows, weighed.data**2, counts.shape[0]))
    weighed.data /= lengths[rows]
    return weighed
