"""Articles that change between two visits: what the second look comes to, and whether a reader notices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from passing_time import wait
from the_echo import Book, echo

from beatbook.newsstand.hostile import ALLOW_ALL, DOMAIN, HOST, RSS, rss
from beatbook.newsstand.hostile_changes import CHANGES, SAME, ChangeCase
from beatbook.newsstand.response import document
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source
from spiders.records import Fetch

OUTLET = echo(
    Source("feed", f"http://{HOST}/feed"), slug="hostile", domains=(DOMAIN,), homepage=f"http://{HOST}/"
)


@dataclass(frozen=True)
class Looked:
    first: Mapping[str, Fetch]
    second: Mapping[str, Fetch]
    hosts: frozenset[str]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looked]:
    book = Book(tmp_path_factory.mktemp("changes"))
    site = {case.target: case.before for case in CHANGES}
    for case in CHANGES:
        site |= case.beside
    feed = document(rss(case.url for case in CHANGES), RSS)
    site |= {"/robots.txt": ALLOW_ALL, "/feed": feed, "/": SAME}
    with Newsstand({HOST: site}) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)
        first = book.crawl(OUTLET, "r1")
        for case in CHANGES:
            stand.put(HOST, case.target, case.after)
        wait(book.root, timedelta(hours=2))
        second = book.crawl(OUTLET, "r2")
        pages = [
            {fetch.url: fetch for fetch in take.ledger if fetch.kind == "article"} for take in (first, second)
        ]
        yield Looked(*pages, frozenset(host for host, _ in stand.requests))


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case.name)
def test_what_the_second_look_comes_to(looked: Looked, case: ChangeCase) -> None:
    first, second = looked.first[case.url], looked.second[case.url]
    assert (first.outcome, second.outcome) == ("fetched", case.outcome)
    assert (second.changed_at != second.first_at) == case.is_change


def test_nothing_is_asked_of_another_host(looked: Looked) -> None:
    assert looked.hosts == {HOST}
