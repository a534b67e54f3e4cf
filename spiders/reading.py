"""One archived response by its place: its own headers, and its bytes wherever they are held."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

STRUCK = "Struck"  # the field of a record that stands in the place of one that was forgotten
GZIP = b"\x1f\x8b"
BROKEN = (ArchiveLoadFailed, StopIteration, EOFError, zlib.error, UnicodeDecodeError)


class Pruned(ValueError):
    """Raised for a page whose WARC file was removed when its time was over; its ledger remains."""


@dataclass(frozen=True)
class Archived:
    """One response: its status line and headers as served, and its body without its content encoding."""

    url: str
    at: str  # as the record writes it, UTC
    head: str
    body: bytes


def read(archive: Path, warc_file: str, offset: int) -> Archived:
    """Return the response that begins there, digests checked; a revisit's body is that of the one it names.

    Raises ValueError for a place outside the archive, one where no response begins and damage; Pruned if the
    file was removed.
    """
    record, body = _record(archive, warc_file, offset)
    head = record.rec_headers
    if record.rec_type == "revisit":
        body = _held(archive, warc_file, offset, record)
    lines = record.http_headers.to_str() if record.http_headers else ""
    return Archived(head.get_header("WARC-Target-URI"), head.get_header("WARC-Date"), lines, body)


def _held(archive: Path, warc_file: str, offset: int, revisit: ArcWarcRecord) -> bytes:
    """Return the bytes that a revisit refers to; they must be those it saw."""
    head = revisit.rec_headers
    file, place = head.get_header("WARC-Refers-To-Filename"), head.get_header("WARC-Refers-To-File-Offset")
    where = f"the revisit at byte {offset} of {warc_file}"
    if not file or not place:
        raise ValueError(f"{where} does not say in which file its bytes are")
    record, body = _record(archive, file, int(place))
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    if record.rec_type != "response" or digest != head.get_header("WARC-Payload-Digest"):
        raise ValueError(
            f"{where} refers to byte {place} of {file}, where other bytes are: restore that file"
        )
    return body


def _record(archive: Path, warc_file: str, offset: int) -> tuple[ArcWarcRecord, bytes]:
    path = (archive / warc_file).resolve()
    if not path.is_relative_to(archive.resolve()):
        raise ValueError(f"{warc_file!r} lies outside the archive")
    if not path.exists() and tombstone(path).exists():
        raise Pruned(
            f"{warc_file} was pruned: its pages are gone, its ledger remains. Refining its day again would "
            "lose articles that the lake still holds"
        )
    with path.open("rb") as file:
        return _response(file, offset)


def tombstone(warc: Path) -> Path:
    """Return the file that says when and why a WARC file was removed."""
    return warc.with_name(warc.name.removesuffix(".warc.gz") + ".pruned.json")


def _response(file: BinaryIO, offset: int) -> tuple[ArcWarcRecord, bytes]:
    """Return the record that begins there and its payload without its content encoding, digests checked."""
    file.seek(offset)
    if file.read(2) != GZIP:  # warcio would take it for a record of some older format
        raise ValueError(f"no response begins at byte {offset} of {file.name}; `warcio index` lists where")
    file.seek(offset)
    try:
        record = next(iter(ArchiveIterator(file, check_digests=True)))
        if record.rec_headers.get_header(STRUCK):
            raise Pruned(
                f"the record at byte {offset} of {file.name} was struck out by `beatbook forget`: refining "
                "its day again would lose articles that the lake still holds"
            )
        if record.rec_type not in ("response", "revisit"):
            raise ValueError(f"no response begins at byte {offset} of {file.name}, but a {record.rec_type}")
        body = bytes(record.content_stream().read())
        record.raw_stream.read()  # what is left: the digests are known at the end only
        whole = record.digest_checker.passed is True or record.rec_type == "revisit"
    except BROKEN:
        whole = False
    if not whole:
        raise ValueError(
            f"the record at byte {offset} of {file.name} is damaged: restore the file, or crawl again"
        )
    return record, body
