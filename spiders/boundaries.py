"""The boundaries of a crawl, checked before every request and at every redirect's hop."""

from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from .outcomes import Outcome


class Refused(IgnoreRequest):  # type: ignore[misc]  # Scrapy is untyped here
    """Raised by the middlewares here for a request that we do not make; `outcome` says why."""

    def __init__(self, outcome: Outcome, detail: str | None = None) -> None:
        super().__init__(detail or outcome.meaning)
        self.outcome = outcome
        self.detail = detail


class Boundaries:
    """Lets through what lies within the outlet's domains and within the run's time."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._started = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; its clock starts now."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refused for a request beyond the boundaries."""
        job = self._crawler.spider.job
        if not request.url.startswith(("http://", "https://")):
            raise Refused(Outcome.MALFORMED_URL, "is not http or https")
        if not job.outlet.owns(request.url):
            hopped = "redirect_times" in request.meta
            raise Refused(Outcome.REDIRECTED_OFF_DOMAIN if hopped else Outcome.OFF_DOMAIN, request.url[:200])
        if monotonic() - self._started > job.budget_seconds:
            raise Refused(Outcome.POSTPONED, f"more than {job.budget_seconds:.0f} seconds")
