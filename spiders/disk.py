"""Ends a crawl whose disk takes no more: a page that was not archived must not count as settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import _schedule_coro
from twisted.python.failure import Failure

from .judgement import DISK_REFUSED


class DiskRefused(Exception):
    """Raised in place of the OSError of a write; the crawl is being closed, and will not be committed."""


@contextmanager
def written(crawler: Crawler) -> Iterator[None]:
    """Note the OSError of a write in the stats, close the crawl, and raise DiskRefused."""
    try:
        yield
    except OSError as error:
        _end(crawler, error)
        raise DiskRefused(str(error)) from error


class FullDisk:
    """A Scrapy extension that ends the crawl when the ledger cannot be written."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._failed, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening to the crawl."""
        return cls(crawler)

    def _failed(self, failure: Failure) -> None:
        if isinstance(failure.value, OSError):
            _end(self._crawler, failure.value)


def _end(crawler: Crawler, error: OSError) -> None:
    if crawler.stats.get_value(DISK_REFUSED) is None:
        crawler.stats.set_value(DISK_REFUSED, error.strerror or str(error))
        if crawler.engine.running:
            _schedule_coro(crawler.engine.close_spider_async(reason="the disk took no more"))
