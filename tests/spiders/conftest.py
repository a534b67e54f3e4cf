"""A newsstand for each test that crawls, and one day crawled twice that many tests read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from the_echo import HOST, OFFERED, SITE, Book, CrawledDay, Play, echo, feed

from beatbook.newsstand.response import Page
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Open a newsstand that plays these hosts; crawls of this test go to it."""
    stands: list[Newsstand] = []

    def start(sites: Mapping[str, Mapping[str, Page]]) -> Newsstand:
        stands.append(Newsstand(sites).start())
        monkeypatch.setenv("BEATBOOK_NEWSSTAND", stands[-1].address)
        return stands[-1]

    yield start
    for stand in stands:
        stand.close()


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> CrawledDay:
    outlet = echo(
        Source("feed", f"https://{HOST}/rss"),
        Source("sitemap", f"https://{HOST}/index.xml"),
        exclude=("/sport/",),
    )
    book = Book(tmp_path_factory.mktemp("crawled"))
    with Newsstand({HOST: SITE, "elsewhere.test": {}}) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "BEATBOOK_NEWSSTAND", stand.address)
        first = book.crawl(outlet, "r1")
        before = stand.requests.copy()
        stand.put(HOST, "/rss", feed(*OFFERED, "/long"))  # or it would answer that nothing changed
        second = book.crawl(outlet, "r2", poll_all=True)
        agents = frozenset(request.headers["user-agent"] for request in stand.log)
        return CrawledDay(book, first, second, before, stand.requests - before, agents)
