"""Knows what a site puts round its articles, so that a box asking for money is never evidence of anything."""

import re
from functools import cache
from pathlib import Path

from transforms.declarations import declared
from transforms.folding import fold, lower
from transforms.phrases import expand

_PATTERNS = Path(__file__).with_suffix(".toml")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_FEW_WORDS = 8
_EDGES = " .:!?>»→|\"'*"
_ENDS = (".", "!", "?", "”", '"', "’")


def spans(body: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a body that are its site's furniture, as [start, end) in code points.

    The patterns stand in `furniture.toml`. Short lines without a full stop that follow a piece of furniture
    belong to its box, if they end the body or more furniture comes next.

    >>> body = "Skip to main content\\n\\nOfficers share this view.\\n\\nFighting fund\\n\\nTo find: £900"
    >>> [body[start:end] for start, end in spans(body)]
    ['Skip to main content', 'Fighting fund', 'To find: £900']
    """
    paragraphs = [(match.start(), match.end()) for match in _PARAGRAPH.finditer(body)]
    marked = [is_furniture(body[start:end]) for start, end in paragraphs]
    if not any(marked):
        return []
    scraps = [
        done or _is_scrap(body[start:end]) for done, (start, end) in zip(marked, paragraphs, strict=True)
    ]
    for here in range(1, len(marked)):
        closes = all(scraps[here:]) or (scraps[here] and marked[here + 1])
        marked[here] = marked[here] or (marked[here - 1] and closes)
    return [span for span, is_marked in zip(paragraphs, marked, strict=True) if is_marked]


def is_furniture(paragraph: str) -> bool:
    """Return whether a paragraph by itself is navigation, a share line or a plea for money or addresses.

    >>> is_furniture("Sign up to our morning newsletter"), is_furniture("Police asked people to sign up.")
    (True, False)
    """
    line, opening, plea, short = _patterns()
    words = lower(fold(paragraph)).strip(_EDGES)
    if line.fullmatch(words) or (opening.match(words) and len(words.split()) <= short):
        return True
    return len({match.group() for match in plea.finditer(words)}) >= 2


def _is_scrap(paragraph: str) -> bool:
    lines = [line.strip() for line in paragraph.split("\n")]
    return all(len(line.split()) <= _FEW_WORDS and not line.endswith(_ENDS) for line in lines)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], int]:
    fields = declared(_PATTERNS)
    line, opening, plea = (fields.texts(name) for name in ("lines", "openings", "pleas"))
    short = int(fields.number("short", 1))
    fields.done()
    return _any_of(line), _any_of(opening), _any_of(plea), short


def _any_of(written: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, in lower case; `*` stands for up to eight words."""
    forms = sorted(
        {phrase.key for item in written for phrase in expand(item)}, key=lambda form: (-len(form), form)
    )
    choices = (
        re.escape(form).replace(r"\*", r"(?:\S+ ?){1,8}?").replace(r"\ ", r"\s*:?\s*") for form in forms
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(choices) + r")(?!\w)")
