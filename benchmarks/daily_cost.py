"""What a second run costs when nothing is new: one request a source, robots.txt, and the looks that are due.

A site's tdmrep.json is counted apart: it is asked for in the first run, and then for thirty days no more.

`python -m benchmarks.daily_cost [OUTLETS]`: crawls small outlets on loopback, then again, and counts.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import environ
from pathlib import Path

from beatbook.newsstand import Newsstand, Site, document
from spiders.catalogue import Outlet
from spiders.crawl import crawl
from spiders.sources import Source
from spiders.tdmrep import PATH

OUTLETS = 61  # as many as the catalogue of a UK beat
PAGES = 3
AT_ONCE = 2
ROBOTS = "/robots.txt"
KINDS = {ROBOTS: "robots", "/feed": "polls", PATH: "tdmrep"}


@dataclass(frozen=True)
class Cost:
    """What the second run asked for, all outlets together."""

    sources: int
    robots: int
    polls: int
    pages: int
    tdmrep: int

    @property
    def is_least(self) -> bool:
        """Whether nothing was asked beyond one request a source and each host's robots.txt."""
        asked_for_nothing_new = self.pages == 0 and self.tdmrep == 0
        return self.polls <= self.sources and self.robots <= self.sources and asked_for_nothing_new

    def __str__(self) -> str:
        return (
            f"second run, nothing new: {self.polls} requests for {self.sources} sources, "
            f"{self.robots} for robots.txt, {self.tdmrep} for tdmrep.json, {self.pages} for pages"
        )


def measure(count: int, folder: Path) -> Cost:
    """Return what the second of two runs over so many outlets costs; the first fetches all there is."""
    outlets = [_outlet(number) for number in range(count)]
    with Newsstand({_host(number): _site(number) for number in range(count)}) as stand, _sent_to(stand):
        _run(outlets, folder, "first")
        before = stand.requests.copy()
        if len(before) < count * (3 + PAGES):
            raise RuntimeError(f"the first run asked for {len(before)} addresses only: {folder} says why")
        _run(outlets, folder, "second")
        return _cost(stand.requests - before, count)


def _run(outlets: list[Outlet], folder: Path, run_id: str) -> None:
    def one(outlet: Outlet) -> None:
        crawl(
            outlet,
            archive=folder / "archive",
            frontier=folder / "frontier.sqlite",
            run_id=run_id,
            day=datetime.now(UTC).date(),
            note=lambda event: None,
            poll_all=True,
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, outlets))


def _cost(asked: Counter[tuple[str, str]], sources: int) -> Cost:
    by_kind: Counter[str] = Counter()
    for (_, target), times in asked.items():
        by_kind[KINDS.get(target, "pages")] += times
    return Cost(sources=sources, **{kind: by_kind[kind] for kind in (*KINDS.values(), "pages")})


@contextmanager
def _sent_to(stand: Newsstand) -> Iterator[None]:
    before = environ.get("BEATBOOK_NEWSSTAND")
    environ["BEATBOOK_NEWSSTAND"] = stand.address
    try:
        yield
    finally:
        if before is None:
            del environ["BEATBOOK_NEWSSTAND"]
        else:
            environ["BEATBOOK_NEWSSTAND"] = before


def _host(number: int) -> str:
    return f"www.paper-{number}.test"


def _outlet(number: int) -> Outlet:
    return Outlet(
        slug=f"paper-{number}",
        name=f"Paper {number}",
        homepage=f"https://{_host(number)}/",
        kind="local",
        region="London",
        domains=(_host(number),),
        confidence="high",
        enabled=True,
        sources=(Source("feed", f"https://{_host(number)}/feed"),),
    )


def _site(number: int) -> Site:
    links = [f"/story-{nth}" for nth in range(PAGES)]
    items = "".join(
        f"<item><title>{link}</title><link>https://{_host(number)}{link}</link></item>" for link in links
    )
    feed = document(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
    pages: Mapping[str, str] = {link: f"<h1>{link}</h1><p>{'Police said so. ' * 20}</p>" for link in links}
    robots = document("User-agent: *\nAllow: /\n", "text/plain")
    return {ROBOTS: robots, "/feed": feed, **{link: document(text) for link, text in pages.items()}}


def main() -> int:
    """Print the cost; return 0 if it is the least there can be."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else OUTLETS
    with tempfile.TemporaryDirectory() as folder:
        cost = measure(count, Path(folder))
    print(cost)
    return 0 if cost.is_least else 1


if __name__ == "__main__":
    raise SystemExit(main())
