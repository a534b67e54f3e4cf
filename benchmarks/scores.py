"""How near a reading of a page comes to its truth."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

SHINGLE = 4  # words; as in the article-extraction benchmark of Scrapinghub (2019)
_WORD = re.compile(r"\w+")
_ROUGE_WORD = re.compile(r"[a-z0-9]+")
_QUOTES = str.maketrans("‘’“”`´", "''\"\"''")


@dataclass(frozen=True)
class Score:
    """One page's figures, each from 0 to 1; None where the truth says nothing."""

    headline: float
    authors: float | None  # the whole set right
    authors_f1: float | None
    day: float | None
    minute: float | None
    precision: float
    recall: float
    f1: float
    rouge: float  # ROUGE-LSum
    exact: float  # the body's words and their order, all right


def words(text: str) -> list[str]:
    """Return the text's words in lower case.

    >>> words("It's 5pm.")
    ['it', 's', '5pm']
    """
    return _WORD.findall(text.lower())


def plain(text: str) -> str:
    """Return a line without differences of quotes, spaces and case.

    >>> plain("Met  ‘sorry’") == plain("met 'sorry'")
    True
    """
    return " ".join(text.translate(_QUOTES).split()).casefold()


def overlap(found: str, true: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the text's shingles of four words, counted with repetition.

    >>> overlap("a b c d e f", "a b c d e")
    (0.6666666666666666, 1.0, 0.8)
    """
    ours, theirs = _shingles(found), _shingles(true)
    shared = sum((ours & theirs).values())
    precision = shared / max(1, sum(ours.values()))
    recall = shared / max(1, sum(theirs.values()))
    return precision, recall, _f1(precision, recall)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    row = words(text)
    return (
        Counter(tuple(row[at : at + SHINGLE]) for at in range(max(1, len(row) - SHINGLE + 1)))
        if row
        else Counter()
    )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rouge_lsum(found: Sequence[str], true: Sequence[str]) -> float:
    """Return the ROUGE-LSum F1 of paragraphs, as the `rouge-score` package computes it (Lin, 2004).

    Words are runs of a-z and 0-9 in lower case, without stemming; of each true paragraph the words count
    that stand in its longest common subsequence with any found one, each no more often than in both texts.

    >>> round(rouge_lsum(["the cat sat", "a dog ran"], ["the cat sat", "no dog ran"]), 3)
    0.833
    """
    ours = [words_ for text in found if (words_ := _ROUGE_WORD.findall(text.lower()))]
    theirs = [words_ for text in true if (words_ := _ROUGE_WORD.findall(text.lower()))]
    left, due = (Counter(word for text in texts for word in text) for texts in (ours, theirs))
    total, wanted, hits = left.total(), due.total(), 0
    known = set(map(tuple, ours))
    for text in theirs:
        places = range(len(text)) if tuple(text) in known else _common_places(text, ours)
        for place in places:
            word = text[place]
            if left[word] > 0 and due[word] > 0:
                hits += 1
                left[word] -= 1
                due[word] -= 1
    return _f1(hits / max(1, total), hits / max(1, wanted))


def _common_places(text: list[str], others: Sequence[list[str]]) -> list[int]:
    """Return the places of the text that a longest common subsequence with any of the others holds."""
    return sorted({place for other in others for place in _common(text, other)})


def _common(text: list[str], other: list[str]) -> list[int]:
    """Return the places of a longest common subsequence, in bit vectors (Crochemore et al., 2001).

    Bit i of a row is 0 where the sequence of the text's first i + 1 words is longer than that of its first i.
    """
    where: dict[str, int] = {}
    for place, word in enumerate(text):
        where[word] = where.get(word, 0) | 1 << place
    full = (1 << len(text)) - 1
    rows = [full]
    for word in other:
        hit = rows[-1] & where.get(word, 0)
        rows.append(((rows[-1] + hit) | (rows[-1] & ~hit)) & full)
    if rows[-1] == full:
        return []
    found, i, j = [], len(text), len(other)

    def length(i: int, j: int) -> int:
        return i - (rows[j] & ((1 << i) - 1)).bit_count()

    while i and j:
        if text[i - 1] == other[j - 1]:
            found.append(i - 1)
            i, j = i - 1, j - 1
        elif length(i, j - 1) > length(i - 1, j):
            j -= 1
        else:
            i -= 1
    return found


def names_f1(found: Collection[str], true: Collection[str]) -> float:
    """Return the F1 of a set of names.

    >>> names_f1({"Ann Other"}, {"ann other", "Vik Rao"})
    0.6666666666666666
    """
    ours, theirs = set(map(plain, found)), set(map(plain, true))
    shared = len(ours & theirs)
    return _f1(shared / max(1, len(ours)), shared / max(1, len(theirs)))


def day_and_minute(found: datetime | None, true: datetime | None) -> tuple[float | None, float | None]:
    """Return whether the UTC day and the minute are right; None where the truth has no time."""
    if true is None:
        return None, None
    if found is None:
        return 0.0, 0.0
    return float(found.date() == true.date()), float(abs((found - true).total_seconds()) < 60)


def mean(values: Sequence[float | None]) -> float:
    """Return the mean of those that are known, 0 where none is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0
