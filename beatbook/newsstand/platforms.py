"""What makes the nine demo sites nine: their hosts, the shape of their addresses, and their feeds' places."""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime

from .rota import LONDON, london_day


@dataclass(frozen=True)
class Platform:
    """One outlet's site: its host, its page template, how it writes an article's address."""

    slug: str
    name: str
    host: str
    template: str
    pattern: str  # filled with slug, id, code, section, year, month, mon, day
    sections: dict[str, str]


SECTIONS = {
    "news": "news",
    "sport": "sport",
    "culture": "culture",
    "business": "business",
    "life": "lifestyle",
}

PLATFORMS = {
    platform.slug: platform
    for platform in (
        Platform(
            "daily-ledger",
            "The Daily Ledger",
            "www.dailyledger.test",
            "ledger.html.j2",
            "/{section}/{year}/{mon}/{day}/{slug}",
            SECTIONS | {"news": "uk-news"},
        ),
        Platform(
            "the-comet",
            "The Comet",
            "www.thecomet.test",
            "comet.html.j2",
            "/{section}/{slug}-{id}",
            SECTIONS | {"news": "news/uk-news"},
        ),
        Platform(
            "albion-news",
            "Albion News",
            "www.albionnews.test",
            "albion.html.j2",
            "/news/articles/{code}",
            SECTIONS,
        ),
        Platform(
            "london-lantern",
            "The London Lantern",
            "www.londonlantern.test",
            "lantern.html.j2",
            "/{year}/{month}/{day}/{slug}/",
            SECTIONS,
        ),
        Platform(
            "wealdshire-gazette",
            "Wealdshire Gazette",
            "www.wealdshiregazette.test",
            "downland.html.j2",
            "/{section}/{id}.{slug}/",
            SECTIONS,
        ),
        Platform(
            "aldermere-echo",
            "Aldermere Echo",
            "www.aldermereecho.test",
            "downland.html.j2",
            "/{section}/{id}.{slug}/",
            SECTIONS,
        ),
        Platform(
            "sankofa-post",
            "The Sankofa Post",
            "www.sankofapost.test",
            "sankofa.html.j2",
            "/{section}/{slug}",
            SECTIONS | {"news": "community"},
        ),
        Platform(
            "morning-banner",
            "The Morning Banner",
            "www.morningbanner.test",
            "banner.html.j2",
            "/article/{slug}",
            SECTIONS,
        ),
        Platform(
            "wealdshire-police",
            "Wealdshire Police",
            "news.wealdshirepolice.test",
            "pressroom.html.j2",
            "/pressreleases/{slug}-{id}",
            SECTIONS,
        ),
    )
}


def address(outlet: str, section: str, headline: str, published_at: datetime, number: int) -> str:
    """Return an article's canonical URL; the number makes it the only one of its kind."""
    platform, day = PLATFORMS[outlet], london_day(published_at)
    identity = 41_230_000 + 7 * number
    path = platform.pattern.format(
        slug=_slug(headline, number, with_number="{id}" not in platform.pattern),
        id=identity,
        code=f"c{_base36(zlib.crc32(f'{outlet}/{number}'.encode()))}o",
        section=platform.sections.get(section, section),
        year=day.year,
        month=f"{day.month:02}",
        mon=f"{published_at.astimezone(LONDON):%b}".lower(),
        day=f"{day.day:02}",
    )
    return f"http://{platform.host}{path}"


def offered(outlet: str, url: str) -> str:
    """Return what sources link to: now and then an older address that redirects to the canonical one."""
    if outlet == "the-comet" and zlib.crc32(url.encode()) % 40 == 0:
        return url.replace("/news/", "/news/latest/", 1)
    return url


def _slug(headline: str, number: int, *, with_number: bool) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", headline.lower().replace("’", "")).strip("-")
    shortened = words[:70].rpartition("-")[0] if len(words) > 70 else words
    return f"{shortened}-{_base36(number + 400)}" if with_number else shortened


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"
