"""A folder of saved pages is served under its own hosts, and tells the crawler nothing it should find out."""

import gzip
import http.client
import json
from pathlib import Path

import feedparser
import pytest

from beatbook.newsstand import Newsstand, PagesError, sites_from_pages
from spiders.catalogue import outlets

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "pages"
LATIN = '<html><meta charset="iso-8859-1"><h1>Café</h1>'.encode("latin-1")


def save(folder: Path, outlet: str, name: str, url: str, html: bytes = b"<h1>Page</h1>") -> None:
    (folder / outlet).mkdir(exist_ok=True)
    (folder / outlet / f"{name}.html.gz").write_bytes(gzip.compress(html))
    about = {"url": url, "headline": "Secret headline", "published_at": "2026-01-02 03:04:05+00:00"}
    (folder / outlet / f"{name}.json").write_text(json.dumps(about), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path, "TheEcho", "one", "https://www.echo.test/news/one?id=7&ref=rss", LATIN)
    save(tmp_path, "TheEcho", "two", "https://amp.echo-cdn.test/news/two")
    save(tmp_path, "iPost", "one", "http://post.test/")
    return tmp_path


def fetch(stand: Newsstand, url: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(stand.address, timeout=5)
    connection.request("GET", url)
    response = connection.getresponse()
    try:
        return response, response.read()
    finally:
        connection.close()


def test_pages_are_served_byte_for_byte_under_their_own_addresses(folder):
    with Newsstand(sites_from_pages(folder).sites) as stand:
        response, body = fetch(stand, "http://www.echo.test/news/one?id=7&ref=rss")
        assert (response.status, body, response.getheader("Content-Type")) == (200, LATIN, "text/html")
        assert fetch(stand, "http://www.echo.test/news/one")[0].status == 404
        response, _ = fetch(stand, "http://amp.echo-cdn.test/news/two")
        assert (response.status, response.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
        assert fetch(stand, "http://amp.echo-cdn.test/robots.txt")[0].status == 200
        assert fetch(stand, "http://post.test/")[0].status == 200


def test_the_catalogue_written_is_one_the_spiders_read(folder, tmp_path):
    edition = sites_from_pages(folder)
    found = {outlet.slug: outlet for outlet in outlets(edition.write_catalogue(tmp_path / "outlets"))}
    assert set(found) == {"the-echo", "i-post"}
    assert found["the-echo"].domains == ("amp.echo-cdn.test", "echo.test")
    with Newsstand(edition.sites) as stand:
        _, feed = fetch(stand, found["the-echo"].sources[0].url)
    entries = feedparser.parse(feed).entries
    assert {entry.link for entry in entries} == {
        "http://www.echo.test/news/one?id=7&ref=rss",
        "http://amp.echo-cdn.test/news/two",
    }


def test_the_feed_tells_neither_headline_nor_date(folder):
    for site in sites_from_pages(folder).sites.values():
        for target, page in site.items():
            if target.endswith("feed.xml"):
                assert b"Secret" not in page.body
                assert b"2026" not in page.body
                assert b"pubDate" not in page.body


def test_a_folder_without_pages_is_an_error(tmp_path):
    with pytest.raises(PagesError, match=r"holds no pages: expected <Outlet>/<name>\.html\.gz"):
        sites_from_pages(tmp_path)


def test_a_page_without_its_json_is_an_error(folder):
    (folder / "iPost" / "one.json").unlink()
    with pytest.raises(PagesError, match=r"has no one\.json beside it"):
        sites_from_pages(folder)


@pytest.mark.parametrize("content", ['{"headline": "no url"}', "not json", '{"url": "ftp://x.test/a"}'])
def test_a_json_without_a_web_address_is_an_error(folder, content):
    (folder / "iPost" / "one.json").write_text(content, "utf-8")
    with pytest.raises(PagesError, match=r"one\.(html\.gz|json)"):
        sites_from_pages(folder)


def test_a_page_that_is_no_gzip_is_an_error(folder):
    (folder / "iPost" / "one.html.gz").write_bytes(b"<h1>plain</h1>")
    with pytest.raises(PagesError, match="save it again"):
        sites_from_pages(folder)


def test_two_folders_of_one_slug_are_an_error(folder, tmp_path):
    save(folder, "The Echo", "one", "https://other.test/a")
    with pytest.raises(PagesError, match="two folders would be the outlet 'the-echo'"):
        sites_from_pages(folder).write_catalogue(tmp_path / "outlets")


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared folder of real pages is not beside this checkout")
def test_the_real_pages_become_sites_and_a_catalogue(tmp_path):
    edition = sites_from_pages(REAL)
    assert len(edition.pages) == len(list(REAL.glob("*/*.html.gz")))
    assert all(site["/robots.txt"] for site in edition.sites.values())
    assert len(outlets(edition.write_catalogue(tmp_path / "outlets"))) == len(edition.by_folder)
