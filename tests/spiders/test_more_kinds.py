"""JSON Feed, sitemap windows, section pages and WordPress's API: what each document says, as a Reading."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.kinds import feed, listing, sitemap, wordpress
from spiders.kinds.offer import Offer, UnreadableSource

SITE = "https://www.echo.test"
SINCE = datetime(2026, 11, 20, tzinfo=UTC)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
ITEM = st.dictionaries(
    st.sampled_from(["url", "external_url", "title", "date_published", "link", "date_gmt"]), JSON
)


def json_feed(version: str = "1.1", **more: Any) -> bytes:
    return json.dumps({"version": f"https://jsonfeed.org/version/{version}", "items": [], **more}).encode()


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_json_feed(version: str) -> None:
    items = [
        {"url": f"{SITE}/a", "title": "Met &amp; City", "date_published": "2026-11-22T09:00:00+01:00"},
        {"external_url": f"{SITE}/b", "date_modified": "2026-11-21T00:00:00Z"},
        {"title": "no address"},
        "no item",
    ]
    reading = feed.read(b"\xef\xbb\xbf\n" + json_feed(version, items=items), SITE)
    assert reading.offers == (
        Offer(f"{SITE}/a", datetime(2026, 11, 22, 8, tzinfo=UTC), "Met & City"),
        Offer(f"{SITE}/b", datetime(2026, 11, 21, tzinfo=UTC), None),
    )
    assert reading.without_address == 2


@pytest.mark.parametrize(
    "document",
    [b"{", b"{}", b'{"version": "https://jsonfeed.org/version/1"}', b'{"version": 1}', b"{" * 99_999],
)
def test_other_json_is_no_feed(document: bytes) -> None:
    with pytest.raises(UnreadableSource):
        feed.read(document, SITE)


@given(st.lists(ITEM | JSON))
def test_no_list_of_items_breaks_the_readers(items: list[Any]) -> None:
    assert feed.read(json_feed(items=items), SITE).items == len(items)
    assert wordpress.read(json.dumps(items).encode(), SITE).items >= len(items)


@given(st.binary() | JSON.map(lambda said: json.dumps(said).encode()))
def test_anything_is_read_or_named_unreadable(document: bytes) -> None:
    for read in (feed.read, wordpress.read, sitemap.read, section):
        try:
            read(document, SITE)
        except UnreadableSource as error:
            assert str(error)


def test_a_sitemap_leaves_out_what_is_older_than_its_window() -> None:
    entries = "".join(
        f"<url><loc>{SITE}/{day}</loc><lastmod>2026-11-{day}</lastmod></url>" for day in (18, 19, 20, 21)
    )
    reading = sitemap.read(
        f"<urlset>{entries}<url><loc>{SITE}/x</loc></url></urlset>".encode(), SITE, since=SINCE
    )
    assert [offer.url for offer in reading.offers] == [f"{SITE}/20", f"{SITE}/21", f"{SITE}/x"]
    assert (reading.outside_window, reading.items) == (2, 5)
    assert reading.oldest_at == SINCE, "it reaches back to the window's beginning, for it lists what is older"


def test_an_index_leads_to_what_changed_last_first() -> None:
    dates = {"old": "2026-11-01", "new": "2026-11-22", "undated": None, "newish": "2026-11-20T06:00:00Z"}
    entries = "".join(
        f"<sitemap><loc>{SITE}/{name}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>"
        for name, date in dates.items()
    )
    document = f"<sitemapindex>{entries}</sitemapindex>".encode()
    reading = sitemap.read(document, SITE, since=SINCE)
    assert reading.children == (f"{SITE}/new", f"{SITE}/newish", f"{SITE}/undated")
    assert reading.outside_window == 1
    assert len(sitemap.read(document, SITE).children) == 4, "without a window all are read"


def post(number: int, **more: Any) -> dict[str, Any]:
    return {
        "link": f"{SITE}/{number}",
        "date_gmt": f"2026-11-{number:02}T10:00:00",
        "title": {"rendered": f"Story &#8216;{number}&#8217;"},
        **more,
    }


def test_wordpress_posts() -> None:
    url = wordpress.first(f"{SITE}/wp-json/wp/v2/posts?categories=5")
    assert "categories=5" in url
    reading = wordpress.read(json.dumps([post(22), post(21, link=None)]).encode(), url, "3", since=SINCE)
    assert reading.offers == (Offer(f"{SITE}/22", datetime(2026, 11, 22, 10, tzinfo=UTC), "Story ‘22’"),)
    assert reading.without_address == 1
    [second] = reading.children
    assert second == url.replace("&page=1", "&page=2")
    assert reading.reaches_at is None
    last = wordpress.read(
        json.dumps([post(21)]).encode(), second.replace("&page=2", "&page=3"), "3", since=SINCE
    )
    assert last.children == ()
    assert last.oldest_at == SINCE, "nothing is left of the window"
    crossed = wordpress.read(json.dumps([post(20), post(19)]).encode(), url, "3", since=SINCE)
    assert [offer.url for offer in crossed.offers] == [f"{SITE}/20"]
    assert (crossed.children, crossed.outside_window, crossed.oldest_at) == ((), 1, SINCE)


def test_wordpress_without_a_total_goes_on_while_pages_are_full() -> None:
    url = wordpress.first(f"{SITE}/wp-json/wp/v2/posts")
    assert wordpress.read(json.dumps([post(1)] * 100).encode(), url).children
    assert not wordpress.read(json.dumps([post(1)] * 99).encode(), url).children
    assert not wordpress.read(json.dumps([post(1)] * 100).encode(), url, "1").children
    assert not wordpress.read(b"[]", url, "9" * 5000).children


def test_wordpress_says_why_it_refuses() -> None:
    with pytest.raises(UnreadableSource, match="not allowed"):
        wordpress.read(b'{"code": "rest_forbidden", "message": "You are not allowed"}', SITE)


SECTION = f"""<html><head><base href="{SITE}/news/"><link rel="next" href="?page=2"></head><body>
<nav><a href="/">Home</a></nav>
<ul><li><a href="one"><img src="x"></a><h2><a href="one">Officer  charged</a></h2>
    <time datetime="2026-11-22T09:00:00Z">today</time></li>
<li><h2><a href="two">Vigil held</a></h2></li><li><h2>No link</h2></li></ul>
<a class="older" href="/news/?page=3">Older</a></body></html>""".encode()


def section(document: bytes, url: str) -> Any:
    return listing.read(document, url, "text/html; charset=utf-8", links="li h2, li a", after=None)


def test_a_section_page() -> None:
    reading = section(SECTION, f"{SITE}/elsewhere")
    assert reading.offers == (
        Offer(f"{SITE}/news/one", datetime(2026, 11, 22, 9, tzinfo=UTC), "Officer charged"),
        Offer(f"{SITE}/news/two", None, "Vigil held"),
    )
    assert reading.without_address == 1
    assert reading.children == ()


@pytest.mark.parametrize(
    ("after", "page"), [("link[rel=next]", "?page=2"), ("a.older", "?page=3"), ("b", None)]
)
def test_the_page_after(after: str, page: str | None) -> None:
    reading = listing.read(SECTION, SITE, links="h2", after=after)
    assert reading.children == ((f"{SITE}/news/{page}",) if page else ())


def test_a_date_that_stands_with_several_links_is_nobodys() -> None:
    document = b'<p><time datetime="2026-11-22">x</time><a href="/a">A</a><a href="/b">B</a></p>'
    assert {offer.offered_at for offer in listing.read(document, SITE, links="a").offers} == {None}


def test_a_redesigned_section_page_is_told() -> None:
    with pytest.raises(UnreadableSource, match="finds nothing on the page"):
        listing.read(b"<p>We have moved</p>", SITE, links="article a")


def test_a_section_page_in_its_own_encoding() -> None:
    document = '<meta charset="windows-1252"><a href="/a">£5m “cut”</a>'.encode("cp1252")
    assert listing.read(document, SITE, "text/html", links="a").offers[0].headline == "£5m “cut”"
