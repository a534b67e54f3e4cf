"""The one spider: reads an outlet's sources, asks for the pages they offer, and gives each an outcome."""

from collections import deque
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from . import kinds, second_looks
from .job import Job
from .kinds.offer import Offer, Reading
from .ledger import Asked, Ledger
from .outcomes import Outcome
from .page_text import payload_digest, text_digest
from .politeness import honoured
from .poller import Poller, headers_of, seen
from .polling import LONGEST_WAIT, retry_after
from .rights import signals
from .second_looks import Version
from .sources import Source
from .verdict import Verdict, of_error, of_page


class OutletSpider(Spider):  # type: ignore[misc]  # Scrapy is untyped here
    """A thin shell: what a source says is read by `kinds`, what an answer means by `verdict`."""

    name = "outlet"

    def __init__(self, job: Job, ledger: Ledger) -> None:
        super().__init__()
        self.job = job
        self.ledger = ledger
        self.now = datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each page offered, source by source, while earlier pages are being fetched.

        Then one for each page that no source offered but that is to be asked again, or due for a second look.
        """
        memory, poll_all = self.ledger.memory, self.job.poll_all
        self.poller = Poller(self.crawler, self.ledger, memory.sources, all_due=poll_all)
        for source in self.job.outlet.sources:
            async for url, reading in self._readings(source):
                for offer in reading.offers:
                    request = self._request(offer, url)
                    if request:
                        yield request
        for offer, source_url in self.ledger.left():
            request = self._request(offer, source_url)
            if request:
                yield request

    async def _readings(self, source: Source) -> AsyncIterator[tuple[str, Reading]]:
        """Yield the readings of the source and of the documents that it leads to, once each."""
        poller = self.poller
        start = kinds.first(source, self.now)
        waiting, listed, most = deque(start), set(start), max(len(start), source.most_documents)
        while waiting:
            url = waiting.popleft()
            reading = await poller.poll(source, url)
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
                poller.put_off(source, child, detail)
            waiting.extend(new[:room])
            listed.update(new[:room])

    def _request(self, offer: Offer, source_url: str | None) -> Request | None:
        asked = self.ledger.admit(offer, source_url)
        if asked is None:
            return None
        return Request(
            asked.url,
            callback=self.served,
            errback=self.failed,
            headers=asked.look.conditions(self.now) if asked.look else None,
            cb_kwargs={"asked": asked},
            dont_filter=True,  # the ledger sees to it; a filtered redirect would leave a URL without outcome
            priority=_priority(asked),
        )

    def served(self, response: Response, asked: Asked) -> None:
        """Settle a page that was answered."""
        said = _signals(response)
        outcome, detail = self._kept(response, said)
        version = _version(response)
        if asked.look:
            outcome = asked.look.outcome(outcome, response.url, version.payload)
        answer = seen(response) | {"signals": said}
        kept = second_looks.seen(asked.look, outcome, answer["fetched_at"], version)
        self.ledger.settle(asked.key, outcome, detail=detail, retry_at=_retry_at(response), **answer, **kept)

    def _kept(self, response: Response, said: tuple[str, ...]) -> Verdict:
        """Return what came of the page; one that the archive left out, as it asks, is not fetched."""
        outcome, detail = of_page(response)
        if response.meta.get("is_forgotten"):
            return Outcome.FORGOTTEN, None
        if outcome is Outcome.FETCHED and response.meta["served"].warc_offset is None:
            heeded = honoured(self.job.outlet.honour).intersection(said)
            return Outcome.RIGHTS_RESERVED, f"it says {', '.join(sorted(heeded))}"
        return outcome, detail

    def failed(self, failure: Failure) -> None:
        """Settle a page that was not."""
        outcome, detail = of_error(failure.value)
        asked, now = failure.request.cb_kwargs["asked"], datetime.now(UTC)
        kept = second_looks.seen(asked.look, outcome, now, Version())
        self.ledger.settle(asked.key, outcome, detail=detail, fetched_at=now, **kept)


def _priority(asked: Asked) -> int:
    """Return the page's place in the queue: the newest first, second looks after all others."""
    if asked.look:
        return -1
    return int(asked.offered_at.timestamp()) if asked.offered_at else 0


def _retry_at(response: Response) -> datetime | None:
    """Return when the server lets us ask again, if it refused for a time and said so."""
    if response.status not in (429, 503):
        return None
    now = datetime.now(UTC)
    wait = retry_after(headers_of(response).get("retry-after"), now)
    return None if wait is None else now + min(wait, LONGEST_WAIT)


def _signals(response: Response) -> tuple[str, ...]:
    """Return what the page asks of machines that read it."""
    headers = {
        name.decode("latin-1").lower(): [value.decode("latin-1") for value in values]
        for name, values in response.headers.items()
    }
    return signals(headers, response.body, response.meta.get("is_reserved", False))


def _version(response: Response) -> Version:
    """Return what the answer says of its page, to be compared at the next look."""
    headers = headers_of(response)
    encoding = response.encoding if isinstance(response, TextResponse) else "utf-8"
    return Version(
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        payload=payload_digest(response.body),
        text=text_digest(response.body, encoding),
    )
