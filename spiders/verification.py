"""Whether the archive still holds what it says: every record, place and sum; damage by file and byte."""

import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator

from . import captures
from .captures import Capture
from .reading import BROKEN, STRUCK
from .takes import Take, read_take

CHUNK = 1 << 18
UNREADABLE = (ValueError, KeyError, TypeError)  # what a line that is no line of ours raises


@dataclass(frozen=True)
class Damage:
    """One thing that is not as it must be; `offset` is a byte of the file where that is known."""

    file: str  # below the archive
    offset: int | None
    what: str


@dataclass
class Verdict:
    """What became of one take's files."""

    file: str
    records: int = 0
    bytes: int = 0
    damages: list[Damage] = field(default_factory=list)


def verify(archive: Path) -> Iterator[Verdict]:
    """Yield a verdict on every take, and on every WARC file that belongs to none; all of it is read once.

    A pruned take has no records and is no damage; the files of a crawl under way are left alone.
    """
    for folder in sorted(archive.glob("????-??-??")):
        claimed = set()
        for file in sorted(folder.glob("*.stats.json")):
            try:
                take = read_take(archive, file)
            except UNREADABLE as error:
                yield _lost(archive, file, f"cannot be read: {error}")
                continue
            claimed.add(take.paths.warc)
            yield _Check(take).verdict()
        for stray in sorted(set(folder.glob("*.warc.gz")) - claimed):
            yield _lost(archive, stray, "belongs to no take: delete it, or restore its stats.json")


def _lost(archive: Path, file: Path, what: str) -> Verdict:
    name = file.relative_to(archive).as_posix()
    return Verdict(name, damages=[Damage(name, None, what)])


class _Check:
    """One take, read whole."""

    def __init__(self, take: Take) -> None:
        self._take, self._paths = take, take.paths
        self._verdict = Verdict(take.warc_file)
        self._struck = set[int]()  # where records stood that were forgotten

    def verdict(self) -> Verdict:
        """Return what was found."""
        if self._paths.warc.exists():
            told = self._told()
            found = self._records(sorted(told))
            self._compare(told, found)
            self._check_ledger(found)
            for capture in found.values():
                self._check_reference(capture)
        elif not self._paths.pruned.exists():
            self._damage(self._paths.warc, None, "is missing: restore it")
        self._check_sums()
        return self._verdict

    def _damage(self, file: Path, offset: int | None, what: str) -> None:
        name = file.relative_to(self._paths.archive).as_posix()
        self._verdict.damages.append(Damage(name, offset, what))

    def _told(self) -> dict[int, Capture]:
        """Return the index by offset, empty if it is damaged."""
        if not self._paths.index.exists():
            self._damage(self._paths.index, None, "is missing: restore it")
            return {}
        try:
            return {capture.offset: capture for capture in captures.read(self._paths)}
        except UNREADABLE as error:
            self._damage(self._paths.index, None, f"cannot be read: {type(error).__name__}: {error}"[:200])
            return {}

    def _records(self, starts: Sequence[int]) -> dict[int, Capture]:
        """Return the responses that the file holds by offset; past damage it goes on where the index says."""
        found: dict[int, Capture] = {}
        size = self._paths.warc.stat().st_size
        self._verdict.bytes = size
        at = 0
        with self._paths.warc.open("rb") as file:
            while at < size:
                try:
                    data, length = member(file, at)
                    capture = self._capture(data, at, length)
                except BROKEN as error:
                    self._damage(self._paths.warc, at, f"is damaged: {error}"[:200])
                    later = bisect_right(starts, at)
                    at = starts[later] if later < len(starts) else size
                    continue
                self._verdict.records += 1
                if capture is not None:
                    found[at] = capture
                at += length
        return found

    def _capture(self, data: bytes, at: int, length: int) -> Capture | None:
        """Return the response that a record is, None for other kinds; says so if its digests do not hold."""
        record = next(iter(ArchiveIterator(BytesIO(data), check_digests=True)))
        if record.format != "warc":
            raise EOFError("no WARC record")
        size = 0
        while chunk := record.raw_stream.read(CHUNK):
            size += len(chunk)
        if record.digest_checker.passed is False:
            self._damage(self._paths.warc, at, "; ".join(record.digest_checker.problems)[:300])
        if record.rec_headers.get_header(STRUCK):
            self._struck.add(at)
        if record.rec_type not in captures.KINDS:
            return None
        return captures.of_record(record, self._take.warc_file, at, length, size)

    def _damaged(self) -> set[int | None]:
        """Return where the WARC file itself is damaged: who points there is not to blame."""
        return {each.offset for each in self._verdict.damages if each.file == self._take.warc_file}

    def _compare(self, told: dict[int, Capture], found: dict[int, Capture]) -> None:
        damaged = self._damaged()
        for offset in sorted((told.keys() | found.keys()) - damaged if told else ()):
            if _essence(told.get(offset)) != _essence(found.get(offset)):
                self._damage(self._paths.index, offset, "does not say what the WARC file holds at this byte")

    def _check_ledger(self, found: dict[int, Capture]) -> None:
        damaged = self._damaged()
        try:
            ledger = self._take.ledger
        except (*UNREADABLE, OSError) as error:
            self._damage(self._paths.fetches, None, f"cannot be read: {type(error).__name__}: {error}"[:200])
            return
        for fetch in ledger:
            if fetch.warc_offset is None or fetch.warc_offset in damaged | self._struck:
                continue
            capture = found.get(fetch.warc_offset)
            if capture is None:
                what = f"{fetch.url} should begin at this byte of the WARC file, but no response does"
                self._damage(self._paths.fetches, fetch.warc_offset, what)
            elif capture.url not in (fetch.final_url, fetch.url):
                what = f"{fetch.url} should begin at this byte of the WARC file, but {capture.url} does"
                self._damage(self._paths.fetches, fetch.warc_offset, what)

    def _check_reference(self, capture: Capture) -> None:
        if capture.refers_to is None:
            return
        file, offset = capture.refers_to
        if _holders(self._paths.archive, file).get(offset) != capture.digest:
            what = f"refers to byte {offset} of {file}, where its bytes are not"
            self._damage(self._paths.warc, capture.offset, what)

    def _check_sums(self) -> None:
        """The stats count what the ledger lists."""
        try:
            pages = [fetch for fetch in self._take.ledger if fetch.kind == "article"]
        except (*UNREADABLE, OSError):
            return  # named already, or about to be by whoever restores the WARC file
        counted = Counter(fetch.outcome.value for fetch in pages)
        if dict(counted) != {name: count for name, count in self._take.outcomes.items() if count}:
            what = f"counts {self._take.outcomes}, but the ledger lists {dict(counted)}"
            self._damage(self._paths.stats, None, what)
        if self._take.stats["offered"] != len(pages):
            what = f"says {self._take.stats['offered']} pages were offered, the ledger lists {len(pages)}"
            self._damage(self._paths.stats, None, what)


def _essence(capture: Capture | None) -> tuple[object, ...] | None:
    if capture is None:
        return None
    return capture.url, capture.kind, capture.digest, capture.length, capture.status, capture.holder


@lru_cache(maxsize=64)  # revisits refer to few files, and those of one take to the same ones
def _holders(archive: Path, warc_file: str) -> dict[int, str]:
    """Return the digests of the responses that a WARC file holds, by offset; none if it is not there."""
    warc = archive / warc_file
    index = warc.with_name(warc.name.removesuffix(".warc.gz") + ".cdxj")
    if not warc.exists() or not index.exists():
        return {}
    with index.open(encoding="utf-8") as lines:
        held = [captures.Capture.from_line(line) for line in lines if '"kind": "response"' in line]
    return {capture.offset: capture.digest for capture in held}


def member(file: BinaryIO, at: int) -> tuple[bytes, int]:
    """Return the gzip member that begins there, unpacked, and its length on disk; its checksum holds.

    Raises zlib.error, or EOFError for one that is cut short.
    """
    file.seek(at)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    data, taken = bytearray(), 0
    while not unpacker.eof:
        chunk = file.read(CHUNK)
        if not chunk:
            raise EOFError("the file ends inside this record")
        taken += len(chunk)
        data += unpacker.decompress(chunk)
    return bytes(data), taken - len(unpacker.unused_data)
