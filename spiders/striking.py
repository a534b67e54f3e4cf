"""Strikes records out of the archive: each byte of them is overwritten, every other record stays where it is.

In its place stands one of the same length that says so: no other record moves, and all that points into the
file stays right. What an outlet served is never edited: a record goes whole or stays.
"""

import json
import os
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from forgotten import Forgotten

from . import captures
from .outcomes import Outcome
from .paths import part
from .reading import BROKEN, STRUCK
from .records import Fetch, as_json
from .takes import Take, read_take
from .verification import member

HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"  # gzip, with a comment: it fills what blocks leave over
STORED = 65_535  # most bytes of a block that is not compressed
Says = Callable[[bytes], bool]
Place = tuple[str, int]


@dataclass(frozen=True)
class Struck:
    """What went of one take: its WARC file, how many records of how many, and pages of its ledger."""

    file: str
    records: int
    of: int
    pages: int


def strike(archive: Path, forgotten: Forgotten, says: Says, *, dry: bool = False) -> Iterator[Struck]:
    """Yield each take that lost a record or a page; nothing is written with `dry`.

    A record goes if its page is forgotten, if `says` finds in its unpacked body what must go, or if it only
    refers to one that goes. Takes of a forgotten outlet go whole. Doing it again changes nothing.
    """
    gone = set[Place]()
    for file in sorted(archive.glob("????-??-??/*.stats.json")):
        take = read_take(archive, file)
        if forgotten.holds_outlet(take.outlet):
            yield Struck(take.warc_file, 0, 0, len(take.ledger))
            if not dry:
                _remove(take)
            continue
        struck, of = _struck(take, forgotten, says, gone)
        pages = _masked(take, forgotten, says)
        new = [offset for offset in struck if not struck[offset]]
        if new or pages:
            yield Struck(take.warc_file, len(new), of, pages)
        if not dry and (new or pages or struck):
            _rewrite(take, struck, forgotten, says)
    for file in sorted(archive.glob("????-??-??/*.failed.json")):
        if forgotten.holds_outlet(read_take(archive, file).outlet) and not dry:
            file.unlink()


def _struck(take: Take, forgotten: Forgotten, says: Says, gone: set[Place]) -> tuple[dict[int, bool], int]:
    """Return the offsets of records that go, or are gone (True), and how many records there are."""
    found: dict[int, bool] = {}
    count = 0
    if not take.paths.warc.exists():
        return found, count
    for offset, _, record, data in _members(take.paths.warc):
        count += 1
        if record is None:
            continue
        head = record.rec_headers
        refers = head.get_header("WARC-Refers-To-Filename"), head.get_header("WARC-Refers-To-File-Offset")
        if head.get_header(STRUCK):
            found[offset] = True
        elif record.rec_type in ("response", "revisit", "request"):
            url = head.get_header("WARC-Target-URI")
            is_gone = bool(refers[0]) and (refers[0], int(refers[1])) in gone
            if is_gone or forgotten.holds(take.outlet, url) or says(_body(record, data)):
                found[offset] = False
        if offset in found:
            gone.add((take.warc_file, offset))
    return found, count


def _members(warc: Path) -> Iterator[tuple[int, int, ArcWarcRecord | None, bytes]]:
    """Yield each record with its place, its length on disk and its bytes; None for one that is damaged."""
    size, at = warc.stat().st_size, 0
    with warc.open("rb") as file:
        while at < size:
            data, length = member(file, at)
            try:
                record = next(iter(ArchiveIterator(BytesIO(data))))
            except BROKEN:
                record = None
            yield at, length, record, data
            at += length


def _body(record: ArcWarcRecord, data: bytes) -> bytes:
    """Return what the record says: headers as they stand, and the body without its content encoding."""
    try:
        return data.partition(b"\r\n\r\n")[0] + b"\n" + bytes(record.content_stream().read())
    except BROKEN:
        return data


def _rewrite(take: Take, struck: Mapping[int, bool], forgotten: Forgotten, says: Says) -> None:
    """Write the take's files again: WARC, index, ledger, stats; a kill between them is mended by the next."""
    if any(not was for was in struck.values()):
        _rewrite_warc(take, struck)
    if take.paths.index.exists():
        kept = [each for each in captures.read(take.paths) if each.offset not in struck]
        captures.write(part(take.paths.index), kept)
        _put(take.paths.index)
    lines = [_line(fetch, take.outlet, forgotten, says) for fetch in take.ledger]
    part(take.paths.fetches).write_text("".join(as_json(line) + "\n" for line in lines), encoding="utf-8")
    _put(take.paths.fetches)
    stats = _stats(take, lines, says)
    part(take.paths.stats).write_text(json.dumps(stats, indent=1) + "\n", encoding="utf-8")
    _put(take.paths.stats)


def _rewrite_warc(take: Take, struck: Mapping[int, bool]) -> None:
    beside = part(take.paths.warc)
    with take.paths.warc.open("rb") as old, beside.open("wb") as new:
        for offset, length, _, _ in _members(take.paths.warc):
            old.seek(offset)
            kept = old.read(length)
            new.write(stone(take.warc_file, offset, length) if struck.get(offset) is False else kept)
    _put(take.paths.warc)


def stone(warc_file: str, offset: int, length: int) -> bytes:
    """Return a gzip member of exactly this length: a WARC record that says that one was struck here."""
    name = uuid5(NAMESPACE_URL, f"{warc_file}#{offset}")
    head = f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
    head += f"WARC-Date: 1970-01-01T00:00:00Z\r\n{STRUCK}: forgotten\r\n"
    least = len(HEAD) + 1 + 8  # with the comment's end, sum and size
    for filler in range(length, -1, -1):
        record_bytes = len(head) + len(f"Content-Length: {filler}\r\n\r\n") + filler + 4
        left = length - least - record_bytes - 5 * -(-record_bytes // STORED)
        if left >= 0:
            record = f"{head}Content-Length: {filler}\r\n\r\n".encode() + b"-" * filler + b"\r\n\r\n"
            blocks = _stored(record)
            break
    else:
        record = f"{head}Content-Length: 0\r\n\r\n\r\n\r\n".encode()
        blocks = _deflated(record)
        left = length - least - len(blocks)
        if left < 0:
            raise ValueError(f"the record at byte {offset} of {warc_file} is too short to be struck")
    return HEAD + b"-" * left + b"\0" + blocks + struct.pack("<II", zlib.crc32(record), len(record))


def _stored(record: bytes) -> bytes:
    parts = [record[start : start + STORED] for start in range(0, len(record), STORED)]
    return b"".join(
        struct.pack("<BHH", place == len(parts) - 1, len(some), len(some) ^ 0xFFFF) + some
        for place, some in enumerate(parts)
    )


def _deflated(record: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(record) + packer.flush()


def _masked(take: Take, forgotten: Forgotten, says: Says) -> int:
    """Return how many lines of the ledger will say less."""
    return sum(_line(fetch, take.outlet, forgotten, says) != fetch for fetch in take.ledger)


def _line(fetch: Fetch, outlet: str, forgotten: Forgotten, says: Says) -> Fetch:
    if fetch.kind == "article" and forgotten.holds(outlet, fetch.url, fetch.final_url):
        return Fetch(
            url=forgotten.mask(fetch.url),
            kind=fetch.kind,
            outcome=Outcome.FORGOTTEN,
            source_url=fetch.source_url,
            offered_at=fetch.offered_at,
            fetched_at=fetch.fetched_at,
        )
    if fetch.headline and says(fetch.headline.encode()):
        return Fetch(**{**vars(fetch), "headline": None})
    return fetch


def _stats(take: Take, lines: list[Fetch], says: Says) -> dict[str, Any]:
    counted = Counter(line.outcome.value for line in lines if line.kind == "article")
    told = {
        "outcomes": dict(sorted(counted.items())),
        "fetched": counted[Outcome.FETCHED.value],
        "sources": [state for state in take.stats.get("sources", ()) if not says(json.dumps(state).encode())],
    }
    return {**take.stats, **told}


def _put(path: Path) -> None:
    """Let the part file take its place, on the disk first."""
    with part(path).open("rb") as file:
        os.fsync(file.fileno())
    part(path).replace(path)


def _remove(take: Take) -> None:
    """Remove a whole take, first what says that it is one."""
    paths = take.paths
    for path in (paths.stats, paths.failed, paths.warc, paths.index, paths.fetches, paths.pruned):
        path.unlink(missing_ok=True)
