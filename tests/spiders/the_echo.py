"""The Echo: a fictional outlet whose site does everything that a site can do to a crawler."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from beatbook.newsstand.response import Page, Response, document, redirect, refusal
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Outlet, Source
from spiders.crawl import crawl
from spiders.takes import Take

DAY = date(2026, 11, 22)
HOST = "www.echo.test"


def echo(*sources: Source, **changes: Any) -> Outlet:
    """Return a fictional outlet with these sources."""
    fields: dict[str, Any] = {
        "slug": "echo",
        "name": "Echo",
        "homepage": f"https://{HOST}/",
        "kind": "local",
        "region": "London (Hackney)",
        "domains": ("echo.test",),
        "confidence": "high",
        "enabled": True,
        "sources": sources,
    }
    return Outlet(**(fields | changes))


def feed(*urls: str) -> Page:
    """Return an RSS feed that offers these addresses, an hour apart."""
    items = "".join(
        f"<item><title>Story {n}</title><link>{url if ':' in url else f'https://{HOST}{url}'}</link>"
        f"<pubDate>Sun, 22 Nov 2026 {n % 24:02}:00:00 GMT</pubDate></item>"
        for n, url in enumerate(urls)
    )
    return document(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")


def crawls_of(parent: int) -> list[int]:
    """Return the crawls that this process started and that still run; it may have a browser too."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue  # it ended while we looked
        if int(after_name[1]) == parent and after_name[0] != "Z" and b"spiders.run" in command:
            found.append(int(stat.parent.name))
    return found


@dataclass
class Book:
    """Where a test's crawls write, and what they said."""

    root: Path
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def frontier(self) -> Path:
        return self.root / "frontier.sqlite"

    def crawl(self, outlet: Outlet, run_id: str, **more: Any) -> Take:
        given = {"archive": self.archive, "frontier": self.frontier, "day": DAY, "note": self.events.append}
        return crawl(outlet, run_id=run_id, **(given | more))


Play = Callable[[Mapping[str, Mapping[str, Page]]], Newsstand]

ARTICLE = "<!doctype html><html><body>" + "<p>Police said so.</p>" * 200 + "</body></html>"
OFFERED = (
    "/long",
    "/short?utm_source=rss",
    "/private/file",
    "/missing",
    "/broken",
    "/leads-away",
    "/loop",
    "/sport/cup-final",
    "https://elsewhere.test/story",
    "mailto:news@echo.test",
    "/report.pdf",
    "/huge",
    "/subscribers",
    "/wall",
    "/empty",
    "/moved",
    "/odd",
    "/packed",
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>https://{HOST}/short#comments</loc></url><url><loc>https://{HOST}/late</loc></url></urlset>"
)
SITE: dict[str, Page] = {
    "/robots.txt": document("User-agent: *\nDisallow: /private/\n", "text/plain"),
    "/rss": feed(*OFFERED),
    "/index.xml": document(
        f"<sitemapindex><sitemap><loc>https://{HOST}/news.xml</loc></sitemap>"
        f"<sitemap><loc>https://{HOST}/index.xml</loc></sitemap></sitemapindex>",
        "application/xml",
    ),
    "/news.xml": document(SITEMAP, "application/xml"),
    "/long": document(ARTICLE),
    "/short?utm_source=rss": document("<html><p>£5m for the Met</p></html>".encode("cp1252"), "text/html"),
    "/late": document("<html><p>late</p></html>"),
    "/broken": refusal(500, "we are mending it"),
    "/leads-away": redirect("https://elsewhere.test/other"),
    "/loop": redirect(f"https://{HOST}/loop"),
    "/report.pdf": document(b"%PDF-1.7", "application/pdf"),
    "/huge": document(b"<html>" + b" " * 11_000_000),
    "/subscribers": refusal(402, "pay"),
    "/wall": refusal(403, "no robots"),
    "/empty": document(""),
    "/moved": redirect("/moved-here", 302),
    "/moved-here": document("<html><p>here</p></html>"),
    "/odd": refusal(418, "teapot"),
    "/packed": Response(
        200, (("Content-Type", "text/html"), ("Content-Encoding", "gzip")), b"\x1f\x8bnot gzip at all"
    ),
}


@dataclass(frozen=True)
class CrawledDay:
    """What two runs over the same site left behind."""

    book: Book
    first: Take
    second: Take
    requests: Mapping[tuple[str, str], int]
    requests_in_second: Mapping[tuple[str, str], int]
    user_agents: frozenset[str]
