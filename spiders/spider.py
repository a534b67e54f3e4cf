"""The one spider: reads an outlet's sources, asks for the pages they offer, and gives each an outcome."""

from collections import deque
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from . import kinds
from .catalogue import Source
from .job import Job
from .kinds.offer import Offer, Reading, UnreadableSource
from .ledger import Ledger
from .outcomes import Outcome
from .records import Fetch
from .verdict import of_error, of_page, of_status


class OutletSpider(Spider):  # type: ignore[misc]  # Scrapy is untyped here
    """A thin shell: what a source says is read by `kinds`, what an answer means by `verdict`."""

    name = "outlet"

    def __init__(self, job: Job, ledger: Ledger) -> None:
        super().__init__()
        self.job = job
        self.ledger = ledger
        self.now = datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each page offered, source by source, while earlier pages are being fetched."""
        for source in self.job.outlet.sources:
            async for url, reading in self._readings(source):
                for offer in reading.offers:
                    request = self._request(offer, url)
                    if request:
                        yield request

    async def _readings(self, source: Source) -> AsyncIterator[tuple[str, Reading]]:
        """Yield the readings of the source and of the documents that it leads to, once each."""
        start = kinds.first(source, self.now)
        waiting, listed, most = deque(start), set(start), max(len(start), source.most_documents)
        while waiting:
            url = waiting.popleft()
            reading = await self._poll(source, url)
            if reading is None:
                continue
            before = self.ledger.asked
            yield url, reading
            if source.is_paged and self.ledger.asked == before:
                return  # nothing new on this page, so nothing new on those after it
            new = [child for child in dict.fromkeys(reading.children) if child not in listed]
            room = most - len(listed)
            for child in new[room:] if not source.is_paged else ():
                detail = f"more than {most} sitemaps from one source"
                self._write_poll(child, source.kind, Outcome.POSTPONED, detail)
            waiting.extend(new[:room])
            listed.update(new[:room])

    async def _poll(self, source: Source, url: str) -> Reading | None:
        """Return what one document says, None if it could not be read; it is written down anyway."""
        try:
            request = Request(url, dont_filter=True)
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  # of_error names every one of them
            self._write_poll(url, source.kind, *of_error(error))
            return None
        outcome, detail = of_status(response)
        reading = None
        if outcome is Outcome.FETCHED:
            try:
                reading = kinds.read(source, response.body, response.url, _named(response), self.now)
                detail = _left_out(source, reading)
            except UnreadableSource as error:
                outcome, detail = Outcome.UNREADABLE, str(error)[:200]
        self._write_poll(url, source.kind, outcome, detail, reading, _seen(response))
        return reading

    def _write_poll(
        self,
        url: str,
        kind: str,
        outcome: Outcome,
        detail: str | None,
        reading: Reading | None = None,
        seen: dict[str, Any] | None = None,
    ) -> None:
        seen = seen or {"fetched_at": datetime.now(UTC)}
        self.ledger.polled(Fetch(url=url, kind=kind, outcome=outcome, detail=detail, **seen), reading)

    def _request(self, offer: Offer, source_url: str) -> Request | None:
        asked = self.ledger.admit(offer, source_url)
        if asked is None:
            return None
        return Request(
            asked.url,
            callback=self.served,
            errback=self.failed,
            cb_kwargs={"key": asked.key},
            dont_filter=True,  # the ledger sees to it; a filtered redirect would leave a URL without outcome
            priority=int(asked.offered_at.timestamp()) if asked.offered_at else 0,  # newest first
        )

    def served(self, response: Response, key: str) -> None:
        """Settle a page that was answered."""
        outcome, detail = of_page(response)
        self.ledger.settle(key, outcome, detail=detail, **_seen(response))

    def failed(self, failure: Failure) -> None:
        """Settle a page that was not."""
        outcome, detail = of_error(failure.value)
        key = failure.request.cb_kwargs["key"]
        self.ledger.settle(key, outcome, detail=detail, fetched_at=datetime.now(UTC))


def _named(response: Response) -> dict[str, str]:
    """Return the answer's headers by their names in lower case."""
    return {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }


def _left_out(source: Source, reading: Reading) -> str | None:
    count = reading.outside_window
    return f"{count} entries older than {source.window_days} days left out" if count else None


def _seen(response: Response) -> dict[str, Any]:
    """Return what the ledger says of an answer, with its place in the archive."""
    served = response.meta["served"]
    content_type = response.headers.get("Content-Type")
    return {
        "status": response.status,
        "content_type": content_type.decode("latin-1") if content_type else None,
        "final_url": response.url,
        "fetched_at": served.fetched_at,
        "bytes": served.bytes,
        "warc_offset": served.warc_offset,
    }
