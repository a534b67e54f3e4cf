"""Who wrote it: names of people and agencies, without everything that bylines wrap around them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, cast

from lxml import etree

from transforms import jsonld
from transforms.agencies import BYLINES
from transforms.markup import marks, squeezed, text_of
from transforms.page import Page
from transforms.urls import registered_domain

_META = ("author", "parsely-author", "article:author_name", "article:author", "byl", "sailthru.author",
         "cxenseparse:author", "dc.creator", "dcterms.creator", "og:author")  # fmt: skip
_BY = re.compile(
    r"^(?:(?:words|written|reported|posted|exclusive|analysis|story|text)\s+)?(?:by|from)[:\s]+", re.I
)
_BETWEEN = re.compile(r"\s*(?:,|;|\||\band\b|&|\bwith\b|•|·|\s/\s)\s*", re.I)
_ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\S+|@\w+", re.I)
_PLACE = re.compile(r"\s+(?:in|at)\s+[A-Z][\w'’ .-]*$")
_ROLE_NOUN = (
    r"editor|correspondent|reporter|journalist|columnist|producer|writer|critic|photographer|contributor|analyst"
    r"|director|author|intern|trainee|presenter|officer|team|desk|chief"
)
_BEAT = (
    r"home|police|policing|crime|political|politics|chief|senior|deputy|assistant|associate|executive|special"
    r"|health|education|legal|law|london|community|communities|local|democracy|investigations?|investigative|social"
    r"|affairs|north|south|east|west|foreign|world|uk|us|europe|data|news|sports?|business|economics|environment"
    r"|science|technology|transport|royal|defence|security|race|religion|night|digital|live|staff|lead|court|courts"
    r"|consumer|housing|city|culture|arts|features|national|international|regional|general|trends|video|breaking"
)
_ROLE = re.compile(
    rf"^(?:the\s+)?(?:(?:{_BEAT}|and|&|of|for|in|at)\s+)*(?:{_ROLE_NOUN})s?(?:[- ]in[- ]chief)?$", re.I
)
_BEATS = re.compile(rf"^(?:{_BEAT})(?:\s+(?:{_BEAT}))*$", re.I)
_NAME_ROLE = re.compile(
    rf"^(?P<name>[\w.'’-]+(?:\s+[\w.'’-]+){{1,3}}?)[\s,-]+(?:{_BEAT})(?:\s+(?:{_BEAT}|and|&|of|for))*"
    rf"\s+(?:{_ROLE_NOUN})(?:[- ]in[- ]chief)?$",
    re.I,
)
_NOBODY = frozenset(
    {
        "admin",
        "administrator",
        "editor",
        "staff",
        "newsroom",
        "newsdesk",
        "unknown",
        "guest",
        "webmaster",
        "null",
    }
)
_AFTER_A_NAME = frozenset(
    {"kc", "qc", "ma", "md", "phd", "rn", "mp", "msp", "ms", "mep", "obe", "mbe", "cbe"}
)
_NO_NAMES = _NOBODY | _AFTER_A_NAME
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors)(?:[\s_-]*(?:name|link|names))?(?:$|[\s_-])", re.I
)
_NAME = re.compile(r"(?:(?:author|byline|contributor)[\s_-]*name|field[\s_-]*author)(?:$|[\s_-])", re.I)
_PROFILE = re.compile(r"/(?:authors?|profiles?|contributors?|people|staff|team|by)/", re.I)
_MAYBE_BYLINES = etree.XPath(  # what `_BYLINE` may be said of, found fast
    "//*[self::p or self::div or self::span]"
    "[@*[contains(., 'yline') or contains(., 'YLINE') or contains(., 'uthor') or contains(., 'UTHOR')]]"
)
_BYLINE_TAGS = ("a", "span", "p", "div", "address", "cite")
_AGENCY_FIRST = re.compile(r"^(PA|AP|AFP|Reuters|SWNS|LDRS)\s+(.+)$")
_AGENCY_LAST = re.compile(r"^(.*\w)[\s/]+[(\[]?(PA|AP|AFP|Reuters|SWNS|LDRS)(?: Media)?[)\]]?$")
MOST_NAME = 60
MOST_AUTHORS = 8


@dataclass(frozen=True)
class Byline:
    """Who wrote an article: everybody named, and which agencies are among them."""

    names: tuple[str, ...]  # of people and agencies, in the page's order
    agencies: tuple[str, ...]  # as `agencies.toml` calls them


def byline(page: Page) -> Byline:
    """Return the people and agencies of the byline: from JSON-LD, else meta, else the byline on the page."""
    outlet = _outlet_names(page)
    for source in (_from_jsonld, _from_meta, _from_byline):
        names = tuple(dict.fromkeys(name for raw in source(page) for name in _names(raw, outlet)))
        if names:
            return _parted(_with_coauthors(page, names, outlet))
    return Byline((), ())


def _parted(names: Iterable[str]) -> Byline:
    """Return the names, those of a person and an agency in one parted, and the agencies among them.

    >>> _parted(["Ann Other", "Vik Rao PA", "Associated Press", "PA Crime Correspondent"])
    Byline(names=('Ann Other', 'Vik Rao', 'PA', 'Associated Press'), agencies=('PA', 'AP'))
    """
    told: dict[str, None] = {}
    agencies: dict[str, None] = {}
    for name in names:
        last = _AGENCY_LAST.match(name)
        if agency := _agency(name):
            told[name if name.lower().removeprefix("the ") in BYLINES else agency] = None
            agencies[agency] = None
        elif last and not _is_job(last[1]):
            agency = BYLINES[last[2].lower()]
            told.update({last[1].strip(" ,-–/("): None, agency: None})
            agencies[agency] = None
        else:
            told[name] = None
    return Byline(tuple(told), tuple(agencies))


def _agency(name: str) -> str | None:
    """Return the agency that a name is, alone or with a job."""
    known = BYLINES.get(name.lower().removeprefix("the ").strip(" ()"))
    first = _AGENCY_FIRST.match(name)
    if known is None and first and _is_job(first[2]):
        return BYLINES[first[1].lower()]
    return known


def _is_job(text: str) -> bool:
    return bool(_ROLE.match(text) or _BEATS.match(text))


def _with_coauthors(page: Page, names: tuple[str, ...], outlet: frozenset[str]) -> tuple[str, ...]:
    """Return the names linked in the byline if these are among them: some heads name only the first."""
    for element in cast(list[etree._Element], _MAYBE_BYLINES(page.root)):
        if _says_byline(marks(element)) and len(byline := text_of(element)) <= 2 * MOST_NAME:
            if not _BY.match(byline):
                continue  # cards of other stories name their authors too
            linked = [text_of(link) for link in element.iter("a") if _PROFILE.search(link.get("href") or "")]
            told = tuple(dict.fromkeys(name for raw in linked for name in _names(raw, outlet)))
            if set(names) < set(told) and len(told) <= MOST_AUTHORS:
                return told
    return names


def _from_jsonld(page: Page) -> list[str]:
    listed = [*jsonld.listed(page.article.get("author"))] or [*jsonld.listed(page.article.get("creator"))]
    return [name for entry in listed for name in _entry_names(jsonld.resolved(entry, page.nodes))]


def _entry_names(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    if not isinstance(entry, dict) or "NewsMediaOrganization" in jsonld.types(entry):
        return []
    values = jsonld.listed(entry.get("name")) or jsonld.listed(entry.get("byline"))
    return [value for value in values if isinstance(value, str)]


def _from_meta(page: Page) -> Iterable[str]:
    """Return the first meta that names somebody; profile addresses and slugs are not names."""
    for name in _META:
        values = [value for value in page.meta.get(name, ()) if " " in value.strip() and "://" not in value]
        if values:
            return values
    return ()


def _from_byline(page: Page) -> list[str]:
    """Return the names in the page's byline: those marked one by one, else the byline as a whole."""
    found = [element for element in page.root.iter(*_BYLINE_TAGS) if _is_byline(element)]
    texts = ((element, text_of(element)) for element in found if _is_named(element))
    named = {element: text for element, text in texts if text}  # portraits are linked too
    if not named:
        return [text for element in found[:3] if 3 < len(text := text_of(element)) <= 2 * MOST_NAME][:1]
    nearby = set(islice(next(iter(named)).iterancestors(), 3))
    beside = (text for one, text in named.items() if not nearby.isdisjoint(islice(one.iterancestors(), 2)))
    return list(islice(beside, MOST_AUTHORS))


def _is_byline(element: etree._Element) -> bool:
    return _is_named(element) or _says_byline(marks(element))


@lru_cache(maxsize=20_000)
def _says_byline(marks: str) -> bool:
    return _BYLINE.search(marks) is not None


def _is_named(element: etree._Element) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    return _NAME.search(marks(element)) is not None


def _outlet_names(page: Page) -> frozenset[str]:
    publisher = page.article.get("publisher")
    told = [
        jsonld.text(publisher.get("name")) if isinstance(publisher, dict) else None,
        page.first("og:site_name"),
    ]
    domain = registered_domain(page.url)
    return frozenset(_bare(name) for name in (*told, domain, domain.split(".")[0]) if name)


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower()).removeprefix("the")


def _names(raw: str, outlet: frozenset[str]) -> list[str]:
    """Return the names in one byline.

    >>> _names("By Ann Other, Home Affairs Editor, and Vik Rao in Leeds", frozenset())
    ['Ann Other', 'Vik Rao']
    """
    text = _BY.sub("", squeezed(_ADDRESS.sub(" ", jsonld.text(raw) or "")))
    text = text.strip(" ,;|-–—:()")
    with_role = _NAME_ROLE.match(text)
    if with_role and not _BETWEEN.search(with_role["name"]):
        text = with_role["name"]
    parts = [_PLACE.sub("", _BY.sub("", part)).strip(" .,-–—:") for part in _BETWEEN.split(text)]
    names = [part for part in parts if _is_name(part, outlet)]
    return names[:1] + [name for name in names[1:] if not _is_town(name, names[0])]


def _is_town(name: str, first: str) -> bool:
    """Return whether a name of one word behind one of two is a place: "Ann Other, Lagos"."""
    return " " in first and name.isalpha() and name.istitle() and _agency(name) is None


def _is_name(text: str, outlet: frozenset[str]) -> bool:
    if (
        not 2 <= len(text) <= MOST_NAME
        or not any(sign.isalpha() for sign in text)
        or any(sign.isdigit() for sign in text)
    ):
        return False
    if ":" in text or "/" in text or text.lower().endswith((" staff", " newsdesk")):  # "Image: Getty Images"
        return False
    return (
        text.lower() not in _NO_NAMES
        and not _ROLE.match(text)
        and not _BEATS.match(text)
        and _bare(text) not in outlet
    )
