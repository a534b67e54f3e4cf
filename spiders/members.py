"""The gzip members of a WARC file, one a record, read one at a time and past damage."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
CHUNK = 64 * 1024
LARGEST_BYTES = 16 * 1024 * 1024  # unpacked; a page may have 10 MB (spiders.settings)


@dataclass(frozen=True)
class Member:
    """One member, unpacked: a record with its headers, or what is wrong instead."""

    offset: int
    record: bytes
    fault: str | None = None  # damaged | too_large


def members(file: BinaryIO) -> Iterator[Member]:
    """Yield the members in order, never more than one in memory; a damaged stretch is one damaged member.

    After damage it goes on at the next place where a member begins and unpacks whole, checksum included.
    """
    offset: int | None = 0
    was_damaged = False
    while offset is not None:
        file.seek(offset)
        if not file.read(1):
            return
        file.seek(offset)
        record, fault, end = _unpacked(file)
        if fault != "damaged":
            yield Member(offset, record, fault)
        elif not was_damaged:
            yield Member(offset, b"", fault)
        was_damaged = fault == "damaged"
        offset = _next(file, offset + 1) if was_damaged else end


def _unpacked(file: BinaryIO) -> tuple[bytes, str | None, int]:
    """Return the member that begins here, what is wrong with it, and where it ends."""
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    parts: list[bytes] = []
    size = 0
    try:
        while not unpack.eof:
            pending = unpack.unconsumed_tail or file.read(CHUNK)
            if not pending:
                return b"", "damaged", file.tell()  # the file ends within it
            plain = unpack.decompress(pending, CHUNK)
            size += len(plain)
            parts.append(plain)
            if size > LARGEST_BYTES:
                parts.clear()
    except zlib.error:
        return b"", "damaged", file.tell()
    fault = None if size <= LARGEST_BYTES else "too_large"
    return b"".join(parts), fault, file.tell() - len(unpack.unused_data)


def _next(file: BinaryIO, offset: int) -> int | None:
    """Return the next place from `offset` on where a member may begin, None if there is none."""
    file.seek(offset)
    kept = b""
    while chunk := file.read(CHUNK):
        window = kept + chunk
        found = window.find(MAGIC)
        if found >= 0:
            return file.tell() - len(window) + found
        kept = window[1 - len(MAGIC) :]
    return None
