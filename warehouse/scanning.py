"""Reads every byte of a file of any kind as text: as it lies there, and unpacked where it is packed."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from warehouse.limits import within
from warehouse.statements import quoted

PIECE = 1 << 24  # bytes read at once
OVERLAP = 1 << 12  # of two pieces, so that no run of words falls between them
# DuckDB lays values side by side: where one ends and the next begins, writers would leave a blank.
SEAM = re.compile(
    rb"(?<=\xe2\x80\x9d)(?=\xe2\x80\x9c|\w)|(?<=[\w.,!?%])(?=\xe2\x80\x9c)|(?<=[.!?])(?=[A-Z])|(?<=\")(?=\")"
)
BETWEEN = b" betweenvalues "  # one word that no text has
GZIP, DUCKDB = b"\x1f\x8b", b"DUCK"


def pieces(path: Path) -> Iterator[bytes]:
    """Yield the file piece by piece: its raw bytes, and what comes out of gzip, Parquet and DuckDB."""
    with path.open("rb") as file:
        start = file.read(16)
    is_duckdb = start[8:12] == DUCKDB
    yield from (SEAM.sub(BETWEEN, piece) if is_duckdb else piece for piece in _raw(path))
    if start.startswith(GZIP):
        yield from _gunzipped(path)
    elif start.startswith(b"PAR1"):
        for batch in pq.ParquetFile(path).iter_batches(batch_size=512):
            yield "\n".join(_told(value) for column in batch.columns for value in column.to_pylist()).encode()
    elif is_duckdb:
        yield from _tables(path)


def _raw(path: Path) -> Iterator[bytes]:
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield before + piece
            before = piece[-OVERLAP:]


def _gunzipped(path: Path) -> Iterator[bytes]:
    """Yield each member, and each answer inside of it that was packed once more by its server."""
    rest = path.read_bytes()
    while rest.startswith(GZIP):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
        try:
            data = unpacker.decompress(rest)
        except zlib.error:
            return  # damaged: `beatbook doctor` names it, and its raw bytes were read
        yield data
        for place in _places(data):
            try:
                yield zlib.decompressobj(zlib.MAX_WBITS + 32).decompress(data[place:])
            except zlib.error:
                continue  # two bytes that only look like a beginning
        rest = unpacker.unused_data


def _places(data: bytes) -> Iterator[int]:
    """Yield where a body begins that may be packed: behind the blank lines of a record's two heads."""
    at = data.find(b"\r\n\r\n")
    while at >= 0 and at < 1 << 16:
        if data[at + 4 : at + 6] == GZIP or data[at + 4 : at + 5] == b"\x78":
            yield at + 4
        at = data.find(b"\r\n\r\n", at + 4)


def _tables(path: Path) -> Iterator[bytes]:
    with duckdb.connect(":memory:", config=within([path])) as connection:
        connection.execute(f"attach {quoted(str(path.resolve()))} as book (read_only)")
        named = connection.execute("select table_name from duckdb_tables() where database_name = 'book'")
        for (name,) in named.fetchall():
            rows = connection.execute(f'from book."{name}"')
            while some := rows.fetchmany(1000):
                yield "\n".join(_told(value) for row in some for value in row).encode()


def _told(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
