"""Cuts a body into words and marks with their places, which is all that finding speakers needs of grammar."""

import re
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


def words(body: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words and marks between two places of a body, in order.

    >>> [word.text for word in words("Mr O’Neil, of the dogs’ home, didn't say.")]
    ['Mr', 'O’Neil', ',', 'of', 'the', 'dogs', '’', 'home', ',', "didn't", 'say', '.']
    """
    found = _WORD.finditer(body, start, len(body) if end is None else end)
    return [
        Word(match.start(), match.end(), text, text.lower()) for match in found for text in (match.group(),)
    ]


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
