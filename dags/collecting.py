"""What collecting a day does, in plain functions that need no Airflow."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from day import Refused, Run, crawl_day, day_of, take_id

from spiders.catalogue import Outlet, outlets
from spiders.crawl import crawl as crawl_outlet
from spiders.takes import Take, takes
from warehouse.home import Home
from warehouse.journal import Journal

ENOUGH = 0.5  # of the outlets asked; with fewer the day is not worth publishing
log = logging.getLogger(__name__)


def choose(slugs: Sequence[str], run: Run) -> list[dict[str, str]]:
    """Return the outlets to crawl as small records: those named, else every enabled one.

    Raises Refused for a day that cannot be crawled, and for a name that is no enabled outlet.
    """
    crawl_day(run)
    enabled = {outlet.slug for outlet in outlets() if outlet.enabled}
    if strangers := sorted(set(slugs) - enabled):
        raise Refused(f"no enabled outlet is called {', '.join(strangers)}; `beatbook outlets` lists them")
    chosen = sorted(set(slugs) or enabled)
    _note({"event": "stage_started", "total": len(chosen)})
    return [{"slug": slug} for slug in chosen]


def crawl(slug: str, run: Run) -> dict[str, Any]:
    """Return the outlet's take in short; one that an earlier try of this run has committed is not made again.

    Raises spiders.crawl.CrawlFailed.
    """
    home, day, run_id, asked = Home.to_fill(), crawl_day(run), take_id(run), run.conf or {}
    take = _committed(home, slug, run_id, day) or crawl_outlet(
        _outlet(slug),
        archive=home.archive,
        frontier=home.frontier,
        run_id=run_id,
        day=day,
        note=_note,
        poll_all=bool(asked.get("poll_all")),
        look_again=int(asked.get("look_again", 0)),
    )
    return {"outlet": take.outlet, "offered": take.stats["offered"], "fetched": take.stats["fetched"]}


def close(
    asked: Sequence[Mapping[str, str]] | None, taken: Iterable[Mapping[str, Any] | None], run: Run
) -> date:
    """Return the day if enough outlets were taken, and name those that were not. Raises Refused."""
    if asked is None:
        raise Refused("no outlets were chosen; the log of `outlets` says why")
    succeeded = {take["outlet"] for take in taken if take}
    failed = [outlet["slug"] for outlet in asked if outlet["slug"] not in succeeded]
    if failed:
        log.warning("not collected: %s", ", ".join(failed))
    if len(succeeded) < ENOUGH * len(asked):
        raise Refused(
            f"only {len(succeeded)} of {len(asked)} outlets could be collected, not {', '.join(failed)}"
        )
    _note({"event": "stage_done"})
    return day_of(run)


def _committed(home: Home, slug: str, run_id: str, day: date) -> Take | None:
    """Return the take if this run has it already, and tell of it as if it had just been made."""
    for take in takes(home.archive, day):
        if (take.outlet, take.run_id, take.failed) == (slug, run_id, None):
            counts = {name: take.stats[name] for name in ("offered", "fetched")}
            _note({"event": "outlet_done", "outlet": slug, "outcomes": take.outcomes, **counts})
            return take
    return None


def _outlet(slug: str) -> Outlet:
    return next(outlet for outlet in outlets() if outlet.slug == slug)


def _note(event: dict[str, Any]) -> None:
    Journal(Home.to_fill().journal).note({"stage": "collect", **event})
