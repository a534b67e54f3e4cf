"""Takes from somebody's WARC files: the catalogue's pages are copied out, so that history can be filled in.

A take for each outlet and file, named for the file's content: importing a file again adds nothing. Refining
treats it like any take. It has no polls: a file holds what it holds, and says nothing of what was published.
"""

import fcntl
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.warcwriter import WARCWriter

import forgotten

from .archived import served
from .catalogue import Outlet
from .crawl import commit
from .frontier import Frontier
from .kinds import warc
from .kinds.offer import Offer
from .ledger import Ledger
from .memory import Memory
from .outcomes import Outcome
from .paths import TakePaths, part
from .politeness import honoured
from .rights import signals
from .takes import Take
from .verdict import of_page

MOST_PAGES = 10_000_000  # in one take: a file holds what it holds
KEPT_HEADERS = ("WARC-Date", "WARC-Record-ID", "WARC-IP-Address")


class NoArchive(Exception):
    """Raised for a file that is no WARC file compressed record by record; the message says what to do."""


class Busy(Exception):
    """Raised while another import is under way in the same archive."""


@dataclass(frozen=True)
class Backfilled:
    """What one file came to: its takes, and what became of every record in it."""

    file: Path
    takes: tuple[Take, ...]
    already: tuple[str, ...]  # outlets whose take of this file was there before
    records: Mapping[str, int]  # kept, other_domain, no_response, revisit, redirect, robots, damaged ...


def backfill(
    file: Path, outlets: Iterable[Outlet], *, archive: Path, frontier: Path, day: date
) -> Backfilled:
    """Return the takes that the file gives, filed under `day`, each committed whole.

    Raises NoArchive if not one record can be read, Busy if another import is under way, OSError.
    """
    archive.mkdir(parents=True, exist_ok=True)
    with _alone(archive / "backfill.lock"), file.open("rb") as opened:
        run_id = f"warc-{hashlib.file_digest(opened, 'sha256').hexdigest()[:16]}"
        wanted = list(outlets)
        already = {each.slug for each in wanted if list(archive.glob(f"*/{each.slug}-{run_id}.stats.json"))}
        books = _Books(file, wanted, frozenset(already), archive, run_id, day)
        try:
            counts = _read(opened, books)
            takes = books.close(Frontier(frontier))
        finally:
            books.tidy()
    return Backfilled(file, takes, tuple(sorted(already)), counts)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("wb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another import holds {lock}: run this one again when it has ended") from None
        yield


def _read(file: BinaryIO, books: "_Books") -> Mapping[str, int]:
    """Return how many records came to what, having put each page into its outlet's book."""
    counts: Counter[str] = Counter()
    for held in warc.read(file):
        counts[held if isinstance(held, str) else books.enter(held)] += 1
    if not counts - Counter({"damaged": counts["damaged"]}):
        raise NoArchive(
            "no WARC file compressed record by record: `warcio recompress OLD NEW.warc.gz` makes one"
        )
    return dict(counts)


@dataclass
class _Book:
    """One outlet's take under way."""

    paths: TakePaths
    ledger: Ledger
    writer: WARCWriter
    warc: BinaryIO
    started_at: datetime


@dataclass
class _Books:
    """The takes under way, each opened with its first page."""

    file: Path
    outlets: list[Outlet]
    already: frozenset[str]
    archive: Path
    run_id: str
    day: date
    _open: dict[str, _Book] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._owners = {domain: outlet for outlet in self.outlets for domain in outlet.domains}

    def enter(self, page: warc.Held) -> str:
        """Return what the page came to: `kept` if it is in its outlet's ledger now."""
        outlet = self._owner(page.url)
        if outlet is None:
            return "other_domain"
        if outlet.slug in self.already:
            return "already_imported"
        book = self._book(outlet)
        asked = book.ledger.admit(Offer(page.url, None, None), self.file.name)
        if asked:
            self._settle(book, asked.key, page)
        return "kept" if asked else "not_asked_for"

    def _owner(self, url: str) -> Outlet | None:
        """Return whose domains cover the address; a look-up, for an archive holds hundreds of hosts."""
        host = url.partition("://")[2].partition("/")[0].partition(":")[0].lower().rstrip(".")
        labels = host.split(".")
        ends = (".".join(labels[place:]) for place in range(len(labels)))
        outlet = next((self._owners[end] for end in ends if end in self._owners), None)
        return outlet if outlet and outlet.owns(url) else None

    def _book(self, outlet: Outlet) -> _Book:
        if outlet.slug not in self._open:
            paths = TakePaths(self.archive, outlet.slug, self.run_id, self.day)
            paths.warc.parent.mkdir(parents=True, exist_ok=True)
            _forget_parts(paths)  # of an import that was killed
            file = part(paths.warc).open("wb")
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            about = {
                "format": "WARC File Format 1.1",
                "description": f"copied from {self.file.name}",
                "isPartOf": f"{outlet.slug}-{self.run_id}",
            }
            writer.write_record(writer.create_warcinfo_record(paths.warc.name, about))
            lines = part(paths.fetches).open("w", encoding="utf-8")
            known = forgotten.load(self.archive.parent)
            ledger = Ledger(outlet, Memory(), lines, most_requests=MOST_PAGES, forgotten=known)
            self._open[outlet.slug] = _Book(paths, ledger, writer, file, datetime.now(UTC))
        return self._open[outlet.slug]

    def _settle(self, book: _Book, key: str, page: warc.Held) -> None:
        response, fault = served(page.url, page.record, page.body)
        outcome, detail = fault or of_page(response)
        headers = {
            name.decode("latin-1").lower(): _texts(values) for name, values in response.headers.items()
        }
        said = signals(headers, response.body) if outcome is Outcome.FETCHED else None
        heeded = honoured(book.ledger.outlet.honour).intersection(said or ())
        if heeded:
            outcome, detail = Outcome.RIGHTS_RESERVED, f"it says {', '.join(sorted(heeded))}"
        is_forgotten = book.ledger.forgotten.is_named_in(response.body)
        if is_forgotten:
            outcome, detail = Outcome.FORGOTTEN, None
        book.ledger.settle(
            key,
            outcome,
            detail=detail,
            status=response.status,
            content_type=next(iter(headers.get("content-type", [])), None),
            final_url=page.url,
            fetched_at=page.at,
            bytes=len(page.body),
            warc_offset=None if heeded or is_forgotten else _copied(book, page),
            signals=said,
        )

    def close(self, frontier: Frontier) -> tuple[Take, ...]:
        """Return the takes, each committed once its files are on disk."""
        made = []
        for slug, book in sorted(self._open.items()):
            book.ledger.close()
            for opened in (book.warc, book.ledger.file):
                opened.flush()
                os.fsync(opened.fileno())
                opened.close()
            stats = part(book.paths.stats)
            stats.write_text(json.dumps(self._stats(slug, book), indent=1) + "\n", encoding="utf-8")
            frontier.heal(self.archive, slug)
            made.append(commit(book.paths, frontier))
        return tuple(made)

    def _stats(self, slug: str, book: _Book) -> dict[str, object]:
        ledger = book.ledger
        return {
            "outlet": slug,
            "run_id": self.run_id,
            "day": self.day.isoformat(),
            "started_at": book.started_at.isoformat(),
            "finished_at": datetime.now(UTC).isoformat(),
            "finish_reason": "finished",
            "offered": ledger.offered,
            "fetched": ledger.fetched,
            "duplicates": ledger.duplicates,
            "outcomes": {outcome.value: count for outcome, count in sorted(ledger.outcomes.items())},
            "second_looks": 0,
            "polls": [],
            "sources": [],
            "imported_from": self.file.name,
        }

    def tidy(self) -> None:
        """Leave no unfinished file behind, whatever has happened."""
        for book in self._open.values():
            for opened in (book.warc, book.ledger.file):
                opened.close()
            _forget_parts(book.paths)


def _copied(book: _Book, page: warc.Held) -> int:
    """Return where the page's record now begins in the take's own WARC file."""
    offset = book.warc.tell()
    copied = {name: page.record.rec_headers.get_header(name) for name in KEPT_HEADERS}
    copy = book.writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(page.body),
        http_headers=page.record.http_headers,
        warc_headers_dict={name: value for name, value in copied.items() if value},
    )
    book.writer.write_record(copy)
    return offset


def _forget_parts(paths: TakePaths) -> None:
    for path in (paths.warc, paths.index, paths.fetches, paths.stats):
        part(path).unlink(missing_ok=True)


def _texts(values: list[bytes]) -> list[str]:
    return [value.decode("latin-1") for value in values]
