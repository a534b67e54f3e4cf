"""Sitemaps: news, plain, indexes, gzipped, broken, hostile."""

import gzip
from datetime import UTC, datetime

import pytest

from spiders.kinds.offer import Offer, Reading, UnreadableSource
from spiders.kinds.sitemap import read

AT = "https://www.echo.test/news.xml"
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://www.echo.test/i.jpg</image:loc><image:title>A picture</image:title>
</image:image><loc> https://www.echo.test/a </loc><lastmod>2026-11-22T12:00:00Z</lastmod>
<news:news><news:publication><news:name>Echo</news:name></news:publication>
<news:publication_date>2026-11-22T09:00:00+00:00</news:publication_date>
<news:title>Met officer charged</news:title></news:news></url>
<url><loc>https://www.echo.test/b</loc><lastmod>2026-11-21</lastmod></url>
<url><lastmod>2026-11-21</lastmod></url>
</urlset>"""
READING = Reading(
    (
        Offer("https://www.echo.test/a", datetime(2026, 11, 22, 9, tzinfo=UTC), "Met officer charged"),
        Offer("https://www.echo.test/b", datetime(2026, 11, 21, tzinfo=UTC), None),
    ),
    without_address=1,
)
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.echo.test/1.xml</loc></sitemap><sitemap><loc>https://www.echo.test/2.xml.gz</loc></sitemap>
</sitemapindex>"""


@pytest.mark.parametrize("document", [NEWS, gzip.compress(NEWS)], ids=["plain", "gzip"])
def test_news_sitemap(document: bytes) -> None:
    assert read(document, AT) == READING


def test_index_gives_children() -> None:
    found = read(INDEX, AT)
    assert found.children == ("https://www.echo.test/1.xml", "https://www.echo.test/2.xml.gz")
    assert found.offers == ()
    assert found.items == 2


def test_namespace_may_be_missing() -> None:
    found = read(b"<urlset><url><loc>https://www.echo.test/a</loc></url></urlset>", AT)
    assert found.offers == (Offer("https://www.echo.test/a", None, None),)


@pytest.mark.parametrize("date", ["soon", "2026-13-40", "22/11/2026"])
def test_date_that_is_none_is_none(date: str) -> None:
    document = f"<urlset><url><loc>https://www.echo.test/a</loc><lastmod>{date}</lastmod></url></urlset>"
    assert read(document.encode(), AT).offers[0].offered_at is None


def test_sitemap_cut_short_gives_what_came_through() -> None:
    found = read(NEWS[: NEWS.index(b"/b</loc>")], AT)
    assert found.offers[0] == READING.offers[0]


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        (b"", "no XML"),
        (b"\x00\xff" * 40, "no XML"),
        (b"<html><body>We are down</body></html>", "its root is 'html'"),
        (b'<!DOCTYPE x [<!ENTITY e "lol">]><urlset><url><loc>&e;</loc></url></urlset>', "DTD or entities"),
        (b"\x1f\x8b\x08\x00" + b"\xff" * 40, "broken gzip"),
    ],
    ids=["empty", "noise", "html", "entities", "broken gzip"],
)
def test_what_is_no_sitemap_says_so(document: bytes, complaint: str) -> None:
    with pytest.raises(UnreadableSource, match=complaint):
        read(document, AT)


def test_a_sitemap_that_unpacks_to_too_much_gives_its_beginning() -> None:
    bomb = b"<urlset><url><loc>https://e.test/1</loc></url>" + b" " * (60 * 1024 * 1024)
    reading = read(gzip.compress(bomb), "https://e.test/map.xml.gz")
    assert [offer.url for offer in reading.offers] == ["https://e.test/1"]
    assert "unpacks to more than" in (reading.cut_short or "")
