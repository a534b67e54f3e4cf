"""The boundaries of a crawl, checked before every request and at every redirect's hop."""

from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

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


class Robots(RobotsTxtMiddleware):  # type: ignore[misc]  # Scrapy is untyped here
    """Obeys robots.txt as in RFC 9309: none means that all is allowed, a failing server that nothing is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._faults: dict[str, str] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise Refused where robots.txt asks us to stay away."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise Refused(Outcome.ROBOTS_DENIED, self._faults.get(_netloc(request))) from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._faults[netloc] = f"robots.txt answered {response.status}"
            response = response.replace(body=NOTHING)
        elif response.status != 200:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._faults[netloc] = f"robots.txt could not be read: {exc!r}"[:200]
        waiting = self._parsers[netloc]
        parser = self._parserimpl.from_crawler(self.crawler, NOTHING)
        self._parsers[netloc] = parser
        waiting.callback(parser)


NOTHING = b"User-agent: *\nDisallow: /\n"


def _netloc(request: Request) -> str:
    return str(request.url).split("/", 3)[2]
