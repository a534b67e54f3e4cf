"""The archive: every request and answer of a crawl as WARC 1.1, with the bytes as they were served.

Bytes that the outlet has served before are not stored again: a revisit record names who holds them.
"""

import hashlib
import os
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from . import captures
from .archived import unpacked
from .captures import Capture
from .disk import written
from .paths import part
from .politeness import honoured
from .rights import signals as signals_of

SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
PHRASES = {status.value: status.phrase for status in HTTPStatus}


@dataclass(frozen=True)
class Served:
    """Where and when an answer was archived; the ledger copies it from meta["served"]."""

    warc_offset: int | None  # none of an answer that is not kept, as it asks
    fetched_at: datetime
    bytes: int


class Archive:
    """A downloader middleware that writes a WARC file and its index: redirects' hops, retries, errors too."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler, self._user_agent = crawler, crawler.settings["USER_AGENT"]
        crawler.signals.connect(self.open, signal=signals.spider_opened)
        crawler.signals.connect(self.close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; its file is opened with the spider."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Begin the file with a warcinfo record, knowing what earlier files hold."""
        job = spider.job
        self._paths = job.paths
        self._honoured = honoured(job.outlet.honour)
        self._name = job.paths.warc.relative_to(job.archive).as_posix()
        self._outlet, self._forgotten = job.outlet.slug, spider.ledger.forgotten
        self._captures: list[Capture] = []
        self._held = captures.holdings(job.archive, job.outlet.slug, job.day, job.run_id)
        self._file = part(job.paths.warc).open("wb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        about = {
            "software": self._user_agent,
            "format": "WARC File Format 1.1",
            "robots": "obey",
            "isPartOf": f"{job.outlet.slug}-{job.run_id}",
        }
        with written(self._crawler):
            self._writer.write_record(self._writer.create_warcinfo_record(job.paths.warc.name, about))

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the pair down and note in the request where it lies."""
        cached = "cached" in response.flags  # received before this run was killed, and not archived since
        at = request.meta.pop("cached_at") if cached else datetime.now(UTC)
        if self._honoured and self._honoured.intersection(_said(request, response)):
            request.meta["served"] = Served(None, at, len(response.body))
            return response
        if self._is_forgotten(request, response):
            request.meta["served"] = Served(None, at, len(response.body))
            request.meta["is_forgotten"] = True
            return response
        offset = self._file.tell()
        digest = f"sha1:{b32encode(hashlib.sha1(response.body, usedforsecurity=False).digest()).decode()}"
        held = self._held
        earlier = held.by_url.get(response.url) if response.status == 304 else held.by_digest.get(digest)
        head = _answer(response)
        if earlier is None:
            record = self._record(response.url, "response", at, head, response.body, digest)
        else:
            profile = NOT_MODIFIED if response.status == 304 else SAME_BYTES
            record = self._revisit(response.url, at, head, earlier, profile)
        asked = self._record(request.url, "request", at, _question(request), request.body)
        asked.rec_headers.add_header("WARC-Concurrent-To", record.rec_headers.get_header("WARC-Record-ID"))
        with written(self._crawler):
            self._writer.write_record(record)
            length = self._file.tell() - offset
            self._writer.write_record(asked)
        capture = captures.of_record(record, self._name, offset, length, len(response.body))
        self._captures.append(capture)
        held.add(capture)
        request.meta["served"] = Served(offset, at, len(response.body))
        return response

    def _is_forgotten(self, request: Request, response: Response) -> bool:
        """Return whether it is a forgotten page, names a forgotten person, or lists such a page."""
        if not self._forgotten.stones:
            return False
        encoding = ",".join(_texts(response.headers).get("Content-Encoding", ())).strip().lower()
        plain = unpacked(response.body, encoding) or response.body
        is_page = "asked" in request.cb_kwargs
        return (
            self._forgotten.holds(self._outlet, request.url, response.url)
            or self._forgotten.is_named_in(plain)
            or (not is_page and self._forgotten.is_listed_in(plain))
        )

    def _record(
        self,
        url: str,
        kind: str,
        at: datetime,
        head: StatusAndHeaders,
        body: bytes,
        digest: str | None = None,
    ) -> ArcWarcRecord:
        named = {"WARC-Date": _date(at)} | ({"WARC-Payload-Digest": digest} if digest else {})
        return self._writer.create_warc_record(
            url, kind, payload=BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=named
        )

    def _revisit(
        self, url: str, at: datetime, head: StatusAndHeaders, earlier: Capture, profile: str
    ) -> ArcWarcRecord:
        """Return a revisit; besides what the standard asks for it says in which file the response lies."""
        record = self._writer.create_revisit_record(
            url,
            earlier.digest,
            earlier.url,
            _date(earlier.at),
            http_headers=head,
            warc_headers_dict={"WARC-Date": _date(at)},
        )
        record.rec_headers.replace_header("WARC-Profile", profile)
        record.rec_headers.add_header("WARC-Refers-To-Filename", earlier.filename)
        record.rec_headers.add_header("WARC-Refers-To-File-Offset", str(earlier.offset))
        return record

    def close(self, spider: Spider) -> None:
        """End the file, on disk before the ledger says that the crawl is over, and its index."""
        with written(self._crawler):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            captures.write(part(self._paths.index), self._captures)


def _said(request: Request, response: Response) -> tuple[str, ...]:
    """Return what the answer asks of machines, read from the bytes as served."""
    headers = {name.lower(): values for name, values in _texts(response.headers).items()}
    encoding = ",".join(headers.get("content-encoding", ())).strip().lower()
    plain = unpacked(response.body, encoding) or b""
    return signals_of(headers, plain, request.meta.get("is_reserved", False))


def _texts(headers: Headers) -> dict[str, list[str]]:
    return {
        name.decode("latin-1"): [value.decode("latin-1") for value in values]
        for name, values in headers.items()
    }


def _date(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _answer(response: Response) -> StatusAndHeaders:
    said = f"{response.status} {PHRASES.get(response.status, 'Unknown')}"
    return StatusAndHeaders(said, _pairs(response.headers), protocol=response.protocol or "HTTP/1.1")


def _question(request: Request) -> StatusAndHeaders:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *_pairs(request.headers)]
    return StatusAndHeaders(f"{request.method} {target} HTTP/1.1", headers, is_http_request=True)


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name, value) for name, values in _texts(headers).items() for value in values]
