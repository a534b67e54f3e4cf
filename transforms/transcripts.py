"""Reads transcripts, where a paragraph opens with who speaks in capitals: "VALE: No." """

import re
from collections.abc import Sequence

from transforms.masked import Sentence
from transforms.words import QUOTE

Span = tuple[int, int]
_OPENING = re.compile(r"[“\"‘'(]?([A-Z][A-Z.’'-]*(?: [A-Z][A-Z.’'-]*){0,4}):\s")


def named(body: str, start: int, end: int) -> tuple[Span, int] | None:
    """Return who is named before a colon at the start, and where what is said begins; None if nobody is.

    >>> named("VALE: No.", 0, 9), named("Vale: No.", 0, 9)
    (((0, 4), 6), None)
    """
    match = _OPENING.match(body, start, end)
    return (match.span(1), match.end()) if match else None


def is_transcript(body: str, laid: Sequence[Sentence]) -> bool:
    """Return whether two paragraphs or more open so."""
    return sum(1 for one in laid if one.opens_paragraph and named(body, one.start, len(body))) >= 2


def line(body: str, laid: Sequence[Sentence], nth: int) -> tuple[Span, Span] | None:
    """Return who speaks the paragraph that a sentence opens, and what is said up to its end."""
    sentence = laid[nth]
    found = named(body, sentence.start, len(body))
    if found is None or (sentence.quotes and sentence.words[0].text == QUOTE):
        return None
    name, begin = found
    while nth + 1 < len(laid) and laid[nth + 1].paragraph == sentence.paragraph:
        nth += 1
    end = laid[nth].end
    return (name, (begin, end)) if end > begin else None
