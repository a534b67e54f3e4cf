"""Undoes what a server packed an answer in: within bounds, and to its end or not at all."""

import zlib

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.utils._compression import _DecompressionMaxSizeExceeded

GZIP = (b"gzip", b"x-gzip")
MAGIC = b"\x1f\x8b"


class Unpacking(HttpCompressionMiddleware):  # type: ignore[misc]  # Scrapy is untyped here
    """HttpCompression, for which half a gzip stream is no page."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if encoding in GZIP:
            return gunzip(body, max_size)
        plain: bytes = HttpCompressionMiddleware._decode(body, encoding, max_size)
        return plain


def gunzip(body: bytes, most: int) -> bytes:
    """Return what is within, all members of it; zeros or noise after the last are left out.

    Raises EOFError for a stream that ends early, zlib.error for a broken one, and Scrapy's own error once
    more than `most` bytes came out.
    """
    parts: list[bytes] = []
    size = 0
    while not parts or body.startswith(MAGIC):
        stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        parts.append(stream.decompress(body, most - size + 1))
        size += len(parts[-1])
        if size > most:
            raise _DecompressionMaxSizeExceeded(size, most)
        if not stream.eof:
            raise EOFError("the gzip stream ends early")
        body = stream.unused_data
    return b"".join(parts)
