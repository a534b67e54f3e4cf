"""The hostile newsstand: every way in which a site can hurt, mislead or detain a crawler, as data.

`PAGES` are pages of one host that one feed offers; `SOURCES` are hosts with a feed or sitemap of their own.
Each case names what must come of it; tests crawl them, and a person may browse them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from .response import Page, document

DOMAIN = "hostile.test"
HOST = f"www.{DOMAIN}"
RSS = "application/rss+xml"
ALLOW_ALL = document("User-agent: *\nAllow: /\n", "text/plain")
PROSE = "<p>Residents told the council that officers had stopped the same boys twice in a week.</p>" * 8


@dataclass(frozen=True)
class PageCase:
    """One offered address, what stands there, and the outcome that it must have."""

    name: str
    outcome: str
    page: Page | None = None  # None: nobody may ask for it
    address: str = ""  # as the feed writes it; else made of the name
    beside: Mapping[str, Page] = field(default_factory=dict)  # further pages of the host
    signals: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Return the address that the feed offers."""
        return self.address or f"http://{HOST}{self.target}"

    @property
    def target(self) -> str:
        """Return its path on the host."""
        return self.address.removeprefix(f"http://{HOST}") or f"/news/{self.name.replace(' ', '-')}"


@dataclass(frozen=True)
class SourceCase:
    """One host: its source, its pages, the outcome of the poll and how many of its pages come to what."""

    name: str
    outcome: str
    site: Mapping[str, Page]
    pages: Mapping[str, int] = field(default_factory=dict)
    kind: str = "feed"
    path: str = "/source"

    @property
    def host(self) -> str:
        """Return the host that plays the case."""
        return f"{self.name.replace(' ', '-')}.{DOMAIN}"

    @property
    def url(self) -> str:
        """Return the source's address."""
        return f"http://{self.host}{self.path}"


def article(headline: str, more: str = "", head: str = "") -> str:
    """Return an ordinary page with an article."""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(headline)}</title>'
        f"{head}</head><body><article><h1>{escape(headline)}</h1>{PROSE}{more}</article></body></html>"
    )


def rss(urls: Iterable[str], more: str = "") -> str:
    """Return a feed that offers these addresses."""
    items = "".join(f"<item><title>Story</title><link>{escape(url)}</link></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>Hostile</title>{items}{more}</channel></rss>'


def page_sites(cases: Iterable[PageCase]) -> dict[str, dict[str, Page]]:
    """Return the one host of these cases, with a feed of them at /feed."""
    cases = list(cases)
    site: dict[str, Page] = {"/": document(article("The front page")), "/robots.txt": ALLOW_ALL}
    for case in cases:
        site |= case.beside
        if case.page is not None:
            site[case.target] = case.page
    site["/feed"] = document(rss(case.url for case in cases), RSS)
    return {HOST: site}


class Host(Protocol):
    """A case that is played by a host of its own."""

    @property
    def host(self) -> str:
        """Its name."""

    @property
    def site(self) -> Mapping[str, Page]:
        """Its pages."""


def source_sites(cases: Iterable[Host]) -> dict[str, dict[str, Page]]:
    """Return a host for each case."""
    return {case.host: {"/robots.txt": ALLOW_ALL, **case.site} for case in cases}
