"""The Scrapy process behind spiders.asking: `python -m spiders.answering`, in and out a JSON line each."""

import asyncio
import json
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from .boundaries import Refused
from .catalogue import Outlet
from .domains import within
from .outcomes import Outcome
from .verdict import of_error, of_status

WITHOUT = (
    "spiders.archive.Archive",
    "spiders.boundaries.Boundaries",
    "spiders.bookkeeping.Bookkeeping",
    "spiders.reservations.TdmReservations",
)


class EachWithinItsDomains:
    """Lets through what lies within its question's domains, and robots.txt within those of all questions."""

    def __init__(self) -> None:
        self._named: set[str] = set()

    def process_request(self, request: Request) -> None:
        """Raise Refused for a request beyond them."""
        if not request.url.startswith(("http://", "https://")):
            raise Refused(Outcome.MALFORMED_URL, "is not http or https")
        self._named.update(request.meta.get("domains", ()))
        if not within(request.url, request.meta.get("domains", self._named)):
            hopped = "redirect_times" in request.meta
            raise Refused(Outcome.REDIRECTED_OFF_DOMAIN if hopped else Outcome.OFF_DOMAIN, request.url[:200])


@dataclass(frozen=True)
class Errand:
    """What the crawl's middlewares ask a job for, when nobody's whole outlet is crawled."""

    budget_seconds: float = 1800.0
    outlet: Outlet = field(
        default_factory=lambda: Outlet(
            slug="asking",
            name="Asking",
            homepage="",
            kind="",
            region="",
            domains=(),
            confidence="low",
            enabled=True,
        )
    )


class AskingSpider(Spider):  # type: ignore[misc]  # Scrapy is untyped here
    """Answers the questions on standard input until it is closed."""

    name = "asking"
    job = Errand()

    async def start(self) -> AsyncIterator[Request]:
        """Yield nothing: every question is asked on the side, as soon as it comes."""
        loop, under_way = asyncio.get_running_loop(), set[asyncio.Task[None]]()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            task = loop.create_task(self._answer(json.loads(line)))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
        for line in ():  # an async generator, as Scrapy wants, of nothing
            yield Request(line)

    async def _answer(self, question: dict[str, Any]) -> None:
        url, domains = question["url"], question["domains"]
        response: Response | None = None
        try:
            request = Request(url, dont_filter=True, meta={"domains": domains})
            response = await self.crawler.engine.download_async(request)
            outcome, detail = of_status(response)
        except Exception as error:  # noqa: BLE001  # of_error names every one of them
            outcome, detail = of_error(error)
        said = {"number": question["number"], **_said(url, outcome, detail, response)}
        print(json.dumps(said), flush=True)


def _said(url: str, outcome: Outcome, detail: str | None, response: Response | None) -> dict[str, Any]:
    headers = [] if response is None else response.headers.items()
    return {
        "url": url,
        "outcome": outcome,
        "detail": detail,
        "final_url": response.url if response else None,
        "status": response.status if response else None,
        "headers": [
            (name.decode("latin-1").lower(), values[-1].decode("latin-1"))
            for name, values in headers
            if values
        ],
        "body": b64encode(response.body if response else b"").decode(),
    }


def main() -> None:
    """Ask until standard input is closed."""
    settings = Settings()
    settings.setmodule("spiders.settings", priority="project")
    middlewares = dict(settings.getdict("DOWNLOADER_MIDDLEWARES")) | {_path(EachWithinItsDomains): 50}
    extensions = dict(settings.getdict("EXTENSIONS"))
    for kept in (middlewares, extensions):
        for name in WITHOUT:
            kept.pop(name, None)
    settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="cmdline")
    settings.set("EXTENSIONS", extensions, priority="cmdline")
    settings.set("HTTPCACHE_ENABLED", False, priority="cmdline")
    settings.set("LOG_LEVEL", "ERROR", priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(AskingSpider)
    process.start()


def _path(kind: type) -> str:
    return f"spiders.{Path(__file__).stem}.{kind.__name__}"  # __module__ is "__main__" here


if __name__ == "__main__":
    main()
