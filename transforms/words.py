"""Cuts a body into words and marks with their places, which is all that finding speakers needs of grammar."""

import re
from functools import lru_cache
from typing import NamedTuple

QUOTE = "“”"  # the text of the one word that stands for a whole quotation
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d[\d,.:]*\d|[^\W_]+(?:['’‑-][^\W_]+)*|\S")
_BREAK = re.compile(r"(?<=[.!?:…”\"’'»])[ \t\u00a0]*\n\s*|\n[ \t\u00a0]*\n\s*|\n[ \t\u00a0]*(?=[“\"‘])")


class Word(NamedTuple):
    """One word or mark: code points [start, end) of the body, as written and in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_wordlike(self) -> bool:
        """Whether it is a word or number, not a mark."""
        return self.text[:1].isalnum()


@lru_cache(maxsize=2)  # a body is cut for its speakers and again for its people
def words(body: str) -> list[Word]:
    """Return the words and marks of a body in order; the list is shared, so leave it as it is.

    >>> [word.text for word in words("Mr O’Neil, of the dogs’ home, didn't say.")]
    ['Mr', 'O’Neil', ',', 'of', 'the', 'dogs', '’', 'home', ',', "didn't", 'say', '.']
    """
    lowered = body.lower()
    spans = [match.span() for match in _WORD.finditer(body)]
    if len(lowered) != len(body):  # a letter whose lower case is two
        return [Word(start, end, body[start:end], body[start:end].lower()) for start, end in spans]
    return [Word(start, end, body[start:end], lowered[start:end]) for start, end in spans]


def paragraphs(body: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a body as [start, end) in code points.

    A blank line parts them, and a new line after the end of a sentence or before a quotation.

    >>> paragraphs("One\\nline.\\n\\n  Two.\\nThree.")
    [(0, 9), (13, 17), (18, 24)]
    """
    edges = [0, *(edge for match in _BREAK.finditer(body) for edge in match.span()), len(body)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        stretch = body[start:end]
        if stretch.strip():
            begin = start + len(stretch) - len(stretch.lstrip())
            found.append((begin, begin + len(stretch.strip())))
    return found


def stand_in(start: int, end: int) -> Word:
    """Return the word that stands for the quotation at [start, end)."""
    return Word(start, end, QUOTE, QUOTE)
