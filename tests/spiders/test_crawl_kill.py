"""The crawler or its launcher is killed: the next try goes on, loses nothing and asks nothing twice."""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict

import pytest
from the_echo import DAY, HOST, Book, Play, crawls_of, echo, feed

from beatbook.newsstand.response import Page, Request, Response, document
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source
from spiders.crawl import CrawlFailed
from spiders.takes import takes

OUTLET = echo(Source("feed", f"https://{HOST}/rss"))
PAGES = 40

LAUNCHER = """
import json, sys
from datetime import date
from pathlib import Path
from spiders.crawl import crawl
from spiders.catalogue import Outlet, Source
given = json.loads(sys.argv[1])
given["sources"] = [Source(**source) for source in given["sources"]]
root = Path(sys.argv[2])
crawl(Outlet(**given), archive=root / "archive", frontier=root / "frontier.sqlite", run_id="r1",
      day=date.fromisoformat(sys.argv[3]), note=lambda event: None)
"""


def slow_site() -> dict[str, Page]:
    """Return a site of forty pages that takes its time for each, so that a kill meets the crawl half-way."""

    def page(request: Request) -> Response:
        time.sleep(0.05)
        return document(f"<html><p>{request.target}</p></html>")

    paths = [f"/story/{number}" for number in range(PAGES)]
    return {"/rss": feed(*paths), **dict.fromkeys(paths, page)}


def half_way(stand: Newsstand) -> None:
    until = time.monotonic() + 20
    while sum(stand.requests.values()) < PAGES // 2:
        assert time.monotonic() < until, "the crawl never came half-way"
        time.sleep(0.01)


def check_whole(book: Book, stand: Newsstand) -> None:
    (take,) = takes(book.archive, DAY)
    assert take.failed is None
    assert take.outcomes == {"fetched": PAGES}
    found = {page["url"]: page["html"] for page in take.pages()}
    assert found == {
        f"https://{HOST}/story/{number}": f"<html><p>/story/{number}</p></html>".encode()
        for number in range(PAGES)
    }
    # eight at most were under way when the kill came: only those are asked for again
    again = {target: times for (_, target), times in stand.requests.items() if times > 1}
    assert len(again) <= 8 + 2, again
    assert not list(book.root.rglob("*.part"))


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_crawler_is_killed(book: Book, play: Play, blow: signal.Signals) -> None:
    stand = play({HOST: slow_site()})

    def strike() -> None:
        half_way(stand)
        (crawler,) = crawls_of(os.getpid())
        os.kill(crawler, blow)

    striker = threading.Thread(target=strike)
    striker.start()
    with pytest.raises(CrawlFailed, match="run it again, it goes on where it was"):
        book.crawl(OUTLET, "r1")
    striker.join()
    (take,) = takes(book.archive, DAY)
    assert take.failed is not None
    book.crawl(OUTLET, "r1")
    check_whole(book, stand)


def test_launcher_is_killed(book: Book, play: Play) -> None:
    stand = play({HOST: slow_site()})
    given = json.dumps(asdict(OUTLET))
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, given, str(book.root), DAY.isoformat()])
    half_way(stand)
    (number,) = crawls_of(launcher.pid)
    orphan = os.pidfd_open(number)  # a number may be given to another process, and an ended one may linger
    launcher.kill()
    launcher.wait()
    book.crawl(OUTLET, "r1")  # at once: waits for the orphan's lock
    has_ended, _, _ = select.select([orphan], [], [], 0)
    os.close(orphan)
    assert has_ended
    check_whole(book, stand)
