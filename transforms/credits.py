"""Which news agency an article says that it comes from: in its byline, dateline, tail or style."""

import re
from collections.abc import Iterable

from transforms.agencies import CREDITS

MOST_HEAD, MOST_LINE, MOST_TAIL = 160, 80, 400  # characters in which datelines, last lines and tails stand
_A_WIRE = re.compile(
    r"\b(?:wire|newswire|wire service|news agency|press agency|news service)$", re.IGNORECASE
)
_ANY = re.compile(r"^(?:news )?agencies$", re.IGNORECASE)
_NAMES = "|".join(re.escape(name) for name in sorted(CREDITS, key=len, reverse=True))
_DATELINE = re.compile(rf"\((?P<name>{_NAMES})\) ?[-–—:]")
_SIGNED = re.compile(  # a last line that is nothing but a credit
    r"(?:^|\n|[.”\"] )\s*"
    r"(?:By |Source: |Credit: |Copyright |© ?|\(c\) ?|[-–—] ?|With |Additional reporting(?: by|:) )?"
    rf"\(?(?P<name>{_NAMES})(?: \d{{4}})?\)?\.?\s*$"
)
_TOLD = re.compile(rf"told (?:the )?(?P<name>{_NAMES})\b(?! of\b| [A-Z])")
_EDITED = re.compile(r"\((?:Additional )?[Rr]eporting by [^()]{3,300}; ?[Ee]diting by ")  # Reuters signs so


def credit(authors: Iterable[str], body: str) -> str | None:
    """Return the agency that the article credits, by the name that agencies.toml gives it, else as written.

    >>> credit(["PA Media"], "A man was arrested.")
    'PA'
    >>> credit([], "LONDON (Reuters) - A man was arrested.")
    'Reuters'
    >>> credit([], "A man was arrested. “We heard shots,” a neighbour told the PA news agency.")
    'PA'
    >>> credit(["Ama Mensah"], "A man was arrested, said the Press Association of Ghana.") is None
    True
    """
    for author in authors:
        name = author.strip()
        if named := _CALLED.get(_folded(name)):
            return named
        if _A_WIRE.search(name) or _ANY.match(name):
            return name
    for pattern, text in ((_DATELINE, body[:MOST_HEAD]), (_SIGNED, body[-MOST_LINE:]), (_TOLD, body)):
        if found := pattern.search(text):
            return _CALLED[_folded(found["name"])]
    return "Reuters" if _EDITED.search(body[-MOST_TAIL:]) else None


def _folded(name: str) -> str:
    """Return what names are compared by; a short one, which may be a word, as it is written."""
    return name if len(name) <= 3 else name.casefold()


_CALLED = {_folded(spelling): name for spelling, name in CREDITS.items()}
