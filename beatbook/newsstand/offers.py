"""How each demo site offers its articles: its robots.txt, its feeds and its sitemaps."""

from collections.abc import Callable
from datetime import datetime

from . import feeds
from .edition import BLIND_MONTH, BLIND_OUTLET
from .feeds import Item
from .platforms import Platform
from .response import Page, document, refusal
from .rota import london_day

Builder = Callable[[str, str, list[Item]], dict[str, Page]]  # name, homepage, items -> path -> page
RSS, RDF, ATOM = "application/rss+xml", "application/rdf+xml", "application/atom+xml"
XML = "application/xml; charset=utf-8"
LATEST = 40  # what a short feed holds


def sources(platform: Platform, items: list[Item]) -> dict[str, Page]:
    """Return the site's robots.txt, feeds and sitemaps, offering the items, newest first."""
    home = f"http://{platform.host}/"
    robots = document(_robots(platform, home), "text/plain; charset=utf-8")
    return {"/robots.txt": robots, **BUILDERS[platform.slug](platform.name, home, items)}


def published(item: Item) -> datetime:
    """Return when the item was published; every item of the demo has its date."""
    if item.published_at is None:
        raise ValueError(f"{item.url} has no date: the demo dates all it offers")
    return item.published_at


def _robots(platform: Platform, home: str) -> str:
    barred = {"the-comet": "Disallow: /members/\nDisallow: /search\n"}.get(
        platform.slug, "Disallow: /search\n"
    )
    maps = {
        "the-comet": "sitemaps/sitemap_index.xml",
        "albion-news": "sitemap.xml",
        "daily-ledger": "sitemaps/news.xml",
    }
    told = f"\nSitemap: {home}{maps[platform.slug]}\n" if platform.slug in maps else ""
    return f"User-agent: *\n{barred}Allow: /\n{told}"


def _one(path: str, write: Callable[[str, str, list[Item]], bytes], kind: str) -> Builder:
    return lambda name, home, items: {path: document(write(name, home, items), f"{kind}; charset=utf-8")}


def _ledger(name: str, home: str, items: list[Item]) -> dict[str, Page]:
    return {
        "/uk/rss": document(feeds.rss(f"UK news | {name}", home, items), RSS),
        "/sitemaps/news.xml": document(feeds.news_sitemap(name, items[:LATEST]), XML),
    }


def _comet(name: str, home: str, items: list[Item]) -> dict[str, Page]:
    months = _by_month(items)
    children = {f"/sitemaps/sitemap_{month}.xml": found for month, found in months.items()}
    index = [(f"{home.rstrip('/')}{path}", published(found[0])) for path, found in children.items()]
    pages: dict[str, Page] = {path: document(feeds.sitemap(found), XML) for path, found in children.items()}
    return pages | {
        "/sitemaps/sitemap_index.xml": document(feeds.sitemap_index(index), XML),
        "/?service=rss": document(feeds.rss(name, home, items[:LATEST]), RSS),
    }


def _albion(name: str, home: str, items: list[Item]) -> dict[str, Page]:
    pages: dict[str, Page] = {}
    index = []
    for month, found in _by_month(items).items():
        path = f"/sitemaps/articles-{month}.xml"
        index.append((f"{home.rstrip('/')}{path}", published(found[0])))
        pages[path] = document(feeds.news_sitemap(name, found), XML)
        if month == BLIND_MONTH:
            pages[path] = refusal(503, "Service unavailable.")
    pages["/sitemap.xml"] = document(feeds.sitemap_index(index), XML)
    visible = [item for item in items if f"{london_day(published(item)):%Y-%m}" != BLIND_MONTH]
    pages["/news/latest.rss"] = document(feeds.rss(name, home, visible[:LATEST]), RSS)
    return pages


def _by_month(items: list[Item]) -> dict[str, list[Item]]:
    months: dict[str, list[Item]] = {}
    for item in items:
        months.setdefault(f"{london_day(published(item)):%Y-%m}", []).append(item)
    return months


BUILDERS: dict[str, Builder] = {
    "daily-ledger": _ledger,
    "the-comet": _comet,
    BLIND_OUTLET: _albion,
    "london-lantern": _one("/feed/", feeds.rss, RSS),
    "wealdshire-gazette": _one("/news/atom.xml", feeds.atom, ATOM),
    "aldermere-echo": _one("/news/index.rdf", feeds.rdf, RDF),
    "sankofa-post": _one("/atom.xml", feeds.atom, ATOM),
    "morning-banner": _one("/rss.xml", feeds.rss, RSS),
    "wealdshire-police": _one("/rss/current_news/88001", feeds.rss, RSS),
}
