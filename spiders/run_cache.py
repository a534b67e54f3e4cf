"""Answers already received in this run, so that a crawl that was killed goes on without asking again."""

import errno
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from scrapy import Request, Spider
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from .disk import written


@dataclass(frozen=True)
class _Place:
    offset: int
    size: int


class RunCache:
    """Scrapy's cache storage as one file that only grows: each answer a line of JSON, then its body.

    A kill may cut the last answer short; it is found out and asked for again. Nothing is renamed and no file
    opened for an answer: on a busy disk that costs more than the answer's bytes.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._path = Path(settings["HTTPCACHE_DIR"])
        self._places: dict[str, _Place] = {}

    def open_spider(self, spider: Spider) -> None:
        """Open the file and see what it holds already."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = self._path.open("a+b", buffering=0)  # each answer goes to the system at once
        self._places, whole = _places(self._path)
        self._file.truncate(whole)

    def close_spider(self, spider: Spider) -> None:
        """Leave the file: the launcher removes it once the take is committed."""
        self._file.close()

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """Return the answer this run has had, None if it has not; its time goes to meta["cached_at"]."""
        place = self._places.get(_key(request))
        if place is None:
            return None
        with self._path.open("rb") as file:
            file.seek(place.offset)
            head, body = file.read(place.size).split(b"\n", 1)
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
        key = _key(request)
        head = {
            "key": key,
            "bytes": len(response.body),
            "url": response.url,
            "status": response.status,
            "at": datetime.now(UTC).isoformat(),
            "headers": headers,
        }
        entry = json.dumps(head).encode() + b"\n" + response.body
        offset = self._file.seek(0, 2)
        with written(spider.crawler):
            if self._file.write(entry) < len(entry):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._places[key] = _Place(offset, len(entry))


def _key(request: Request) -> str:
    return f"{request.method} {request.url}"


def _places(path: Path) -> tuple[dict[str, _Place], int]:
    """Return where each whole answer begins, and where the last of them ends."""
    found: dict[str, _Place] = {}
    offset, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while line := file.readline():
            try:
                head = json.loads(line)
            except ValueError:
                break  # cut short by a kill
            length = len(line) + head["bytes"]
            if offset + length > size:
                break
            found[head["key"]] = _Place(offset, length)
            offset += length
            file.seek(offset)
    return found, offset
