"""Kills collecting without warning, again and again, and counts what is lost (`python -m ...soak_kills`).

Three victims, each struck at random points of its work: the crawl (the Scrapy process), the task (its
launcher) and the driver (a whole day). New pages appear while it goes on. After the last blow comes one
clean run; then no page may be lost, none archived twice in one run, nothing asked for that robots.txt
forbids, and no two requests closer together than it allows: the newsstand has counted.
"""

import argparse
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from beatbook.newsstand.response import Page, document
from beatbook.newsstand.server import Newsstand
from spiders.takes import Take, read_take
from spiders.verification import verify

HOUSE = Path(__file__).resolve().parent.parent
OUTLETS = {"crawl": "alpha", "task": "beta", "driver": "gamma"}
ALL = {"crawl": 20, "task": 20, "driver": 10}
BATCH = 12  # pages that appear at once
SERVING_SECONDS = 0.05
APART_SECONDS = 0.1  # what beta's robots.txt asks for
PATIENCE = 120.0  # seconds after which an attempt that made no progress is struck anyway

OUTLET = """name = "{slug}"
homepage = "http://www.{slug}.example/"
kind = "local"
region = "London"
domains = ["{slug}.example"]
confidence = "high"
enabled = true

[[sources]]
kind = "feed"
url = "http://www.{slug}.example/feed"
"""
ATTEMPT = """
import sys
from datetime import date
from spiders.catalogue import outlets
from spiders.crawl import crawl
from warehouse.home import Home
slug, run_id, day = sys.argv[1:]
[outlet] = [each for each in outlets() if each.slug == slug]
home = Home.from_env()
crawl(outlet, archive=home.archive, frontier=home.frontier, run_id=run_id, day=date.fromisoformat(day),
      note=lambda event: None, poll_all=True)
"""


@dataclass
class Press:
    """One outlet's site while it is being crawled; `published` are the pages it must not lose."""

    stand: Newsstand
    slug: str
    published: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Its host."""
        return f"www.{self.slug}.example"

    def publish(self) -> None:
        """Offer a further batch of pages, and one that robots.txt forbids."""
        start = len(self.published)
        for number in range(start, start + BATCH):
            target = f"/news/2026/11/22/what-was-said-{number}"
            page = document(
                f"<html><body><h1>Story {number}</h1><p>{'Police said so. ' * 80}</p></body></html>"
            )
            self.stand.put(self.host, target, _slow(page))
            self.published.append(target)
        offered = [*self.published, f"/private/{start}"]
        items = "".join(f"<item><link>http://{self.host}{target}</link></item>" for target in offered)
        feed = document(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
        self.stand.put(self.host, "/feed", feed)

    def asked(self) -> int:
        """Return how many requests the newsstand has had for it."""
        return sum(request.host == self.host for request in self.stand.log)


def _slow(page: Page) -> Page:
    return replace(page, delay_seconds=SERVING_SECONDS)


@dataclass
class Outcome:
    """What a soak came to; `faults` is empty if nothing was lost, doubled or impolite."""

    kills: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    runs: int = 0
    repeated: int = 0  # requests for a page beyond its first: what a kill costs the outlet
    faults: list[str] = field(default_factory=list)


def soak(kills: Mapping[str, int], folder: Path, seed: int) -> Outcome:
    """Return what so many kills of each victim came to, in an empty folder."""
    chance, outcome = random.Random(seed), Outcome()  # noqa: S311 - moments, not secrets
    catalogue = folder / "catalogue"
    catalogue.mkdir()
    for slug in OUTLETS.values():
        (catalogue / f"{slug}.toml").write_text(OUTLET.format(slug=slug), encoding="utf-8")
    robots = "User-agent: *\nDisallow: /private/\n"
    sites = {
        f"www.{slug}.example": {
            "/robots.txt": document(
                robots + (f"Crawl-delay: {APART_SECONDS}\n" if slug == "beta" else ""), "text/plain"
            )
        }
        for slug in OUTLETS.values()
    }
    with Newsstand(sites) as stand:
        environment = {
            **os.environ,
            "PYTHONPATH": f"{HOUSE}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
            "BEATBOOK_HOME": str(folder / "home"),
            "BEATBOOK_CATALOGUE": str(catalogue),
            "BEATBOOK_NEWSSTAND": stand.address,
            "BEATBOOK_RETRY_SECONDS": "0",
        }
        for victim, count in kills.items():
            press = Press(stand, OUTLETS[victim])
            _Soak(victim, press, environment, chance, outcome).go(count)
            _check(press, folder / "home" / "archive", outcome)
    outcome.faults += [
        f"{damage.file} at {damage.offset}: {damage.what}"
        for verdict in verify(folder / "home" / "archive")
        for damage in verdict.damages
    ]
    outcome.faults += [f"left behind: {file}" for file in folder.rglob("*.part")]
    return outcome


@dataclass
class _Soak:
    """One victim's ordeal."""

    victim: str
    press: Press
    environment: dict[str, str]
    chance: random.Random
    outcome: Outcome
    run: int = 0

    def go(self, kills: int) -> None:
        """Strike so many times, publishing more whenever a run came to its end, then run once undisturbed."""
        self.press.publish()
        while self.outcome.kills[self.victim] < kills:
            if self._struck():
                self.outcome.kills[self.victim] += 1
            else:  # it was faster: the next attempt is another run, with something to do
                self.run += 1
                self.press.publish()
        attempt = self._start()
        if attempt.wait() != 0:
            self.outcome.faults.append(f"the clean run of {self.press.slug} failed with {attempt.returncode}")

    def _start(self) -> "subprocess.Popen[bytes]":
        today = dt.datetime.now(dt.UTC).date().isoformat()
        slug = self.press.slug
        command = (
            [str(HOUSE / "dags" / "driver.py"), "--outlets", slug]
            if self.victim == "driver"
            else ["-c", ATTEMPT, slug, f"run-{self.run}", today]
        )
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=HOUSE,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _struck(self) -> bool:
        """Start an attempt and kill it at a random point; return whether it was still at work then."""
        before = self.press.asked()
        attempt = self._start()
        after_requests = self.chance.randrange(BATCH + 1)  # of some fourteen
        until = time.monotonic() + PATIENCE
        while attempt.poll() is None and self.press.asked() - before < after_requests:
            if time.monotonic() > until:
                break
            time.sleep(0.005)
        until = time.monotonic() + self.chance.random() * (4.0 if self.victim == "driver" else 0.2)
        while attempt.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        killed = self._kill(attempt)
        attempt.wait()
        return killed

    def _kill(self, attempt: "subprocess.Popen[bytes]") -> bool:
        if attempt.poll() is not None:
            return False
        if self.victim == "crawl":
            children = _children(attempt.pid)
            for child in children:
                os.kill(child, signal.SIGKILL)
            return bool(children) and attempt.wait() != 0
        attempt.kill()
        return True


def _children(parent: int) -> list[int]:
    """Return the processes that this one started and that still run."""
    said = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in said.stdout.splitlines()]
    return [int(row[0]) for row in rows if int(row[1]) == parent and not row[2].startswith("Z")]


def _check(press: Press, archive: Path, outcome: Outcome) -> None:
    """Note what was lost, doubled or impolite."""
    found: Counter[str] = Counter()
    takes = [read_take(archive, file) for file in archive.glob(f"*/{press.slug}-*.stats.json")]
    for take in takes:
        found.update({page["url"].partition(press.host)[2] for page in take.pages()})
        doubled = [url for url, times in _answered(take).items() if times > 1]
        outcome.faults += [f"archived twice in {take.run_id}: {url}" for url in doubled]
    lost = sorted(set(press.published) - set(found))
    outcome.faults += [f"lost: {press.host}{target}" for target in lost]
    outcome.faults += [f"kept by {times} runs: {target}" for target, times in found.items() if times > 1]
    asked = [request for request in press.stand.log if request.host == press.host]
    forbidden = {request.target for request in asked if request.target.startswith("/private/")}
    outcome.faults += [f"robots.txt forbids it, and it was asked for: {target}" for target in forbidden]
    if press.slug == "beta":
        moments = sorted(request.received_at for request in asked if request.target != "/robots.txt")
        gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
        hasty = [
            gap for gap in gaps if gap < APART_SECONDS * 0.5
        ]  # a busy machine delivers late, then at once
        outcome.faults += [f"asked {gap:.3f} s after the request before" for gap in hasty]
    times = Counter(request.target for request in asked if request.target in set(press.published))
    outcome.repeated += sum(times.values()) - len(times)
    outcome.pages += len(press.published)
    outcome.runs += len(takes)


def _answered(take: Take) -> Counter[str]:
    """Return how often each page's answer stands in the take's WARC file."""
    with take.paths.warc.open("rb") as file:
        return Counter(
            record.rec_headers.get_header("WARC-Target-URI")
            for record in ArchiveIterator(file)
            if record.rec_type in ("response", "revisit")
            and record.rec_headers.get_header("WARC-Target-URI").count("/news/")
        )


def main() -> int:
    """Return 0 if no kill cost more than a repeated request."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for victim, count in ALL.items():
        parser.add_argument(f"--{victim}", type=int, default=count, help=f"kills of the {victim}")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = soak({victim: getattr(asked, victim) for victim in ALL}, Path(folder), asked.seed)
    struck = ", ".join(f"{count} of the {victim}" for victim, count in outcome.kills.items())
    print(f"{outcome.kills.total()} kills ({struck}) in {time.monotonic() - began:.0f} s, seed {asked.seed}")
    print(f"{outcome.pages} pages in {outcome.runs} runs; {outcome.repeated} requests repeated after a kill")
    print("nothing lost, nothing archived twice, robots.txt kept" if not outcome.faults else "FAULTS:")
    print(*outcome.faults, sep="\n", end="\n" if outcome.faults else "")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
