"""Tells walls from articles by what a page says: robots', consent's and subscribers' walls, and soft 404s.

The rules are data, `walls.toml`. They are cautious: whatever declares itself an article is left to refining,
and so is every page that only talks about walls.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

from .outcomes import Outcome

RULES = Path(__file__).with_name("walls.toml")
READ_BYTES = 128 * 1024  # a wall is short; its marks stand early
WALLS = frozenset({Outcome.BLOCKED, Outcome.CONSENT_WALL, Outcome.PAYWALLED, Outcome.SOFT_GONE})

# every repetition is bounded or stops at the next tag: pages may be written to make a search slow
TITLE = re.compile(rb"<title[^<>]*>(.{0,2000}?)</title", re.DOTALL)
HEADING = re.compile(rb"<h1[^<>]*>(.{0,2000}?)</h1", re.DOTALL)
PARAGRAPH = re.compile(rb"<p[\s>](.*?)(?=</p|<p[\s>]|$)", re.DOTALL)
TAG = re.compile(rb"<[^<>]*>")
BETWEEN = re.compile(r"\s+[|–—·»:-]+\s+|\s*\|\s*")  # what parts a headline from its site's name
ARTICLE_WORDS = (b'"newsarticle"', b"article:published_time", b'"reportagenewsarticle"', b'"datepublished"')
ARTICLE = re.compile(
    rb'"@type"\s*:\s*\[?\s*"(?:[a-z]*article|blogposting|liveblogposting|report)"'
    rb'|<meta\s[^<>]{0,300}?(?:og:type["\'][^<>]{1,300}?content=["\']?article|content=["\']?article["\'][^<>]{1,300}?og:type)'
)


@dataclass(frozen=True)
class Rule:
    """One kind of wall and the conditions by which it is told."""

    outcome: Outcome
    what: str
    header: tuple[tuple[str, re.Pattern[str]], ...] = ()
    marks: tuple[bytes, ...] = ()
    title: re.Pattern[str] | None = None
    address: re.Pattern[str] | None = None
    most_words: int | None = None


@dataclass(frozen=True)
class _Page:
    """What the rules look at, in lower case."""

    url: str
    headers: Mapping[str, str]
    marks: frozenset[bytes]
    titles: frozenset[str]


def wall(url: str, headers: Mapping[str, str], body: bytes) -> tuple[Outcome, str] | None:
    """Return which wall an HTML answer is and by what it was told, None if it is not plainly one.

    `url` is the address that answered, `headers` are named in lower case, `body` is unpacked.

    >>> page = b"<title>Page not found | The Echo</title><h1>Sorry</h1>"
    >>> wall("https://echo.test/a", {}, page)
    (<Outcome.SOFT_GONE: 'soft_gone'>, 'a page that says it is not there')
    >>> wall("https://echo.test/a", {}, b"<title>Page not found: how councils lose records | Echo</title>")
    """
    low = body[:READ_BYTES].lower()
    if any(word in low for word in ARTICLE_WORDS):  # nearly all pages end here, in a few microseconds
        return None
    page = _Page(url, headers, _marks(low), _titles(low))
    told = [rule for rule in rules() if _holds(rule, page)]
    if not told or ARTICLE.search(low):
        return None
    words = _words(body.lower())
    fit = (rule for rule in told if rule.most_words is None or words <= rule.most_words)
    found = next(fit, None)
    return (found.outcome, found.what) if found else None


def _holds(rule: Rule, page: _Page) -> bool:
    if rule.header and not any(found.search(page.headers.get(name, "")) for name, found in rule.header):
        return False
    if rule.marks and page.marks.isdisjoint(rule.marks):
        return False
    if rule.title and not any(rule.title.fullmatch(title) for title in page.titles):
        return False
    return not (rule.address and not rule.address.search(page.url))


def _marks(low: bytes) -> frozenset[bytes]:
    patterns, search = _all_marks()
    return frozenset(patterns[which] for which, _, _ in search.find_matches_as_indexes(low, overlapping=True))


def _titles(low: bytes) -> frozenset[str]:
    """Return the title and the first heading, whole and in the parts that a site's name is divided from."""
    found: set[str] = set()
    for pattern in (TITLE, HEADING):
        match = pattern.search(low)
        if match:
            text = unescape(TAG.sub(b" ", match[1]).decode("utf-8", "replace"))
            whole = re.sub(r"\s+", " ", text).strip().replace("’", "'")[:300]
            found |= {whole, *(part.strip() for part in BETWEEN.split(whole))}
    return frozenset(found - {""})


def _words(low: bytes) -> int:
    return sum(len(TAG.sub(b" ", paragraph).split()) for paragraph in PARAGRAPH.findall(low))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are asked."""
    return tuple(_rule(given) for given in tomllib.loads(RULES.read_text(encoding="utf-8"))["wall"])


def _rule(given: dict[str, object]) -> Rule:
    conditions = dict(given)
    outcome = Outcome(str(conditions.pop("outcome")))
    if outcome not in WALLS:
        raise ValueError(f"{RULES}: {outcome} is no outcome of a wall")
    header = conditions.pop("header", {})
    title, address = conditions.pop("title", None), conditions.pop("address", None)
    return Rule(
        outcome,
        str(conditions.pop("what")),
        tuple((name, re.compile(value, re.IGNORECASE)) for name, value in dict(header).items()),  # type: ignore[call-overload]
        tuple(mark.encode() for mark in conditions.pop("marks", ())),  # type: ignore[attr-defined]
        re.compile(str(title), re.IGNORECASE) if title else None,
        re.compile(str(address), re.IGNORECASE) if address else None,
        **conditions,  # type: ignore[arg-type]  # a condition that no rule knows is a TypeError
    )


@cache
def _all_marks() -> tuple[tuple[bytes, ...], BytesAhoCorasick]:
    patterns = tuple(sorted({mark for rule in rules() for mark in rule.marks}))
    return patterns, BytesAhoCorasick(patterns)
