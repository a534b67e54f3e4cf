"""A disk that takes no more in the middle of a crawl loses nothing: the next run asks for the rest."""

import random
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from the_echo import HOST, Book, Play, echo, feed

from beatbook.newsstand.response import document
from spiders.catalogue import Source
from spiders.crawl import CrawlFailed
from spiders.frontier import Frontier
from spiders.outcomes import Outcome

PAGES = tuple(f"/story-{number}" for number in range(8))
ROOM = 100_000  # bytes in one file: enough for an empty frontier, and for two or three of the pages


@contextmanager
def little_room() -> Iterator[None]:
    """Let no file grow beyond the room, in this process and in those that it starts."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def story(number: int) -> str:
    """Return a page of 40,000 characters that no archive can make small."""
    return f"<html><p>Police said so.</p><!-- {random.Random(number).randbytes(20_000).hex()} --></html>"


@pytest.mark.parametrize(
    ("status", "came_of_it"),
    [(200, Outcome.FETCHED), (404, Outcome.GONE)],
    ids=["the run keeps it", "only the archive keeps it"],
)
def test_a_full_disk_ends_the_crawl_and_the_next_goes_on(
    book: Book, play: Play, status: int, came_of_it: Outcome
) -> None:
    pages = {url: replace(document(story(number)), status=status) for number, url in enumerate(PAGES)}
    stand = play({HOST: {"/rss": feed(*PAGES), **pages}})
    outlet = echo(Source("feed", f"https://{HOST}/rss"))
    Frontier(book.frontier)
    with little_room(), pytest.raises(CrawlFailed, match=r"took no more .*: make room and run it again"):
        book.crawl(outlet, "r1")
    before = stand.requests.copy()
    take = book.crawl(outlet, "r1")
    assert take.outcomes == {came_of_it: len(PAGES)}
    if status == 200:
        assert 0 < sum(url in PAGES for _, url in stand.requests - before) < len(PAGES)
