"""Reads many pages through the pool and fails unless memory stays flat (`make soak-reading`).

The pages are the demo edition's, each time changed: other words, other numbers, now and then cut off in the
middle. Memory is flat if the most that the parent and that any worker has held by the last fifth is no more
than a tenth and 32 MiB above what it was in the second fifth, when everything has been loaded.
"""

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Annotated

import pyarrow as pa
import typer

from beatbook.newsstand import demo_edition
from beatbook.newsstand.render import page as rendered
from beatbook.newsstand.rota import CLOSE
from transforms.schemas import PAGES

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "dags"))  # as Airflow has it

from reading_pool import ReadingPool

TOGETHER = 200  # as refining has it
SAMPLES = 50  # of memory, over the whole soak
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def changed(pages: list[bytes], count: int, seed: str) -> Iterator[pa.Table]:
    """Yield so many pages, in batches; the same seed gives the same pages."""
    draw = random.Random(seed)  # noqa: S311 - lots, not secrets
    for first in range(0, count, TOGETHER):
        rows = []
        for number in range(first, min(first + TOGETHER, count)):
            new = f"word{number} {draw.randrange(10**9)} "
            html = pages[number % len(pages)].replace(b"<p>", b"<p>" + new.encode() * draw.randrange(1, 5))
            if draw.random() < 0.02:
                html = html[: draw.randrange(len(html))]
            rows.append({"outlet": "soak", "url": f"http://soak.example/{number}", "fetched_at": NOON,
                         "html": html, "run_id": "soak"})  # fmt: skip
        yield pa.Table.from_pylist(rows, schema=PAGES)


def is_flat(samples: list[int]) -> bool:
    """Return whether the last fifth of the samples lies hardly above the second."""
    fifth = max(1, len(samples) // 5)
    before, after = samples[fifth : 2 * fifth], samples[-fifth:]
    return statistics.median(after) <= 1.1 * statistics.median(before) + 32


def main(
    pages: Annotated[int, typer.Argument(help="pages to read")] = 1_000_000,
    workers: Annotated[int | None, typer.Option(help="processes; by default one a core")] = None,
    seed: Annotated[str, typer.Option(help="what the changes are drawn from")] = "soak",
) -> None:
    """Read so many pages; fail unless memory stays flat and every page has come to something."""
    source = [rendered(article, CLOSE, ()).encode() for article in demo_edition().articles]
    outcomes: Counter[str] = Counter()
    parent: list[int] = []
    largest: list[int] = []
    began = time.monotonic()
    due = every = max(TOGETHER, pages // SAMPLES)
    with ReadingPool(workers=workers) as pool:
        for _, readings in pool.read(changed(source, pages, seed)):
            outcomes.update(readings["outcome"].to_pylist())
            if outcomes.total() >= due:
                due += every
                parent.append(getrusage(RUSAGE_SELF).ru_maxrss >> 10)
                largest.append(pool.held())
                rate = outcomes.total() / (time.monotonic() - began)
                typer.echo(
                    f"{outcomes.total():>9,} pages  {rate:6.1f}/s  parent {parent[-1]} MiB at most,"
                    f" largest worker {largest[-1]} MiB"
                )
    typer.echo(f"{outcomes.total():,} pages in {time.monotonic() - began:,.0f} s: {dict(outcomes)}")
    lost = pages - outcomes.total()
    if lost or not (is_flat(parent) and is_flat(largest)):
        typer.echo(f"FAULTS: {lost} pages lost, parent {parent} MiB, largest worker {largest} MiB")
        raise typer.Exit(1)
    typer.echo("memory flat, nothing lost")


if __name__ == "__main__":
    typer.run(main)
