"""Reads many pages through the pool and fails unless memory stays flat (`python -m ...soak_refine 1000000`).

The pages are the demo edition's, each time changed: other words, other numbers, now and then cut off in the
middle. Memory is flat if what the parent and what the largest worker holds in the last fifth is no more than
a tenth and 32 MiB above what it held in the second fifth, when everything has been loaded.
"""

import argparse
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from os import getpid
from pathlib import Path

import pyarrow as pa

from beatbook.newsstand.demo import demo_sites
from beatbook.newsstand.response import Request, Response
from transforms.schemas import PAGES

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "dags"))  # as Airflow has it

from reading_pool import ReadingPool

TOGETHER = 8
SAMPLES = 50  # of memory, over the whole soak
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def demo_pages() -> list[tuple[str, bytes]]:
    """Return host and HTML of the demo's pages."""
    pages = []
    for host, site in demo_sites().items():
        for target, page in site.items():
            answer = page if isinstance(page, Response) else page(Request("GET", host, target, {}, NOON))
            if isinstance(answer.body, bytes) and (b"<html" in answer.body):
                pages.append((host, answer.body))
    return pages


def changed(pages: list[tuple[str, bytes]], count: int, seed: int) -> Iterator[pa.Table]:
    """Yield so many pages, in batches; the same seed gives the same pages."""
    chance = random.Random(seed)  # noqa: S311 - lots, not secrets
    for first in range(0, count, TOGETHER):
        rows = []
        for number in range(first, min(first + TOGETHER, count)):
            host, html = pages[number % len(pages)]
            new = f"word{number} {chance.randrange(10**9)} "
            html = html.replace(b"<p>", b"<p>" + new.encode() * chance.randrange(1, 5))
            if chance.random() < 0.02:
                html = html[: chance.randrange(len(html))]
            rows.append(
                {"outlet": host, "url": f"http://{host}/{number}", "fetched_at": NOON, "html": html,
                 "run_id": "soak"}
            )  # fmt: skip
        yield pa.Table.from_pylist(rows, schema=PAGES)


def resident(pids: list[int]) -> list[int]:
    """Return how many MiB each process holds."""
    said = subprocess.run(
        ["ps", "-o", "pid=,rss=", "-p", ",".join(map(str, pids))], capture_output=True, text=True, check=True
    )
    held = {int(pid): int(kib) // 1024 for pid, kib in map(str.split, said.stdout.splitlines())}
    return [held[pid] for pid in pids if pid in held]


def flat(samples: list[int]) -> bool:
    """Return whether the last fifth of the samples lies hardly above the second."""
    fifth = max(1, len(samples) // 5)
    before, after = samples[fifth : 2 * fifth], samples[-fifth:]
    return statistics.median(after) <= 1.1 * statistics.median(before) + 32


def main() -> int:
    """Return 0 if memory stayed flat and every page came to something."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", type=int)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    outcomes: Counter[str] = Counter()
    parent: list[int] = []
    largest: list[int] = []  # of the workers, each time
    source = demo_pages()
    with ReadingPool(workers=asked.workers) as pool:
        began = time.monotonic()
        due = every = max(TOGETHER, asked.pages // SAMPLES)
        for _, readings in pool.read(changed(source, asked.pages, asked.seed)):
            outcomes.update(readings["outcome"].to_pylist())
            if outcomes.total() >= due:
                due += every
                own, *workers = resident([getpid(), *pool.pids()])
                parent.append(own)
                largest.append(max(workers))
                rate = outcomes.total() / (time.monotonic() - began)
                print(f"{outcomes.total():>9} pages  {rate:6.1f}/s  parent {own} MiB  workers {workers} MiB",
                      flush=True)  # fmt: skip
        seconds = time.monotonic() - began
    print(
        f"{outcomes.total()} pages with {pool.workers} workers at most in {seconds:.0f} s: {dict(outcomes)}"
    )
    for who, of in (("parent", resource.RUSAGE_SELF), ("workers", resource.RUSAGE_CHILDREN)):
        used = resource.getrusage(of)
        print(f"computing by the {who}: {(used.ru_utime + used.ru_stime) * 1000 / asked.pages:.1f} ms a page")
    lost = asked.pages - outcomes.total()
    print("memory flat, nothing lost" if (ok := flat(parent) and flat(largest) and not lost)
          else f"FAULTS: {lost} pages lost, parent {parent} MiB, largest worker {largest} MiB")  # fmt: skip
    return 0 if ok else 1


if __name__ == "__main__":
    raise SystemExit(main())
