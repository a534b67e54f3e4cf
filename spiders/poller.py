"""Polls the documents of a source: asks, reads, and writes down what was learned."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from . import kinds, polling
from .kinds.offer import Reading, UnreadableSource
from .ledger import Ledger
from .outcomes import ANSWERED, Outcome
from .polling import Act, Plan
from .records import Fetch, Poll, SourceState
from .sources import Source
from .verdict import of_error, of_status

UNREAD = {Act.REST: Outcome.NOT_DUE, Act.BACK_OFF: Outcome.BACKING_OFF}


class Poller:
    """One run's polls; `states` are what earlier runs knew, what this one learns goes to the ledger."""

    def __init__(
        self, crawler: Crawler, ledger: Ledger, states: Mapping[str, SourceState], *, all_due: bool
    ) -> None:
        self._crawler = crawler
        self._ledger = ledger
        self._states = states
        self._all_due = all_due
        self._began_at = datetime.now(UTC)

    async def poll(self, source: Source, url: str) -> Reading | None:
        """Return what one document of a source says, None if it could not be read; it is written down anyway.

        One that did not change, or is not due, offers nothing and leads where it led before.
        """
        before, now = self._states.get(url), datetime.now(UTC)
        plan = polling.plan(before, now, all_due=self._all_due)
        if plan.act is not Act.ASK:
            self._write(source, url, UNREAD[plan.act], plan.detail, before, {"fetched_at": now})
            return _as_before(before)
        try:
            request = Request(url, headers=dict(plan.headers or {}), dont_filter=True)
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  # of_error names every one of them
            self._failed(source, url, *of_error(error), {"fetched_at": now}, None)
            return None
        outcome, detail = of_status(response)
        if outcome is Outcome.UNCHANGED and before is not None:
            state = polling.unchanged(before, now)
            self._write(source, url, outcome, detail, state, seen(response), overlap=1.0)
            return _as_before(before)
        if outcome is not Outcome.FETCHED:
            self._failed(source, url, outcome, detail, seen(response), response)
            return None
        try:
            headers = headers_of(response)
            reading = kinds.read(source, response.body, response.url, headers, self._began_at)
        except UnreadableSource as error:
            self._failed(source, url, Outcome.UNREADABLE, str(error)[:200], seen(response), response)
            return None
        await self._read(source, url, plan, before, reading, response, now)
        return reading

    def put_off(self, source: Source, url: str, detail: str) -> None:
        """Write down a document that this run does not ask for."""
        self._write(
            source, url, Outcome.POSTPONED, detail, self._states.get(url), {"fetched_at": datetime.now(UTC)}
        )

    async def _read(
        self,
        source: Source,
        url: str,
        plan: Plan,
        before: SourceState | None,
        reading: Reading,
        response: Response,
        now: datetime,
    ) -> None:
        headers = headers_of(response)
        state = polling.read(before, url, now, reading, headers)
        has_lied = before is not None and not plan.is_conditional and await self._has_lied(before, state)
        if has_lied:
            state = polling.with_false_unchanged(state)
        shared = polling.overlap(before, state.marks)
        self._write(
            source,
            url,
            Outcome.CUT_SHORT if reading.cut_short else Outcome.FETCHED,
            reading.cut_short or _left_out(source, reading),
            state,
            seen(response),
            overlap=shared,
            probable_loss=shared == 0 and not source.is_paged,
            false_unchanged=has_lied,
        )

    async def _has_lied(self, before: SourceState, after: SourceState) -> bool:
        """Return whether the server calls unchanged what has changed: its old validators still please it."""
        if not polling.may_have_lied(before, after):
            return False
        if polling.conditions(before) == polling.conditions(after):
            return True
        headers = polling.conditions(before)
        request = Request(before.source_url, headers=headers, dont_filter=True, meta={"dont_cache": True})
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # noqa: BLE001  # no answer proves nothing
            return False
        return bool(response.status == 304)

    def _failed(
        self,
        source: Source,
        url: str,
        outcome: Outcome,
        detail: str | None,
        answer: dict[str, Any],
        response: Response | None,
    ) -> None:
        now = datetime.now(UTC)
        headers = {} if response is None else headers_of(response)
        is_refused = response is not None and response.status == 429
        state = polling.failed(
            self._states.get(url),
            url,
            now,
            outcome,
            wait=polling.retry_after(headers.get("retry-after"), now),
            jitter=random.random() if is_refused else 0.0,  # noqa: S311  # spreads load, hides nothing
        )
        self._write(source, url, outcome, detail, state, answer)

    def _write(
        self,
        source: Source,
        url: str,
        outcome: Outcome,
        detail: str | None,
        state: SourceState | None,
        answer: dict[str, Any],
        **found: Any,
    ) -> None:
        """Write down one poll; how far it reached is what the source last listed, if that still holds."""
        fetch = Fetch(url=url, kind=source.kind, outcome=outcome, detail=detail, **answer)
        holds = state if outcome in ANSWERED else None
        poll = Poll(
            source_url=url,
            kind=source.kind,
            outcome=outcome,
            polled_at=fetch.fetched_at or datetime.now(UTC),
            items=holds.items if holds else 0,
            oldest_at=holds.oldest_at if holds else None,
            newest_at=holds.newest_at if holds else None,
            **found,
        )
        self._ledger.polled(fetch, poll, state)


def headers_of(response: Response) -> dict[str, str]:
    """Return the answer's headers by their names in lower case."""
    return {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }


def seen(response: Response) -> dict[str, Any]:
    """Return what the ledger says of an answer, with its place in the archive."""
    served = response.meta["served"]
    content_type = response.headers.get("Content-Type")
    return {
        "status": response.status,
        "content_type": None if content_type is None else content_type.decode("latin-1"),
        "final_url": response.url,
        "fetched_at": served.fetched_at,
        "bytes": served.bytes,
        "warc_offset": served.warc_offset,
    }


def _as_before(state: SourceState | None) -> Reading | None:
    return None if state is None else Reading((), children=state.children)


def _left_out(source: Source, reading: Reading) -> str | None:
    count = reading.outside_window
    return f"{count} entries older than {source.window_days} days left out" if count else None
