"""The connection to a server: bounded where Twisted is not, and no faster than the outlet's bandwidth cap."""

from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from twisted.internet.error import ConnectionAborted
from twisted.python.failure import Failure

from .boundaries import Refused
from .outcomes import Outcome
from .politeness import bytes_per_second
from .resolving import refused

LARGEST_HEAD = 128 * 1024  # bytes of status and headers; Twisted would read them for ever
READING_HEAD = ("STATUS", "HEADER")  # Twisted's states before a body
SHORTEST_WAIT = 0.02  # seconds; less is not worth a pause


class Meter:
    """Counts what came in and says how long to wait, so that the rate stays under the cap.

    >>> meter = Meter(1000)
    >>> round(meter.wait(500, at=0.0), 3), round(meter.wait(500, at=0.1), 3)
    (0.5, 0.9)
    """

    def __init__(self, bytes_per_second: int | None) -> None:
        self._cap = bytes_per_second
        self._free_at = 0.0

    def wait(self, size: int, at: float | None = None) -> float:
        """Return for how many seconds nothing more should be read after these bytes; 0 without a cap."""
        if self._cap is None:
            return 0.0
        now = monotonic() if at is None else at
        self._free_at = max(now, self._free_at) + size / self._cap
        return self._free_at - now


class _Line(_LenientHTTP11ClientProtocol):  # type: ignore[misc]  # Scrapy is untyped here
    def __init__(self, quiescent: Any, meter: Meter) -> None:
        super().__init__(quiescent)
        self._meter = meter
        self._head = 0

    def dataReceived(self, data: bytes) -> None:
        if self._parser is None or self._parser.state not in READING_HEAD:
            self._head = 0
        else:
            self._head += len(data)
        before = self._parser
        super().dataReceived(data)
        still_head = self._parser is before and before is not None and before.state in READING_HEAD
        if still_head and self._head > LARGEST_HEAD:
            self._giveUp(Failure(ConnectionAborted(f"more than {LARGEST_HEAD} bytes of headers")))
            return
        pause = self._meter.wait(len(data))
        if pause > SHORTEST_WAIT and self.transport is not None:
            self._rest(pause)

    def _rest(self, seconds: float) -> None:
        from twisted.internet import reactor

        self.transport.pauseProducing()
        reactor.callLater(seconds, self.transport.resumeProducing)


class Factory(_LenientHTTP11ClientFactory):  # type: ignore[misc]  # Scrapy is untyped here
    """Builds connections that share one meter."""

    meter = Meter(None)

    def buildProtocol(self, addr: Any) -> _Line:
        """Return the protocol of one connection."""
        return _Line(self._quiescentCallback, self.meter)


class BoundedHandler(HTTP11DownloadHandler):  # type: ignore[misc]  # Scrapy is untyped here
    """Downloads over bounded lines; with PublicResolver in place, only from public addresses."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        meter = Meter(bytes_per_second(crawler.spider.job.outlet.bytes_per_second))
        self._pool._factory = type("MeteredFactory", (Factory,), {"meter": meter})

    async def download_request(self, request: Request) -> Response:
        """Return the answer; raises Refused if the host lies on no public address."""
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            host = urlsplit(request.url).hostname or ""
            if host not in refused:
                raise
            raise Refused(Outcome.PRIVATE_ADDRESS, f"{host} is {refused[host]}") from error
