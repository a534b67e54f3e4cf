"""robots.txt as in RFC 9309: none means that all is allowed, a failing server that nothing is."""

from time import monotonic

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from .boundaries import Refused
from .outcomes import Outcome
from .pace import Pace, slow_down

LARGEST = 500 * 1024  # bytes that RFC 9309 asks a crawler to read; the rest counts for nothing
NOTHING = b"User-agent: *\nDisallow: /\n"


class Robots(RobotsTxtMiddleware):  # type: ignore[misc]  # Scrapy is untyped here
    """Obeys what robots.txt allows and how fast; asked for once a host in each run."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._faults: dict[str, tuple[Outcome, str]] = {}
        self._started = monotonic()
        self._pace = Pace(crawler.spider.job.budget_seconds)
        crawler.signals.connect(self._cut, signal=signals.bytes_received)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise Refused where robots.txt asks us to stay away, or for longer pauses than the run has time."""
        netloc = _netloc(request)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise Refused(*self._faults.get(netloc, (Outcome.ROBOTS_DENIED, None))) from error
        host = self.crawler.engine.downloader.get_slot_key(request)
        if not self._pace.fits(host, monotonic() - self._started):
            pause = self._pace.floors[host]
            raise Refused(
                Outcome.POSTPONED, f"robots.txt asks for {pause:g} seconds between requests: no time left"
            )

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._faults[netloc] = Outcome.ROBOTS_DENIED, f"robots.txt answered {response.status}"
            response = response.replace(body=NOTHING)
        elif response.status != 200:
            response = response.replace(body=b"")
        elif len(response.body) >= LARGEST:  # to the last whole line: half a rule is another rule
            response = response.replace(body=response.body[:LARGEST].rpartition(b"\n")[0])
        await super()._parse_robots(response, netloc, request)
        pause = asked_pause(self._parsers[netloc].rp, self._robotstxt_useragent)
        if pause:
            self._pace.floors[self.crawler.engine.downloader.get_slot_key(request)] = pause
            slow_down(self.crawler, request, pause)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, Refused) and exc.outcome is not Outcome.ROBOTS_DENIED:
            self._faults[netloc] = exc.outcome, f"at robots.txt: {exc.detail}"[:200]
        else:
            self._faults[netloc] = Outcome.ROBOTS_DENIED, f"robots.txt could not be read: {exc!r}"[:200]
        waiting = self._parsers[netloc]
        parser = self._parserimpl.from_crawler(self.crawler, NOTHING)
        self._parsers[netloc] = parser
        waiting.callback(parser)

    def _cut(self, data: bytes, request: Request) -> None:
        """Stop reading a robots.txt that is longer than anybody need read; what came counts."""
        if request.url.endswith("/robots.txt") and request.meta.get("dont_obey_robotstxt"):
            request.meta["robots_bytes"] = request.meta.get("robots_bytes", 0) + len(data)
            if request.meta["robots_bytes"] > LARGEST:
                raise StopDownload(fail=False)


def asked_pause(rules: Protego, agent: str) -> float:
    """Return the seconds between two requests that Crawl-delay and Request-rate ask for, the longer; else 0.

    >>> asked_pause(Protego.parse("User-agent: *\\nCrawl-delay: 5\\nRequest-rate: 1/10s"), "Beatbook")
    10.0
    """
    rate = rules.request_rate(agent)
    return max(rules.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def _netloc(request: Request) -> str:
    return str(request.url).split("/", 3)[2]
