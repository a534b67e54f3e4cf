"""The demo edition as sites: every article a page, every outlet its sources, some links to nothing."""

from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path

from . import edition as editions
from .article import DemoArticle, StrayLink
from .edition import Edition
from .feeds import Item
from .offers import published, sources
from .platforms import PLATFORMS, Platform
from .render import Link, page, plain_page
from .response import Page, Request, Response, document, redirect, refusal
from .rota import CLOSE


def demo_catalogue_folder() -> Path:
    """Return the folder of the demo outlets' TOML files, for BEATBOOK_CATALOGUE."""
    return Path(__file__).parent / "outlets"


def demo_gazetteer_folder() -> Path:
    """Return the folder of the fictional force and councils, for BEATBOOK_GAZETTEER."""
    return Path(__file__).parent / "gazetteer"


@cache
def demo_edition() -> Edition:
    """Return the demo edition of the standard seed, built once."""
    return editions.build()


def demo_sites(edition: Edition | None = None, as_of: datetime = CLOSE) -> dict[str, dict[str, Page]]:
    """Return the demo's sites as they stood at the moment: nothing later is printed or corrected yet."""
    chosen = edition or demo_edition()
    return {platform.host: _site(platform, chosen, as_of) for platform in PLATFORMS.values()}


def _site(platform: Platform, edition: Edition, as_of: datetime) -> dict[str, Page]:
    articles = [article for article in edition.of(platform.slug) if article.published_at <= as_of]
    strays = [
        stray for stray in edition.strays if stray.outlet == platform.slug and stray.published_at <= as_of
    ]
    pages: dict[str, Page] = {}
    for number, article in enumerate(articles):
        nearby = tuple(Link(other.url, other.at(as_of).headline) for other in _nearby(articles, number))
        pages[_target(article.url, platform)] = partial(_article, article, as_of, nearby)
        if article.offered_url != article.url:
            pages[_target(article.offered_url, platform)] = redirect(article.url)
    newest = tuple(Link(article.url, article.at(as_of).headline) for article in articles[-30:][::-1])
    for stray in strays:
        if stray.page != "nothing":
            pages[_target(stray.url, platform)] = _stray(stray, articles, as_of, newest)
    pages["/"] = document(plain_page(platform, "home", platform.name, newest))
    return pages | sources(platform, _items(articles, strays, as_of))


def _target(url: str, platform: Platform) -> str:
    return url.removeprefix(f"http://{platform.host}")


def _nearby(articles: list[DemoArticle], number: int) -> list[DemoArticle]:
    """Return eight other articles of the outlet: those before, or after where there are none before."""
    around = articles[max(0, number - 8) : number] or articles[number + 1 : number + 9]
    return around[::-1]


def _article(article: DemoArticle, as_of: datetime, nearby: tuple[Link, ...], request: Request) -> Response:
    return document(page(article, as_of, nearby), modified_at=article.last_changed(as_of))


def _stray(stray: StrayLink, articles: list[DemoArticle], as_of: datetime, newest: tuple[Link, ...]) -> Page:
    platform = PLATFORMS[stray.outlet]
    if stray.page in ERRORS:
        return refusal(*ERRORS[stray.page])
    if stray.page in ("gallery", "video"):
        return document(plain_page(platform, stray.page, stray.headline, newest[:8]))
    return partial(_like_article, stray, articles[0], as_of, newest[:8])


ERRORS = {
    "gone": (410, "This page has been removed."),
    "missing": (404, "Sorry, we cannot find that page."),
    "broken": (500, "Something went wrong."),
}


def _like_article(
    stray: StrayLink, model: DemoArticle, as_of: datetime, nearby: tuple[Link, ...], request: Request
) -> Response:
    """Answer with a page in the outlet's clothes: a paywall's teaser, or a members' article."""
    dressed = replace(
        model,
        url=stray.url,
        headline=stray.headline,
        published_at=stray.published_at,
        modified_at=stray.published_at,
        edited=(),
        standfirst=None,
    )
    return document(page(dressed, as_of, nearby, kind="paywall" if stray.page == "paywall" else "article"))


def _items(articles: list[DemoArticle], strays: list[StrayLink], as_of: datetime) -> list[Item]:
    """Return what the outlet offers, newest first."""
    found = [
        Item(
            article.offered_url,
            article.at(as_of).headline,
            article.published_at,
            article.standfirst,
            article.authors,
            article.section,
        )
        for article in articles
    ]
    found += [Item(stray.url, stray.headline, stray.published_at) for stray in strays]
    return sorted(found, key=published, reverse=True)
