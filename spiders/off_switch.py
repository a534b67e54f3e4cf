"""Looks at the off switches while a crawl runs: a call from a web team must not wait for its end."""

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import _schedule_coro
from twisted.internet.task import LoopingCall

from .off import SWITCHED_OFF, why_off

LOOK_SECONDS = 1.0


class OffSwitch:
    """A Scrapy extension that ends the crawl once it is switched off."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._look = LoopingCall(self._see)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening to the crawl."""
        return cls(crawler)

    def _opened(self) -> None:
        self._look.start(LOOK_SECONDS)

    def _see(self) -> None:
        job = self._crawler.spider.job
        why = why_off(job.outlet, job.frontier.parent)
        if why:
            self._look.stop()
            _schedule_coro(self._crawler.engine.close_spider_async(reason=f"{SWITCHED_OFF}: {why}"))

    def _closed(self) -> None:
        if self._look.running:
            self._look.stop()
