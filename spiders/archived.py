"""An archived answer as the crawler would have seen it, so that it is judged like any other."""

import zlib
from io import BytesIO

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

from .outcomes import Outcome

LARGEST_PAGE = 10 * 1024 * 1024  # as in spiders.settings
WINDOW_BITS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}  # for zlib: what takes can be read from


def served(url: str, record: ArcWarcRecord, body: bytes) -> tuple[Response, tuple[Outcome, str] | None]:
    """Return the answer as the crawler would have seen it, unpacked; or why that cannot be."""
    headers = Headers()
    for name, value in record.http_headers.headers:
        headers.appendlist(name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
    encoding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if record.http_headers.get_header("Transfer-Encoding") == "chunked":
        body = ChunkedDataReader(BytesIO(body)).read()
    plain = unpacked(body, encoding)
    if plain is not None:  # else the header stays, and says that it cannot be read
        body = plain
        headers.pop("Content-Encoding", None)
    kind = responsetypes.from_args(headers=headers, url=url, body=body[:5000])
    status = int(record.http_headers.get_statuscode())
    response = kind(url=url, headers=headers, status=status, body=body[:LARGEST_PAGE], request=Request(url))
    if len(body) > LARGEST_PAGE:
        return response, (Outcome.TOO_LARGE, f"more than {LARGEST_PAGE} bytes")
    if cut := record.rec_headers.get_header("WARC-Truncated"):
        return response, (Outcome.TOO_LARGE, f"the archive holds its beginning only ({cut[:50]})")
    return response, None


def unpacked(body: bytes, encoding: str) -> bytes | None:
    """Return the body without its encoding, little more than a page may have; None if it is broken."""
    if encoding in ("", "identity"):
        return body
    for bits in WINDOW_BITS.get(encoding, ()):
        unpack = zlib.decompressobj(bits)
        try:
            return unpack.decompress(body, LARGEST_PAGE + 1)
        except zlib.error:
            continue  # some servers call raw deflate "deflate"
    return None
