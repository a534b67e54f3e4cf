"""Measures how large a site is, what it costs to make, and what its first page needs, on a seeded book.

    python -m benchmarks.site_size --size 20k      20k, 100k or 1m articles of 200 outlets in five years

The book is that of `bench-queries`: it has topics and entities, but no voices, copies, stories or edits.
"""

import argparse
import re
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from beatbook.book import opened
from beatbook.site import build
from benchmarks.queries import SIZES
from benchmarks.queries_book import FIRST, LAST, catalogue, parts
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

FONTS = ("inter-latin.woff2", "source-serif-4-latin.woff2")


def main() -> None:
    """Build a book and its site in a folder that goes away, and print what each part of the site weighs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="20k")
    size = SIZES[parser.parse_args().size]
    folder = Path(tempfile.mkdtemp(prefix="beatbook-site-"))
    try:
        home = Home(folder / "book")
        lake = Lake(home.lake)
        lake.commit("catalogue", catalogue(LAST), day=FIRST)
        for part in parts(size):
            lake.commit(f"day:{part.day}", part.tables, day=part.day)
        publish(home)
        _print(home, folder / "site")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _print(home: Home, folder: Path) -> None:
    with opened(home, quiet=True) as book:
        begun = time.process_time()
        site = build.write(book, folder)
        spent = time.process_time() - begun
    print(f"{site.files:,} files, {site.size / 1e6:.1f} MB, {spent:.0f} CPU s")
    print(f"the first page needs {_first(folder) / 1e6:.2f} MB")
    weights = Counter[str]()
    for path in (folder / "data").rglob("*.js"):
        weights[path.relative_to(folder / "data").parts[0]] += path.stat().st_size
    for name, weight in weights.most_common(8):
        print(f"  {name:12}{weight / 1e6:8.2f} MB")


def _first(folder: Path) -> int:
    """Return the bytes that the first page waits for: what its HTML names, its fonts, its largest topic."""
    head = (folder / "index.html").read_text(encoding="utf-8")
    named = [folder / name for name in re.findall(r'(?:src|href)="([^"#]+\.(?:js|css))"', head)]
    fonts = [folder / "assets" / "vendor" / font for font in FONTS]
    topics = [path.stat().st_size for path in (folder / "data" / "attention").glob("*.js")]
    return sum(path.stat().st_size for path in (*named, *fonts)) + max(topics, default=0)


if __name__ == "__main__":
    main()
