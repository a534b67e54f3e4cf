"""How near a reading of a page comes to its truth."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

SHINGLE = 4  # words; as in the article-extraction benchmark of Scrapinghub (2019)
_WORD = re.compile(r"\w+")
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
