"""What collecting a day does, in plain functions that need no Airflow."""

from collections.abc import Sequence
from typing import Any

from day import Run, crawl_day, day_of, take_id

from spiders.catalogue import Outlet, outlets
from spiders.crawl import crawl as crawl_outlet
from warehouse.home import Home
from warehouse.journal import Journal

ENOUGH = 0.5  # of the outlets asked; with fewer the day is not worth publishing


class TooFewOutlets(Exception):
    """So many outlets failed that the day cannot stand; raised by `close`."""


def choose(slugs: Sequence[str], run: Run) -> list[dict[str, str]]:
    """Return the outlets to crawl as small records: those named, else every enabled one.

    Raises ValueError for a day that cannot be crawled, and for a name that is no enabled outlet.
    """
    crawl_day(run)
    enabled = {outlet.slug for outlet in outlets() if outlet.enabled}
    if strangers := sorted(set(slugs) - enabled):
        raise ValueError(f"no enabled outlet is called {', '.join(strangers)}; `beatbook outlets` lists them")
    chosen = sorted(set(slugs) or enabled)
    _note({"event": "stage_started", "total": len(chosen)})
    return [{"slug": slug} for slug in chosen]


def crawl(slug: str, run: Run) -> dict[str, Any]:
    """Return where the outlet's take lies, after crawling it; raises spiders.crawl.CrawlFailed."""
    home = Home.from_env()
    take = crawl_outlet(
        _outlet(slug),
        archive=home.archive,
        frontier=home.frontier,
        run_id=take_id(run),
        day=crawl_day(run),
        note=_note,
    )
    return {"outlet": slug, "take": str(take)}


def close(asked: Sequence[dict[str, str]], taken: Sequence[dict[str, Any]], run: Run) -> str:
    """Return the day if enough outlets were taken; names those that were not. Raises TooFewOutlets."""
    failed = sorted({outlet["slug"] for outlet in asked} - {take["outlet"] for take in taken})
    if failed:
        print(f"not collected: {', '.join(failed)}")
    if len(taken) < ENOUGH * len(asked):
        raise TooFewOutlets(f"only {len(taken)} of {len(asked)} outlets could be collected; see their logs")
    _note({"event": "stage_done"})
    return day_of(run)


def _outlet(slug: str) -> Outlet:
    return next(outlet for outlet in outlets() if outlet.slug == slug)


def _note(event: dict[str, Any]) -> None:
    Journal(Home.from_env().journal).note({"stage": "collect", **event})
