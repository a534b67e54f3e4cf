"""Answers already received in this run, so that a crawl that was killed goes on without asking again."""

import json
from datetime import UTC, datetime
from pathlib import Path

from scrapy import Request, Spider
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings


class RunCache:
    """Scrapy's cache storage in one file an answer, each written beside and renamed: never half a page."""

    def __init__(self, settings: BaseSettings) -> None:
        self._folder = Path(settings["HTTPCACHE_DIR"])

    def open_spider(self, spider: Spider) -> None:
        """Make the run's folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fingerprinter = spider.crawler.request_fingerprinter

    def close_spider(self, spider: Spider) -> None:
        """Leave the folder: the launcher removes it once the take is committed."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return the answer this run has had, None if it has not; its time goes to meta["cached_at"]."""
        file = self._file(request)
        if not file.exists():
            return None
        head, _, body = file.read_bytes().partition(b"\n")
        known = json.loads(head)
        headers = Headers(
            {name: [value.encode("latin-1") for value in values] for name, values in known["headers"]}
        )
        request.meta["cached_at"] = datetime.fromisoformat(known["at"])
        kind = responsetypes.from_args(headers=headers, url=known["url"], body=body)
        return kind(url=known["url"], headers=headers, status=known["status"], body=body)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Keep the answer."""
        headers = [
            (name.decode("latin-1"), [value.decode("latin-1") for value in values])
            for name, values in response.headers.items()
        ]
        now = datetime.now(UTC).isoformat()
        head = json.dumps({"url": response.url, "status": response.status, "at": now, "headers": headers})
        file = self._file(request)
        beside = file.with_suffix(".part")
        beside.write_bytes(head.encode() + b"\n" + response.body)
        beside.replace(file)

    def _file(self, request: Request) -> Path:
        fingerprint: bytes = self._fingerprinter.fingerprint(request)
        return self._folder / fingerprint.hex()
