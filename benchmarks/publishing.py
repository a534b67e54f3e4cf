"""Measures what publishing one more day costs a small book and a large one.

    make bench-publish                    a hundred thousand articles beside a million (SIZE=10m: ten)
    python -m benchmarks.publishing BOOK [BOOK ...]

Each book gets a day of 5,500 articles, a fifth of which it had already, and then another: what it costs to
publish the second is told in CPU seconds, with the steps that take most of it. The first warms the machine.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.queries import SIZES
from benchmarks.queries_book import FIRST, fill, one_more_day
from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

DAY, KNOWN = 5_500, 1_100
SHOWN = 0.1  # CPU seconds of a step that is told of


def main() -> None:
    """Publish two more days of each book, and tell what the second costs."""
    asked = sys.argv[1:]
    with _books(asked) as homes:
        first = None
        for home in homes:
            with query.open(home) as book:
                ((articles,),) = book.execute("select count(*) from articles").fetchall()
            _grow(home)
            spent, copied, steps = _grow(home)
            first = first or spent
            print(
                f"{articles:>12,} articles: {spent:6.2f} CPU s, {spent / first:.2f} times the first book's;"
                f" its file, {home.warehouse.stat().st_size / 1e6:,.0f} MB, is copied in {copied:.2f}"
            )
            for name, each in sorted(steps.items(), key=lambda item: -item[1]):
                if each >= SHOWN:
                    print(f"{'':14}{name:30} {each:6.2f}")


@contextmanager
def _books(asked: list[str]) -> Iterator[list[Home]]:
    if asked and asked[0] not in SIZES:
        yield [Home(Path(each).resolve()) for each in asked]
        return
    folder = Path(tempfile.mkdtemp(prefix="beatbook-publishing-"))
    try:
        homes = [Home(folder / "small"), Home(folder / "large")]
        for home, size in zip(homes, (SIZES["100k"], SIZES[asked[0] if asked else "1m"]), strict=True):
            print(fill(home, size), flush=True)
        yield homes
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _grow(home: Home) -> tuple[float, float, dict[str, float]]:
    """Return the CPU seconds of publishing one more day, of copying the book's file, and of each step."""
    with query.open(home) as book:
        recent = (
            "select article_id, outlet::varchar, day from articles order by day desc, article_id limit $most"
        )
        known = book.execute(recent, {"most": KNOWN}).fetchall()
    part = one_more_day((known[0][2] - FIRST).days + 1, DAY, [row[:2] for row in known])
    Lake(home.lake).commit(f"day:{part.day}", part.tables, day=part.day)
    began = time.process_time()
    shutil.copyfile(home.warehouse, home.root / "copied")
    copied = time.process_time() - began
    (home.root / "copied").unlink()
    steps, last = dict[str, float](), ["copy", time.process_time()]

    def note(event: Mapping[str, Any]) -> None:
        now = time.process_time()
        steps[str(last[0])] = steps.get(str(last[0]), 0) + now - float(last[1])
        last[:] = str(event.get("name", event["event"])), now

    began = time.process_time()
    publish(home, note)
    return time.process_time() - began, copied, steps


if __name__ == "__main__":
    main()
