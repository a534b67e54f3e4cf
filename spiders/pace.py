"""How fast a host may be asked: what robots.txt says is a floor that no cleverness undercuts."""

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response


class Pace:
    """The pauses that hosts have asked for, and how many requests still fit into the run.

    >>> pace = Pace(budget_seconds=100.0)
    >>> pace.floors["a.test"] = 40.0
    >>> [pace.fits("a.test", at) for at in (0.0, 1.0, 2.0, 3.0)]
    [True, True, False, False]
    """

    def __init__(self, budget_seconds: float) -> None:
        self.floors: dict[str, float] = {}  # host -> seconds between two requests
        self._budget = budget_seconds
        self._booked: dict[str, float] = {}  # host -> when its last booked request will be made

    def fits(self, host: str, at: float) -> bool:
        """Return whether one more request is made before time is up, and book it; `at` since the start."""
        due = max(at, self._booked.get(host, at)) + self.floors.get(host, 0.0)
        if due > self._budget:
            return False
        self._booked[host] = due
        return True


def slow_down(crawler: Crawler, request: Request, seconds: float) -> None:
    """Ask the request's host one at a time from now on, at least so many seconds apart."""
    downloader = crawler.engine.downloader
    host = downloader.get_slot_key(request)
    seconds = max(seconds, downloader._delay)
    downloader.per_slot_settings[host] = {"concurrency": 1, "delay": seconds, "jitter": 0.0}
    slot = downloader.slots.get(host)
    if slot:  # robots.txt itself was asked for through it
        slot.concurrency, slot.delay, slot.jitter = 1, seconds, 0.0


class Throttle(AutoThrottle):  # type: ignore[misc]  # Scrapy is untyped here
    """AutoThrottle, which slows down with a slow server, but never speeds up beyond what robots.txt asks."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        host, slot = self._get_slot(request, spider)
        least = self.crawler.engine.downloader.per_slot_settings.get(host)
        if slot and least:
            slot.delay = max(slot.delay, least["delay"])
