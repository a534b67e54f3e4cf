"""A village's day as a whole book, archive to site, made once; tests break or shorten copies of it."""

import datetime as dt
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import collecting
import refining
import relating
from day import LONDON
from village import village

from warehouse.home import Home
from warehouse.publish import publish

NOW = dt.datetime.now(dt.UTC)
DAY = NOW.astimezone(LONDON).date()


def crawl(*slugs: str, run_id: str = "first") -> None:
    """Collect the outlets for today, in this process."""
    run = SimpleNamespace(run_id=run_id, run_after=NOW, logical_date=None, start_date=NOW,
                          partition_key=None, conf={"take": run_id, "poll_all": True})  # fmt: skip
    for slug in slugs:
        collecting.crawl(slug, run)


def whole_book(folder: Path, patch) -> Home:
    """Return the home of a book of two outlets with three articles each, published."""
    with village(folder, ("alpha", "beta"), pages=3) as press:
        for name, value in press.environment.items():
            patch.setenv(name, value)
        crawl("alpha", "beta")
    refining.commit(DAY)
    relating.relate(DAY)
    home = Home.from_env()
    publish(home)
    return home


def copied(home: Home, to: Path) -> Home:
    """Return a copy of the book, links and times kept."""
    shutil.copytree(home.root, to, symlinks=True)
    return Home(to)


def aged(path: Path) -> Path:
    """Return the file, two days old."""
    then = dt.datetime.now(dt.UTC).timestamp() - 2 * 86_400
    os.utime(path, (then, then), follow_symlinks=False)
    return path
