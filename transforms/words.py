"""Cuts a body into words and marks with their places, which is all that finding speakers needs of grammar."""

import re
from functools import partial
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

QUOTE = "“”"  # the text of the one word that stands for a whole quotation
_WORD = re.compile(  # `[a-zA-Z]*` adds nothing but speed: most words are found in it
    r"([A-Z]\.(?:[A-Z]\.)+|\d[\d,.:]*\d|[a-zA-Z]*[^\W_]+(?:['’‑-][^\W_]+)*|\S)"
)
_SPACE = re.compile(r"\s*")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")
_BLANKS = " \t\u00a0"
_ENDS = frozenset(".!?:…”\"’'»")
_MARKS = frozenset('“"‘')


class Word(NamedTuple):
    """One word or mark: code points [start, end) of the body, as written and in lower case.

    `is_capital`: it begins with a capital letter. `is_wordlike`: it is a word or number, not a mark.
    """

    start: int
    end: int
    text: str
    low: str
    is_capital: bool
    is_wordlike: bool


_word = partial(tuple.__new__, Word)  # a tuple of six made a Word, without a call in Python for each


def words(body: str) -> list[Word]:
    """Return the words and marks of a body in order.

    >>> [word.text for word in words("Mr O’Neil, of the dogs’ home, didn't say.")]
    ['Mr', 'O’Neil', ',', 'of', 'the', 'dogs', '’', 'home', ',', "didn't", 'say', '.']
    """
    pieces = _WORD.split(body)  # what lies between, a word, what lies between, ...
    texts, ends = pieces[1::2], list(accumulate(map(len, pieces)))
    firsts = list(map(itemgetter(0), texts))
    starts, lows = ends[:-1:2], map(str.lower, texts)  # the last piece has no word after it
    capitals, wordlike = map(str.isupper, firsts), map(str.isalnum, firsts)
    columns = zip(starts, ends[1::2], texts, lows, capitals, wordlike, strict=True)
    return list(map(_word, columns))


def paragraphs(body: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a body as [start, end) in code points.

    A blank line parts them, and a new line after the end of a sentence or before a quotation.

    >>> paragraphs("One\\nline.\\n\\n  Two.\\nThree.")
    [(0, 9), (13, 17), (18, 24)]
    """
    found: list[tuple[int, int]] = []
    begin = reached = 0
    while (at := body.find("\n", reached)) >= 0:
        match = _SPACE.match(body, at)
        end = match.end() if match else at
        if _parts(body, reached, at, end):
            found += _trimmed(body, begin, at)
            begin = end
        reached = end
    return found + _trimmed(body, begin, len(body))


def _parts(body: str, before: int, at: int, end: int) -> bool:
    """Return whether the space [at, end), which begins with a new line, parts two paragraphs."""
    ended = body[before:at].rstrip(_BLANKS)[-1:] in _ENDS
    return ended or _is_blank(body[at:end]) or (body[end : end + 1] in _MARKS and _opens_line(body[at:end]))


def _is_blank(space: str) -> bool:
    return _BLANK.search(space) is not None


def _opens_line(space: str) -> bool:
    return not space[space.rfind("\n") + 1 :].strip(_BLANKS)


def _trimmed(body: str, begin: int, end: int) -> list[tuple[int, int]]:
    stretch = body[begin:end]
    start = begin + len(stretch) - len(stretch.lstrip())
    return [(start, start + len(stretch.strip()))] if stretch.strip() else []


def stand_in(start: int, end: int) -> Word:
    """Return the word that stands for the quotation at [start, end)."""
    return Word(start, end, QUOTE, QUOTE, is_capital=False, is_wordlike=False)
