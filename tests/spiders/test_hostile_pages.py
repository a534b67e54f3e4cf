"""One crawl over a host of pages that hurt, mislead or detain: each comes to the outcome it must have."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from the_echo import Book, echo

from beatbook.newsstand.hostile import DOMAIN, HOST, PageCase, page_sites
from beatbook.newsstand.hostile_pages import PAGES, SESSIONS
from beatbook.newsstand.response import document
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source
from spiders.records import Fetch
from spiders.takes import Take

MOST_MEGABYTES = 300
MOST_SECONDS = 90
STORIES = tuple(PageCase(f"session {n}", "fetched", address=url) for n, url in enumerate(SESSIONS))


@dataclass(frozen=True)
class Crawled:
    take: Take
    by_url: Mapping[str, Fetch]
    requests: Counter[tuple[str, str]]
    seconds: float


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    book = Book(tmp_path_factory.mktemp("hostile"))
    sites = page_sites([*PAGES, *STORIES])
    for url in SESSIONS:
        sites[HOST][url.removeprefix(f"http://{HOST}")] = document("<p>one story</p>")
    outlet = echo(
        Source("feed", f"http://{HOST}/feed"), slug="hostile", domains=(DOMAIN,), homepage=f"http://{HOST}/"
    )
    with Newsstand(sites) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)
        patch.setenv("BEATBOOK_DOWNLOAD_SECONDS", "3")
        started = time.monotonic()
        take = book.crawl(outlet, "r1", timeout_seconds=MOST_SECONDS)
        seconds = time.monotonic() - started
        pages = {fetch.url: fetch for fetch in take.ledger if fetch.kind == "article"}
        yield Crawled(take, pages, stand.requests, seconds)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_each_page_has_its_outcome(crawled: Crawled, case: PageCase) -> None:
    fetch = crawled.by_url[case.url[:2048]]
    assert (fetch.outcome, fetch.detail) == (case.outcome, fetch.detail)
    if fetch.warc_offset is not None:
        assert fetch.signals == case.signals


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len({case.name for case in PAGES}) == len(PAGES) >= 60


def test_nothing_is_asked_of_another_host(crawled: Crawled) -> None:
    assert {host for host, _ in crawled.requests} == {HOST}


def test_nobody_is_asked_more_often_than_retries_allow(crawled: Crawled) -> None:
    times = {target: count for (_, target), count in crawled.requests.items() if "circle" not in target}
    assert max(times.values()) <= 7  # a loop is followed five times; a fault is tried twice more
    assert crawled.requests[HOST, "/robots.txt"] == 1


def test_session_ids_make_no_new_stories(crawled: Crawled) -> None:
    asked = [target for host, target in crawled.requests if target.startswith("/story")]
    assert len(asked) == 1
    assert crawled.take.stats["duplicates"] == len(SESSIONS) - 1


def test_it_neither_hangs_nor_swells(crawled: Crawled) -> None:
    assert crawled.seconds < MOST_SECONDS
    assert crawled.take.stats["peak_megabytes"] < MOST_MEGABYTES


def test_what_was_fetched_can_be_read_back(crawled: Crawled) -> None:
    pages = list(crawled.take.pages())
    assert len(pages) == crawled.take.stats["fetched"] > 10
