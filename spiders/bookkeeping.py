"""Closes a crawl's books: progress while it runs, the ledger's end, and the stats by which it is judged."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from .job import Job
from .ledger import Ledger
from .paths import part

PROGRESS_SECONDS = 0.5


class Bookkeeping:
    """A Scrapy extension; its last act is the stats file, still under its `.part` name."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._started_at = datetime.now(UTC)
        self._finish_reason = "never started"
        self._said = (0, 0)
        self._progress = LoopingCall(self._say)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)
        crawler.signals.connect(self._stopped, signal=signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening to the crawl."""
        return cls(crawler)

    @property
    def _ledger(self) -> Ledger:
        ledger: Ledger = self._crawler.spider.ledger
        return ledger

    def _opened(self, spider: Spider) -> None:
        self._progress.start(PROGRESS_SECONDS)

    def _say(self) -> None:
        counts = self._ledger.offered, self._ledger.fetched
        if counts != self._said:
            self._said = counts
            print(json.dumps({"offered": counts[0], "fetched": counts[1]}), flush=True)

    def _closed(self, spider: Spider, reason: str) -> None:
        self._finish_reason = reason
        if self._progress.running:
            self._progress.stop()
        self._ledger.close()
        self._say()

    def _stopped(self) -> None:
        job: Job = self._crawler.spider.job
        ledger = self._ledger
        stats = {
            "outlet": job.outlet.slug,
            "run_id": job.run_id,
            "day": job.day.isoformat(),
            "started_at": self._started_at.isoformat(),
            "finished_at": datetime.now(UTC).isoformat(),
            "finish_reason": self._finish_reason,
            "offered": ledger.offered,
            "fetched": ledger.fetched,
            "duplicates": ledger.duplicates,
            "outcomes": {outcome.value: count for outcome, count in sorted(ledger.outcomes.items())},
            "second_looks": ledger.second_looks,
            "polls": [asdict(poll) for poll in ledger.polls],
            "sources": [asdict(state) for state in ledger.sources.values()],
            "reservations": [asdict(each) for each in ledger.reservations.values()],
            "peak_megabytes": _peak_megabytes(),
            "scrapy": self._crawler.stats.get_stats(),
        }
        text = json.dumps(stats, default=_plain, indent=1)
        part(job.paths.stats).write_text(text + "\n", encoding="utf-8")


def _peak_megabytes() -> int | None:
    """Return the most memory this process ever held, None where the system does not tell.

    Not getrusage: what it says of a process includes the one that it was forked from.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    kilobytes = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return None if kilobytes is None else int(kilobytes) // 1024


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
