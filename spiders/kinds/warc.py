"""WARC files on disk, CC-NEWS's and our own: what each record of one holds, one at a time and past damage.

A kind without `[[sources]]`: an archive is nobody's own, holds hundreds of outlets and is not polled, so
`spiders.backfill` reads it for the whole catalogue instead. Bytes in, pages out, no network, like the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from ..members import members
from .offer import iso_moment


@dataclass(frozen=True)
class Held:
    """One page as an archive holds it; `body` is as served, its content encoding included."""

    url: str
    at: datetime
    record: ArcWarcRecord
    body: bytes


def read(file: BinaryIO) -> Iterator[Held | str]:
    """Yield what each record is: a page, or the name of what it is instead (docs/outlets.md lists them).

    Never more than one record is in memory, and none of more than 16 MB.
    """
    for member in members(file):
        if member.fault:
            yield member.fault
        else:
            yield from _records(member.record)


def _records(member: bytes) -> Iterator[Held | str]:
    """Yield what the member's records are; it holds one, unless a careless writer joined them."""
    try:
        for record in ArchiveIterator(BytesIO(member), check_digests=True):
            body = record.raw_stream.read()
            is_whole = record.raw_stream.limit == 0 and record.digest_checker.passed is not False
            yield _held(record, body) if is_whole else "damaged"
    except (ArchiveLoadFailed, EOFError, ValueError):
        yield "damaged"


def _held(record: ArcWarcRecord, body: bytes) -> Held | str:
    if record.rec_type == "revisit":
        return "revisit"  # its bytes are in the file that it names, and come with that one
    if record.rec_type != "response" or record.http_headers is None:
        return "no_response"
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    at = iso_moment(record.rec_headers.get_header("WARC-Date"))
    status = str(record.http_headers.get_statuscode())
    if at is None or not status.isdecimal():
        return "damaged"
    if status.startswith("3"):
        return "redirect"
    if url.partition("://")[2].partition("/")[2] == "robots.txt":
        return "robots"
    return Held(url, at, record, body)
