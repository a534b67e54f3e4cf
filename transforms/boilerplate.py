"""What stands on an article's page without being the article: named so by the page, or known by its words."""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

_WORDS = tomllib.loads((files("transforms") / "boilerplate.toml").read_text(encoding="utf-8"))
_LONGEST: int = _WORDS["longest"]
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu"})


def _whole_words(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^a-z])(?:{'|'.join(patterns)})(?:$|[^a-z])")


_NAMES = _whole_words(_WORDS["names"])
_STANDFIRSTS = _whole_words(_WORDS["standfirsts"])
_NEVER = re.compile(rf"(?:^|\s)(?:{'|'.join(_WORDS['never'])})(?=\s|$)")
_BODIES = re.compile(rf"(?:^|\s)(?:{'|'.join(_WORDS['bodies'])})(?=\s|$)")
# In lower case, as are the lines that they are asked of: faster than to ignore case.
_OPENINGS = re.compile(rf"\W*(?:{'|'.join(_WORDS['openings'])})")
_CREDITS = re.compile("|".join(_WORDS["credits"]))
_WALLS = re.compile("|".join(_WORDS["walls"]))
_SIGNATURES = re.compile("|".join(_WORDS["signatures"]))
_ASIDES = re.compile("|".join(_WORDS["asides"]))
_SUMMARIES = re.compile(rf"\W*(?:{'|'.join(_WORDS['summaries'])})\W*", re.IGNORECASE)
_CLOSINGS = re.compile(rf"\W*(?:{'|'.join(_WORDS['closings'])})\W*", re.IGNORECASE)
_POST = re.compile(r"(?:^|\s)(?:hentry|type-\w+|status-publish|post-\d+)(?=\s|$)")
_FILED = re.compile(r"(?:^|\s)(?:\w*category|\w*tag|topic|section|author|format|series)-\S+")
_UTILITY = re.compile(r"(?:^|\s)(?:\S+:\S+|overflow-\S+|backface-\S+|(?:no|has|without)-\S+)")
_SHOWN = re.compile(r"(?:^|\s)\w+:(?:block|flex|grid|inline\S*|table)(?=\s|$)")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=\s|$)")


@lru_cache(maxsize=20_000)
def is_boilerplate(marks: str) -> bool:
    """Return whether an element that the page calls so is boilerplate.

    >>> is_boilerplate("article-related-links"), is_boilerplate("ArticleBody headlines")
    (True, False)
    """
    return bool(_NAMES.search(_split(_telling(marks))))


@lru_cache(maxsize=20_000)
def is_standfirst(marks: str) -> bool:
    """Return whether an element that the page calls so is the standfirst.

    >>> is_standfirst("article__standfirst"), is_standfirst("article-body")
    (True, False)
    """
    return bool(_STANDFIRSTS.search(_split(marks)))


@lru_cache(maxsize=20_000)
def is_never_article(marks: str) -> bool:
    """Return whether an element that the page calls so is boilerplate however much text it holds.

    >>> is_never_article("onetrust-consent-sdk"), is_never_article("page comments-enabled has-sidebar")
    (True, False)
    """
    return bool(_NEVER.search(marks.lower()))


@lru_cache(maxsize=20_000)
def is_body(marks: str) -> bool:
    """Return whether an element that the page calls so is the article's body.

    >>> is_body("entry-content wp-block"), is_body("content-list")
    (True, False)
    """
    return bool(_BODIES.search(marks.lower()))


def is_boilerplate_role(role: str) -> bool:
    """Return whether an ARIA role belongs to the site's frame."""
    return role in _ROLES


def is_boilerplate_line(text: str) -> bool:
    """Return whether a line is boilerplate by how it begins or is credited, as English-language outlets do.

    A long paragraph is never judged by how it opens: people say "Sign up" in stories too.

    >>> is_boilerplate_line("Read more: Met to scrap unit"), is_boilerplate_line("Read the riot act, he did.")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    low = text.lower()
    return bool(_OPENINGS.match(low) or _CREDITS.search(low) or _is_aside(low))


def is_summary_heading(text: str) -> bool:
    """Return whether a heading is that of a summary set above or within the article.

    >>> is_summary_heading("Key points:"), is_summary_heading("Key points of contention remain")
    (True, False)
    """
    return bool(_SUMMARIES.fullmatch(text))


def is_closing_heading(text: str) -> bool:
    """Return whether a heading is one after which no article goes on.

    >>> is_closing_heading("About the author"), is_closing_heading("About the case")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_CLOSINGS.fullmatch(text))


def _is_aside(text: str) -> bool:
    """Return whether the outlet speaks of itself to its readers, in words that nobody is quoted with."""
    return not any(mark in text for mark in '“”"‘') and bool(_ASIDES.search(text))


def is_wall_line(text: str) -> bool:
    """Return whether a line asks to pay, subscribe or register to read on.

    >>> is_wall_line("Subscribe now to continue reading"), is_wall_line("Subscribe to our newsletter")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_WALLS.search(text.lower()))


def is_social_signature(text: str) -> bool:
    """Return whether a line is how a post copied in from a social network is signed.

    >>> is_social_signature("— Met Police (@metpoliceuk) June 3, 2024")
    True
    """
    return bool(_SIGNATURES.search(text.lower()))


def _telling(marks: str) -> str:
    """Return the names without those that tell nothing of what an element is.

    WordPress names a post by what it is filed under, style sheets name what they switch on a screen's width.
    """
    if _POST.search(marks):
        marks = _FILED.sub(" ", marks)
    if _SHOWN.search(marks):
        marks = _HIDDEN.sub(" ", marks)
    return _UTILITY.sub(" ", marks)


def _split(marks: str) -> str:
    return _CAMEL.sub("-", marks).lower()
