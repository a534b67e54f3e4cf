"""Which news agency an article says that it comes from: in its byline, dateline, tail or style."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

MOST_HEAD, MOST_LINE, MOST_TAIL = 160, 80, 400  # characters in which datelines, last lines and tails stand
_A_WIRE = re.compile(
    r"\b(?:wire|newswire|wire service|news agency|press agency|news service)$", re.IGNORECASE
)
_ANY = re.compile(r"^(?:news )?agencies$", re.IGNORECASE)
_EDITED = re.compile(r"\((?:Additional )?[Rr]eporting by [^()]{3,300}; ?[Ee]diting by ")  # Reuters signs so


def credit(authors: Iterable[str], body: str) -> str | None:
    """Return the agency that the article credits, by the name that credits.toml gives it, else as written.

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
        if named := _called().get(name.casefold() if len(name) > 3 else name):
            return named
        if _A_WIRE.search(name) or _ANY.match(name):
            return name
    names = _names()
    places = ((_dateline(names), body[:MOST_HEAD]), (_signed(names), body[-MOST_LINE:]), (_told(names), body))
    for pattern, text in places:
        if found := pattern.search(text):
            return _called()[found["name"] if len(found["name"]) <= 3 else found["name"].casefold()]
    return "Reuters" if _EDITED.search(body[-MOST_TAIL:]) else None


@cache
def _called() -> dict[str, str]:
    """Return what credits write to what they mean; short names, which may be words, as they are written."""
    agencies = tomllib.loads((files("transforms") / "credits.toml").read_text(encoding="utf-8"))
    return {
        name if len(name) <= 3 else name.casefold(): credited
        for credited, agency in agencies.items()
        for name in agency["names"]
    }


@cache
def _names() -> str:
    agencies = tomllib.loads((files("transforms") / "credits.toml").read_text(encoding="utf-8"))
    names = sorted((name for agency in agencies.values() for name in agency["names"]), key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


@cache
def _dateline(names: str) -> re.Pattern[str]:
    return re.compile(rf"\((?P<name>{names})\) ?[-–—:]")


@cache
def _signed(names: str) -> re.Pattern[str]:
    """Return what matches a last line that is nothing but a credit."""
    said = r"(?:By |Source: |Credit: |Copyright |© ?|\(c\) ?|[-–—] ?|With |Additional reporting(?: by|:) )?"
    return re.compile(rf"(?:^|\n|[.”\"] )\s*{said}\(?(?P<name>{names})(?: \d{{4}})?\)?\.?\s*$")


@cache
def _told(names: str) -> re.Pattern[str]:
    return re.compile(rf"told (?:the )?(?P<name>{names})\b(?! of\b| [A-Z])")
