"""Knows which pages their sites reserve, before one is asked for, by each host's tdmrep.json."""

import asyncio
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from . import tdmrep
from .boundaries import Refused
from .outcomes import Outcome
from .politeness import honoured
from .poller import seen
from .records import Fetch
from .rights import RESERVED
from .tdmrep import Reservations
from .verdict import of_error, of_status


class TdmReservations:
    """A downloader middleware behind robots.txt: `request.meta["is_reserved"]` says what holds for a page.

    Where the outlet's file honours reservations, a reserved page is not asked for.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asking: dict[str, asyncio.Task[Reservations]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Mark the page as reserved or not; raise Refused for one that is, if that is honoured."""
        if "asked" not in request.cb_kwargs:
            return  # no page, but a source, robots.txt or a tdmrep.json
        said = await self._of_host(request.url)
        request.meta["is_reserved"] = said.reserve(request.url)
        if request.meta["is_reserved"] and RESERVED in honoured(self._crawler.spider.job.outlet.honour):
            raise Refused(Outcome.RIGHTS_RESERVED, f"{tdmrep.PATH} reserves it; no request was made")

    async def _of_host(self, url: str) -> Reservations:
        """Return what the address's host reserves, asked now only if it was not asked of late."""
        ledger, host = self._crawler.spider.ledger, urlsplit(url).netloc.lower()
        known: Reservations | None = ledger.reservations.get(host) or ledger.memory.reservations.get(host)
        if known is None:
            if host not in self._asking:  # pages asked for at the same time wait for one answer
                self._asking[host] = asyncio.ensure_future(self._ask(f"{urlsplit(url).scheme}://{host}"))
            known = await asyncio.shield(self._asking[host])
        ledger.reservations[host] = known
        return known

    async def _ask(self, origin: str) -> Reservations:
        url, now = origin + tdmrep.PATH, datetime.now(UTC)
        meta = {"dont_retry": True, "download_maxsize": tdmrep.LARGEST}
        rules: tuple[tuple[str, bool], ...] = ()
        answer: dict[str, Any] = {"fetched_at": now}
        try:
            response = await self._crawler.engine.download_async(Request(url, dont_filter=True, meta=meta))
        except Exception as error:  # noqa: BLE001  # of_error names every one of them
            outcome, detail = of_error(error)
        else:
            outcome, detail = of_status(response)
            answer = seen(response)
            if outcome is Outcome.FETCHED:
                outcome, detail, rules = _said(response)
        self._crawler.spider.ledger.note(
            Fetch(url=url, kind="tdmrep", outcome=outcome, detail=detail, **answer)
        )
        return Reservations(host=urlsplit(url).netloc, asked_at=now, outcome=outcome, rules=rules)


def _said(response: Response) -> tuple[Outcome, str | None, tuple[tuple[str, bool], ...]]:
    try:
        rules, ignored = tdmrep.read(response.body)
    except ValueError as error:
        return Outcome.UNREADABLE, str(error)[:200], ()
    return Outcome.FETCHED, f"{ignored} entries are no rule that we read" if ignored else None, rules
