"""What the archive holds: takes, their pages and ledgers, read without Scrapy and without haste."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from forgotten import Forgotten, load

from .outcomes import Outcome
from .paths import TakePaths
from .reading import read
from .records import Fetch, Poll, SourceState
from .tdmrep import Reservations


@dataclass(frozen=True)
class Take:
    """One outlet's take in one run; a failed one holds the reason and what its sources said, no pages."""

    paths: TakePaths
    stats: Mapping[str, Any]
    failed: str | None = None
    forgotten: Forgotten = field(default_factory=Forgotten)

    def __str__(self) -> str:
        return str(self.paths.stats if self.failed is None else self.paths.failed)

    @property
    def outlet(self) -> str:
        """The outlet's slug."""
        return self.paths.outlet

    @property
    def run_id(self) -> str:
        """The run it belongs to."""
        return self.paths.run_id

    @property
    def day(self) -> date:
        """The day it is filed under."""
        return self.paths.day

    @property
    def warc_file(self) -> str:
        """Its WARC file's path below the archive."""
        return self.paths.warc.relative_to(self.paths.archive).as_posix()

    @property
    def outcomes(self) -> dict[str, int]:
        """How many offered URLs came to what."""
        return dict(self.stats["outcomes"])

    @cached_property
    def ledger(self) -> tuple[Fetch, ...]:
        """Every line of its ledger: sources and pages; none of a failed take."""
        if self.failed is not None:
            return ()
        with self.paths.fetches.open(encoding="utf-8") as lines:
            return tuple(Fetch.from_fields(json.loads(line)) for line in lines)

    @property
    def sources(self) -> list[SourceState]:
        """What this run left to know of each feed and sitemap; takes of older versions say nothing."""
        return [SourceState.from_fields(given) for given in self.stats.get("sources", ())]

    @property
    def reservations(self) -> list[Reservations]:
        """What each host said to reserve that this run went by."""
        return [Reservations.from_fields(given) for given in self.stats.get("reservations", ())]

    def pages(self) -> Iterator[dict[str, Any]]:
        """Yield each page fetched, shaped like `transforms.schemas.PAGES`, in the order of the archive.

        `html` is as served but for its content encoding; one page is in memory at a time.
        """
        placed = [(fetch.warc_offset, fetch) for fetch in self.ledger if fetch.warc_offset is not None]
        gone = self._gone
        wanted = [(offset, fetch) for offset, fetch in placed if _is_page(fetch) and fetch.url not in gone]
        if not wanted:
            return
        for offset, fetch in sorted(wanted, key=lambda one: one[0]):
            yield self._page(fetch, read_page(self.paths.archive, self.warc_file, offset))

    @cached_property
    def _gone(self) -> frozenset[str]:
        """The addresses of pages that were forgotten after they were archived, or that name a person who was.

        Only for the sake of names each page is read once more.
        """
        if not self.forgotten.stones:
            return frozenset()
        pages = [fetch for fetch in self.ledger if fetch.kind == "article"]
        gone = {each.url for each in pages if self.forgotten.holds(self.outlet, each.url, each.final_url)}
        for each in pages if self.forgotten.has_people else ():
            if _is_page(each) and each.warc_offset is not None and each.url not in gone:
                html = read_page(self.paths.archive, self.warc_file, each.warc_offset)
                gone |= {each.url} if self.forgotten.is_named_in(html) else set()
        return frozenset(gone)

    def _page(self, fetch: Fetch, html: bytes) -> dict[str, Any]:
        return {
            "outlet": self.outlet,
            "run_id": self.run_id,
            "url": fetch.url,
            "final_url": fetch.final_url,
            "fetched_at": fetch.fetched_at,
            "status": fetch.status,
            "content_type": fetch.content_type,
            "html": html,
            "offered_at": fetch.offered_at,
            "offered_headline": fetch.headline,
            "warc_file": self.warc_file,
            "warc_offset": fetch.warc_offset,
        }

    def fetches(self) -> Iterator[dict[str, Any]]:
        """Yield each URL's outcome, shaped like `transforms.schemas.FETCHES` without `article_id`."""
        for fetch in self.ledger:
            is_gone = fetch.url in self._gone
            yield {
                "run_id": self.run_id,
                "outlet": self.outlet,
                "day": self.day,
                "url": self.forgotten.mask(fetch.url) if is_gone else fetch.url,
                "kind": fetch.kind,
                "outcome": Outcome.FORGOTTEN.value if is_gone else fetch.outcome.value,
                "detail": None if is_gone else fetch.detail,
                "source_url": fetch.source_url,
                "status": fetch.status,
                "offered_at": fetch.offered_at,
                "fetched_at": fetch.fetched_at,
                "bytes": fetch.bytes,
                "signals": None if fetch.signals is None else list(fetch.signals),
                "warc_file": None if fetch.warc_offset is None or is_gone else self.warc_file,
                "warc_offset": None if is_gone else fetch.warc_offset,
            }

    def polls(self) -> Iterator[dict[str, Any]]:
        """Yield each reading of a source, shaped like `transforms.schemas.POLLS`; of failed takes too."""
        for given in self.stats["polls"]:
            poll = Poll.from_fields(given)
            yield {
                "run_id": self.run_id,
                "outlet": self.outlet,
                "source_url": poll.source_url,
                "kind": poll.kind,
                "outcome": poll.outcome.value,
                "polled_at": poll.polled_at,
                "items": poll.items,
                "oldest_at": poll.oldest_at,
                "newest_at": poll.newest_at,
                "overlap": poll.overlap,
                "probable_loss": poll.probable_loss,
                "false_unchanged": poll.false_unchanged,
            }

    def run(self) -> dict[str, Any]:
        """Return the take in one row, shaped like `transforms.schemas.RUNS` without `kept`.

        `finish_reason` is "finished", or why the take failed.
        """
        return {
            "run_id": self.run_id,
            "outlet": self.outlet,
            "day": self.day,
            "started_at": datetime.fromisoformat(self.stats["started_at"]),
            "finished_at": datetime.fromisoformat(self.stats["finished_at"]),
            "finish_reason": self.failed or self.stats["finish_reason"],
            "offered": self.stats["offered"],
            "fetched": 0 if self.failed else self.stats["fetched"],
        }


def takes(archive: Path, day: date) -> list[Take]:
    """Return the day's takes, failed ones too, sorted by outlet and run; none of a forgotten outlet."""
    known = load(archive.parent)
    folder = archive / day.isoformat()
    found = [read_take(archive, file) for file in folder.glob("*.stats.json")]
    committed = {take.paths.stats for take in found}
    failed = [read_take(archive, file) for file in folder.glob("*.failed.json")]
    found += [take for take in failed if take.paths.stats not in committed]
    kept = [replace(take, forgotten=known) for take in found if not known.holds_outlet(take.outlet)]
    return sorted(kept, key=lambda take: (take.outlet, take.run_id))


def read_take(archive: Path, file: Path) -> Take:
    """Return the take that a stats.json or failed.json file stands for."""
    stats = json.loads(file.read_text(encoding="utf-8"))
    paths = TakePaths(archive, stats["outlet"], stats["run_id"], date.fromisoformat(stats["day"]))
    return Take(paths, stats, stats["reason"] if file.name.endswith(".failed.json") else None)


def read_page(archive: Path, warc_file: str, offset: int) -> bytes:
    """Return one archived page, unpacked, by its place; where it did not change, the bytes seen before.

    Raises ValueError for a place outside the archive, one where no response begins, and damage;
    spiders.reading.Pruned for a page whose time was over.
    """
    return read(archive, warc_file, offset).body


def _is_page(fetch: Fetch) -> bool:
    return fetch.kind == "article" and fetch.outcome is Outcome.FETCHED
