"""One page in, one article out: everything the page tells, and nothing that it does not."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from transforms import jsonld
from transforms.access import access
from transforms.authors import byline
from transforms.body import read_body, selected_body
from transforms.dates import DateCandidate, candidates, winner
from transforms.headline import headline
from transforms.kind import kind
from transforms.language import language
from transforms.opinions import heard
from transforms.page import Page, read_page
from transforms.selecting import Selectors
from transforms.urls import own_address, path

_FIRST_PART = re.compile(r"/([a-z]{2,}(?:-[a-z]+){0,2})/.")
_NO_SECTIONS = frozenset(
    {
        "article",
        "articles",
        "story",
        "stories",
        "post",
        "posts",
        "content",
        "pages",
        "amp",
        "live",
        "uk",
        "en",
        "us",
    }
)
VERSION = "2026.11.3"  # moves whenever the same bytes may give another article


@dataclass(frozen=True)
class Article:
    """What one page says; "" or None where it says nothing."""

    headline: str
    standfirst: str | None
    body: str  # paragraphs joined by a blank line
    authors: tuple[str, ...]
    section: str | None
    published_at: datetime | None  # UTC
    modified_at: datetime | None  # UTC
    language: str | None  # ISO 639-1
    canonical_url: str | None  # http(s), of the page's own registered domain
    access: str  # open | metered | paywalled | unknown
    dates: tuple[DateCandidate, ...] = ()
    published_source: str | None = None  # the candidate that won
    kind: str = "article"  # article | live | video | gallery | audio, or what is none: `kind`
    agencies: tuple[str, ...] = ()
    body_source: str = "blocks"  # blocks (our own reading) | selectors | trafilatura | json-ld


NOTHING = Article("", None, "", (), None, None, None, None, None, "unknown")


def extract(
    html: bytes | str, url: str, owned: Collection[str] = (), selectors: Selectors | None = None
) -> Article:
    """Return the article on a page; never raises on any bytes, and is `NOTHING` where they are no page.

    `html` as served (bytes: the charset is found out) or as text; `url` as asked for, by which relative and
    foreign addresses are judged; `owned` further registered domains in which the page may have its address;
    `selectors` where its outlet says that the body stands, not believed where they find next to nothing.

    >>> extract("<h1>Man held</h1><p>A man was arrested in Leeds on Monday.</p>", "https://example.org/1").headline
    'Man held'
    """
    page = read_page(html, url)
    return NOTHING if page is None else _article(page, owned, selectors)


def _article(page: Page, owned: Collection[str], selectors: Selectors | None) -> Article:
    title = headline(page)
    who = byline(page)
    text = selected_body(page, title, who.names, selectors)
    if text is None:
        text = read_body(page, title, who.names)
        paragraphs, source = heard(page, title, text.paragraphs, named=text.is_named)
    else:
        paragraphs, source = text.paragraphs, "selectors"
    body = "\n\n".join(paragraphs)
    open_to = access(page)
    what = kind(page, title, body, open_to, cut=text.is_cut)
    found = candidates(page)
    published, modified = winner(found, "published"), winner(found, "modified")
    return Article(
        headline=title,
        standfirst=text.standfirst,
        body=body,
        authors=who.names,
        section=_section(page),
        published_at=published.at if published else None,
        modified_at=modified.at if modified else None,
        language=language(page, body or title),
        canonical_url=_canonical(page, owned),
        access="paywalled" if what == "stub" else open_to,
        dates=found,
        published_source=published.source if published else None,
        kind=what,
        body_source=source,
        agencies=who.agencies,
    )


def _section(page: Page) -> str | None:
    """Return the section the page files itself under: by JSON-LD, meta, or the address's first part."""
    listed = [jsonld.text(part) for part in jsonld.listed(page.article.get("articleSection"))]
    named = next(filter(None, listed), None) or page.first(
        "article:section", "og:section", "parsely-section", "section"
    )
    if named and not named.startswith("http"):
        return named[:100]
    first = _FIRST_PART.match(path(page.url))
    return first[1] if first and first[1] not in _NO_SECTIONS else None


def _canonical(page: Page, owned: Collection[str]) -> str | None:
    claims = (
        *page.links.get("canonical", ()),
        *page.meta.get("og:url", ()),
        jsonld.text(page.article.get("url")),
    )
    for claim in filter(None, claims):
        address = own_address(claim, page.url, owned)
        if address and not _is_front_page(address, page.url):
            return address
    return None


def _is_front_page(address: str, url: str) -> bool:
    """Return whether a deeper page claims to be the front page, as broken templates do."""
    return path(address) in ("", "/") and path(url) not in ("", "/")
