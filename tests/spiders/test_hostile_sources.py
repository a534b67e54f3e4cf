"""One crawl over hosts whose feed, sitemap or robots.txt is the trouble: each poll has its outcome."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from the_echo import Book, echo

from beatbook.newsstand.hostile import DOMAIN, SourceCase, source_sites
from beatbook.newsstand.hostile_reservations import PATH, RESERVATIONS, ReservationCase
from beatbook.newsstand.hostile_sources import SOURCES
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source
from spiders.records import Poll
from spiders.takes import Take

MOST_MEGABYTES = 300
MOST_SECONDS = 150


@dataclass(frozen=True)
class Crawled:
    take: Take
    polls: Mapping[str, Poll]
    requests: Counter[tuple[str, str]]
    seconds: float

    def pages(self, host: str) -> dict[str, int]:
        """Return how many of the pages that a host's sources offer came to what."""
        found = [
            fetch.outcome.value
            for fetch in self.take.ledger
            if fetch.kind == "article" and urlsplit(fetch.source_url).hostname == host
        ]
        return dict(Counter(found))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    book = Book(tmp_path_factory.mktemp("hostile"))
    sources = [Source(case.kind, case.url) for case in SOURCES]
    sources += [Source("feed", case.url) for case in RESERVATIONS]
    sites = source_sites([*SOURCES, *RESERVATIONS])
    outlet = echo(*sources, slug="hostile", domains=(DOMAIN,), homepage=f"http://www.{DOMAIN}/")
    with Newsstand(sites) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)
        patch.setenv("BEATBOOK_DOWNLOAD_SECONDS", "2")
        started = time.monotonic()
        take = book.crawl(outlet, "r1", timeout_seconds=MOST_SECONDS)
        seconds = time.monotonic() - started
        polls = {given["source_url"]: Poll.from_fields(given) for given in take.stats["polls"]}
        yield Crawled(take, polls, stand.requests, seconds)


@pytest.mark.parametrize("case", SOURCES, ids=lambda case: case.name)
def test_each_source_has_its_outcome(crawled: Crawled, case: SourceCase) -> None:
    assert crawled.polls[case.url].outcome == case.outcome
    assert crawled.pages(case.host) == dict(case.pages)


@pytest.mark.parametrize("case", RESERVATIONS, ids=lambda case: case.name)
def test_each_tdmrep_file_has_its_outcome_and_holds_for_the_pages_it_names(
    crawled: Crawled, case: ReservationCase
) -> None:
    by_target = {
        urlsplit(fetch.url).path: fetch
        for fetch in crawled.take.ledger
        if urlsplit(fetch.url).hostname == case.host
    }
    assert (by_target[PATH].kind, by_target[PATH].outcome) == ("tdmrep", case.outcome)
    signals = {target: by_target[target].signals for target in ("/1", "/2")}
    assert signals == {
        target: ("tdm-reservation",) if target in case.reserved else () for target in ("/1", "/2")
    }
    assert {by_target[target].outcome for target in ("/1", "/2")} == {"fetched"}


def test_tdmrep_json_is_asked_for_once_a_host(crawled: Crawled) -> None:
    times = {host: times for (host, target), times in crawled.requests.items() if target == PATH}
    assert set(times.values()) == {1}


def test_nothing_is_asked_of_a_host_that_is_not_ours(crawled: Crawled) -> None:
    assert {host for host, _ in crawled.requests} == {case.host for case in (*SOURCES, *RESERVATIONS)}


def test_it_neither_hangs_nor_swells(crawled: Crawled) -> None:
    assert crawled.seconds < MOST_SECONDS
    assert crawled.take.stats["peak_megabytes"] < MOST_MEGABYTES


def test_a_trap_is_left_after_as_many_documents_as_one_source_may_have(crawled: Crawled) -> None:
    asked = [target for host, target in crawled.requests if host.startswith("calendar-trap")]
    assert 40 < len(asked) <= 52


def test_robots_txt_is_asked_for_once_unless_it_fails(crawled: Crawled) -> None:
    times = {host: times for (host, target), times in crawled.requests.items() if target == "/robots.txt"}
    assert {host for host, count in times.items() if count > 1} <= {
        f"robots-{which}.{DOMAIN}" for which in ("500", "503", "slow", "in-a-circle")
    }
    assert max(times.values()) <= 6


def test_headlines_are_kept_short(crawled: Crawled) -> None:
    assert max(len(fetch.headline or "") for fetch in crawled.take.ledger) == 1000
