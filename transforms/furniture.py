"""Knows what a site puts round its articles, so that a box asking for money is never evidence of anything."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path

from transforms.declarations import declared
from transforms.folding import fold, lower
from transforms.matching import Matcher, within, without
from transforms.phrases import expanded
from transforms.sentences import sentences

_PATTERNS = Path(__file__).with_suffix(".toml")
_PARAGRAPH = re.compile(r"\S.*(?:\n(?!\s*\n).*)*")
_FEW_WORDS = 8
_EDGES = " .:!?>»→|\"'*"
_ENDS = (".", "!", "?", "”", '"', "’")
Span = tuple[int, int]


def own_sentences(body: str) -> list[Span]:
    """Return the sentences of a body that are the article's own, as [start, end) in code points."""
    return outside(sentences(body), spans(body))


def outside(found: list[Span], boxes: list[Span]) -> list[Span]:
    """Return the stretches of a body that no box overlaps."""
    return without(found, boxes) if boxes else found


def holds(boxes: list[Span], place: int) -> bool:
    """Return whether a place of a body stands in one of its boxes.

    >>> holds([(0, 4), (9, 12)], 9), holds([(0, 4), (9, 12)], 4)
    (True, False)
    """
    nth = bisect_right(boxes, place, key=itemgetter(0))
    return nth > 0 and place < boxes[nth - 1][1]


def spans(body: str) -> list[Span]:
    """Return the paragraphs of a body that are its site's furniture, as [start, end) in code points.

    The patterns stand in `furniture.toml`. Short lines without a full stop that follow a piece of furniture
    belong to its box, if they end the body or more furniture comes next.

    >>> body = "Skip to main content\\n\\nOfficers share this view.\\n\\nFighting fund\\n\\nTo find: £900"
    >>> [body[start:end] for start, end in spans(body)]
    ['Skip to main content', 'Fighting fund', 'To find: £900']
    """
    folded = fold(body)
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(body)]
    pleas = _pleas(folded, paragraphs)
    marked = [nth in pleas or _is_line(folded[start:end]) for nth, (start, end) in enumerate(paragraphs)]
    if not any(marked):
        return []
    scraps = [
        done or _is_scrap(body[start:end]) for done, (start, end) in zip(marked, paragraphs, strict=True)
    ]
    tail = len(scraps) - next((nth for nth, is_one in enumerate(reversed(scraps)) if not is_one), len(scraps))
    for here in range(1, len(marked)):
        closes = here >= tail or (scraps[here] and marked[here + 1])
        marked[here] = marked[here] or (marked[here - 1] and closes)
    return [span for span, is_marked in zip(paragraphs, marked, strict=True) if is_marked]


def is_furniture(paragraph: str) -> bool:
    """Return whether a paragraph by itself is navigation, a share line or a plea for money or addresses.

    >>> is_furniture("Sign up to our morning newsletter"), is_furniture("Police asked people to sign up.")
    (True, False)
    """
    folded = fold(paragraph)
    return _is_line(folded) or bool(_pleas(folded, [(0, len(folded))]))


def _pleas(folded: str, paragraphs: list[Span]) -> set[int]:
    """Return which paragraphs hold two different pleas."""
    found = within(paragraphs, _patterns().pleas.find(folded))
    return {nth for nth, held in found if len({lower(folded[m.start : m.end]) for m in held}) >= 2}


def _is_line(folded: str) -> bool:
    patterns = _patterns()
    words = lower(folded).strip(_EDGES)
    if len(words.split(maxsplit=patterns.short)) > patterns.short:
        return False
    return bool(patterns.line.fullmatch(words) or patterns.opening.match(words))


def _is_scrap(paragraph: str) -> bool:
    lines = [line.strip() for line in paragraph.split("\n")]
    return all(len(line.split()) <= _FEW_WORDS and not line.endswith(_ENDS) for line in lines)


@dataclass(frozen=True)
class _Patterns:
    line: re.Pattern[str]
    opening: re.Pattern[str]
    pleas: Matcher
    short: int


@cache
def _patterns() -> _Patterns:
    fields = declared(_PATTERNS)
    line, opening, pleas = (fields.texts(name) for name in ("lines", "openings", "pleas"))
    short = int(fields.number("short", 1))
    fields.done()
    return _Patterns(_any_of(line), _any_of(opening), Matcher({"plea": expanded(pleas)}), short)


def _any_of(written: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, in lower case; `*` stands for up to eight words."""
    forms = sorted({phrase.key for phrase in expanded(written)}, key=lambda form: (-len(form), form))
    choices = (
        re.escape(form).replace(r"\*", r"\S+(?: \S+){0,7}").replace(r"\ ", r"\s*+:?\s*+") for form in forms
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(choices) + r")(?!\w)")
