"""The archive: every request and answer of a crawl as WARC 1.1, with the bytes as they were served."""

import os
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

from .paths import part


@dataclass(frozen=True)
class Served:
    """Where and when an answer was archived; the ledger copies it from meta["served"]."""

    warc_offset: int
    fetched_at: datetime
    bytes: int


class Archive:
    """A downloader middleware that writes one WARC file: redirects' hops, retries and errors too."""

    def __init__(self, crawler: Crawler) -> None:
        self._user_agent = crawler.settings["USER_AGENT"]
        crawler.signals.connect(self.open, signal=signals.spider_opened)
        crawler.signals.connect(self.close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware; its file is opened with the spider."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Begin the file with a warcinfo record."""
        path = spider.job.paths.warc
        self._file = part(path).open("wb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        about = {
            "software": self._user_agent,
            "format": "WARC File Format 1.1",
            "robots": "obey",
            "isPartOf": f"{spider.job.outlet.slug}-{spider.job.run_id}",
        }
        self._writer.write_record(self._writer.create_warcinfo_record(path.name, about))

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the pair down and note in the request where it lies."""
        cached = "cached" in response.flags  # received before this run was killed, and not archived since
        at = request.meta.pop("cached_at") if cached else datetime.now(UTC)
        offset = self._file.tell()
        record = self._record(response.url, "response", at, _answer(response), response.body)
        self._writer.write_record(record)
        asked = self._record(request.url, "request", at, _question(request), request.body)
        asked.rec_headers.add_header("WARC-Concurrent-To", record.rec_headers.get_header("WARC-Record-ID"))
        self._writer.write_record(asked)
        request.meta["served"] = Served(offset, at, len(response.body))
        return response

    def _record(
        self, url: str, kind: str, at: datetime, head: StatusAndHeaders, body: bytes
    ) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")},
        )

    def close(self, spider: Spider) -> None:
        """End the file, on disk before the ledger says that the crawl is over."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def _answer(response: Response) -> StatusAndHeaders:
    phrase = HTTPStatus(response.status).phrase if response.status in list(HTTPStatus) else "Unknown"
    return StatusAndHeaders(
        f"{response.status} {phrase}", _pairs(response.headers), protocol=response.protocol or "HTTP/1.1"
    )


def _question(request: Request) -> StatusAndHeaders:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *_pairs(request.headers)]
    return StatusAndHeaders(f"{request.method} {target} HTTP/1.1", headers, is_http_request=True)


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    ]
