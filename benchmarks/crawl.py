"""How fast our spider is beside a bare Scrapy spider that only downloads: `python -m benchmarks.crawl`.

Both ask the same newsstand, in a process of its own on loopback, for the same pages, eight at a time and
without pauses. They take turns, so that a busy machine slows both; what counts is how fast ours was beside
its neighbour, the median of the rounds.
Exit code 1 below the floor of floors-crawl.toml, 2 if the newsstand itself was too slow to tell.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from beatbook.newsstand.response import Page, Response, document
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Outlet, Source
from spiders.crawl import crawl

HOST = "www.bench.test"
HOUSE = Path(__file__).resolve().parent.parent
FLOORS = tomllib.loads((Path(__file__).parent / "floors-crawl.toml").read_text())
CONCURRENCY = 8  # as in spiders.settings
HEADROOM = 1.5  # the newsstand alone must be so much faster than the bare spider
WORDS = ["police", "officers", "said", "court", "council", "street", "residents", "inquiry", "custody"]


@dataclass(frozen=True)
class Round:
    """One spider's turn."""

    pages_per_second: float  # while its spider was open
    whole_seconds: float  # with the start of the process and what comes after
    cpu_seconds: float  # of all processes it started


def main() -> int:
    """Return 0 if ours keeps its share of the bare spider's speed."""
    asked = _arguments()
    if asked.serve:
        return _serve(asked.pages)
    if asked.bare:
        return _bare(asked.pages)
    with _newsstand(asked.pages) as address:
        os.environ["BEATBOOK_NEWSSTAND"] = address
        alone = _alone(address, asked.pages)
        turns = [(_ours(asked.pages, asked.listed), _theirs(asked.pages)) for _ in range(asked.rounds)]
    ours, theirs = zip(*turns, strict=True)
    return _report(ours, theirs, alone, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=800)
    parser.add_argument(
        "--listed", choices=("sitemap", "feed"), default="sitemap", help="where ours finds them"
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true", help="figures for machines")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _report(
    ours: tuple[Round, ...], theirs: tuple[Round, ...], alone: float, asked: argparse.Namespace
) -> int:
    medians = {name: _median(rounds) for name, rounds in (("ours", ours), ("bare", theirs))}
    share = statistics.median(
        mine.pages_per_second / bare.pages_per_second for mine, bare in zip(ours, theirs, strict=True)
    )
    if asked.json:
        told = {name: asdict(median) for name, median in medians.items()}
        print(json.dumps({**told, "share": share, "newsstand_pages_per_second": alone}))
    else:
        print(f"{asked.pages} pages listed in a {asked.listed}, {asked.rounds} rounds in turn, medians")
        for name, median in medians.items():
            print(
                f"  {name}  {median.pages_per_second:7.1f} pages/s  {median.whole_seconds:6.2f} s in all"
                f"  {median.cpu_seconds:6.2f} s CPU"
            )
        print(f"  newsstand alone {alone:.0f} pages/s; ours keeps {share:.2f} of bare Scrapy's speed")
    if alone < HEADROOM * medians["bare"].pages_per_second:
        print("the newsstand was the bottleneck: run again on a quieter machine", file=sys.stderr)
        return 2
    if share < FLOORS["share"]:
        print(f"below the floor of {FLOORS['share']} (benchmarks/floors-crawl.toml)", file=sys.stderr)
        return 1
    return 0


def _median(rounds: tuple[Round, ...]) -> Round:
    columns = zip(*(asdict(each).values() for each in rounds), strict=True)
    return Round(*(statistics.median(values) for values in columns))


def _ours(pages: int, listed: str) -> Round:
    outlet = Outlet(
        slug="bench",
        name="Bench",
        homepage=f"http://{HOST}/",
        kind="local",
        region="London",
        domains=(HOST,),
        confidence="high",
        enabled=True,
        sources=(Source(listed, f"http://{HOST}/{listed}.xml"),),
    )
    with tempfile.TemporaryDirectory() as folder, _timed() as spent:
        take = crawl(
            outlet,
            archive=Path(folder) / "archive",
            frontier=Path(folder) / "frontier.sqlite",
            run_id="r1",
            day=date(2026, 11, 22),
            note=lambda event: None,
        )
    if take.outcomes != {"fetched": pages}:
        raise SystemExit(f"ours did not fetch every page: {take.outcomes}")
    return Round(pages / take.stats["scrapy"]["elapsed_time_seconds"], *spent)


def _theirs(pages: int) -> Round:
    with _timed() as spent:
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.crawl", "--bare", "--pages", str(pages)],
            cwd=HOUSE,
            check=True,
            capture_output=True,
            text=True,
        )
    told = json.loads(said.stdout)
    if told["pages"] != pages:
        raise SystemExit(f"the bare spider did not fetch every page: {told}")
    return Round(pages / told["seconds"], *spent)


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Give a list that holds the wall seconds and its children's CPU seconds once the block has ended."""
    spent: list[float] = []
    wall, cpu = time.monotonic(), _children_cpu()
    yield spent
    spent.extend((time.monotonic() - wall, _children_cpu() - cpu))


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bare(pages: int) -> int:
    """Download the pages with Scrapy as it comes, and say how long its spider was open."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    proxy = {"proxy": f"http://{os.environ['BEATBOOK_NEWSSTAND']}"}

    class Bare(Spider):
        name = "bare"
        got = 0

        async def start(self):
            for target in _targets(pages):
                yield Request(f"http://{HOST}{target}", meta=dict(proxy))

        def parse(self, response):
            type(self).got += bool(response.text)

    process = AsyncCrawlerProcess(
        {
            "CONCURRENT_REQUESTS": CONCURRENCY,
            "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "ROBOTSTXT_OBEY": False,
            "LOG_LEVEL": "WARNING",
        }
    )
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    process.start()
    seconds = crawler.stats.get_value("elapsed_time_seconds")
    print(json.dumps({"pages": Bare.got, "seconds": seconds}))
    return 0


@contextmanager
def _newsstand(pages: int) -> Iterator[str]:
    """Serve the pages from a process of its own; give its address."""
    command = [sys.executable, "-m", "benchmarks.crawl", "--serve", "--pages", str(pages)]
    stand = subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with stand:
        try:
            yield stand.stdout.readline().strip()
        finally:
            stand.terminate()


def _serve(pages: int) -> int:
    with Newsstand({HOST: _site(pages)}) as stand:
        print(stand.address, flush=True)
        sys.stdin.read()  # ends when the parent does
    return 0


def _alone(address: str, pages: int) -> float:
    """Return how many pages a second the newsstand gives to a client that does nothing with them."""
    host, port = address.split(":")
    targets = _targets(pages)

    def fetch(share: int) -> None:
        connection = http.client.HTTPConnection(host, int(port))
        for target in targets[share::CONCURRENCY]:
            connection.request("GET", target, headers={"Host": HOST, "Accept-Encoding": "gzip"})
            connection.getresponse().read()
        connection.close()

    began = time.monotonic()
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        list(pool.map(fetch, range(CONCURRENCY)))
    return pages / (time.monotonic() - began)


def _targets(pages: int) -> list[str]:
    return [f"/news/2026/11/22/what-was-said-{number}" for number in range(pages)]


def _site(pages: int) -> dict[str, Page]:
    """Return a site of articles of some thirty kilobytes, listed in a sitemap as so many are.

    They are packed beforehand, so that serving them costs little.
    """
    chance = random.Random(7)  # noqa: S311 - words, not secrets
    targets = _targets(pages)
    entries = "".join(
        f"<url><loc>http://{HOST}{target}</loc><lastmod>2026-11-22T09:00:00Z</lastmod></url>"
        for target in targets
    )
    items = "".join(
        f"<item><title>What was said</title><link>http://{HOST}{target}</link>"
        "<pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{' '.join(chance.choices(WORDS, k=80))}&lt;/p&gt;</description></item>"
        for target in targets
    )
    feed = f'<rss version="2.0"><channel><title>Bench</title>{items}</channel></rss>'
    listed = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    robots = document("User-agent: *\nAllow: /\n", "text/plain")
    packed = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    articles = {
        target: Response(200, packed, gzip.compress(_article(target, chance).encode(), mtime=0))
        for target in targets
    }
    return {
        "/robots.txt": robots,
        "/sitemap.xml": document(listed, "application/xml"),
        "/feed.xml": document(feed, "application/rss+xml"),
        **articles,
    }


def _article(target: str, chance: random.Random) -> str:
    paragraphs = "".join(f"<p>{' '.join(chance.choices(WORDS, k=80))}.</p>\n" for _ in range(15))
    furniture = "".join(
        f'<li class="item"><a href="/part/{number}" id="{chance.getrandbits(64):x}">{number}</a></li>\n'
        for number in range(250)
    )
    head = (
        f'<title>{target}</title><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-11-22T09:00:00Z">'
    )
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><ul>{furniture}</ul></nav>"
        f"<article><h1>What was said at {target}</h1>{paragraphs}</article></body></html>"
    )


if __name__ == "__main__":
    raise SystemExit(main())
