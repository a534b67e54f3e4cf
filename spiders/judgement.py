"""Whether a crawl may count: Scrapy's exit code says nothing, so its books are read."""

import json
from typing import Any

from .off import SWITCHED_OFF
from .outcomes import ANSWERED, Outcome
from .paths import TakePaths, part
from .records import Fetch

DISK_REFUSED = "disk/refused"  # in Scrapy's stats: what the system said to a write


def fault(paths: TakePaths) -> str | None:
    """Return what is wrong with an unfinished take and what to do next, None if it may be committed."""
    try:
        stats = json.loads(part(paths.stats).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return "the Scrapy process died before it closed its books: run it again, it goes on where it was"
    if refused := stats["scrapy"].get(DISK_REFUSED):
        return f"the disk took no more ({refused}): make room and run it again, it goes on where it was"
    if stats["finish_reason"].startswith(SWITCHED_OFF):
        return str(stats["finish_reason"])
    if stats["finish_reason"] != "finished":
        return f"the crawl was stopped ({stats['finish_reason']}): run it again, it goes on where it was"
    exceptions = stats["scrapy"].get("spider_exceptions/count", 0)
    if exceptions:
        return f"our spider raised {exceptions} exceptions: please report the log"
    return _silence(stats["polls"]) or _imbalance(paths, stats)


def _silence(polls: list[dict[str, Any]]) -> str | None:
    """Return what each source said, if none of them answered."""
    if any(Outcome(poll["outcome"]) in ANSWERED for poll in polls):
        return None
    said = "; ".join(f"{poll['source_url']}: {poll['outcome']}" for poll in polls) or "none was asked"
    return f"no source answered ({said}): open one in a browser, and mend or disable the outlet's file"


def _imbalance(paths: TakePaths, stats: dict[str, Any]) -> str | None:
    """Return how the ledger and the stats differ, if they do: every URL offered has one outcome."""
    with part(paths.fetches).open(encoding="utf-8") as lines:
        fetches = [Fetch.from_fields(json.loads(line)) for line in lines]
    pages = [fetch for fetch in fetches if fetch.kind == "article"]
    if len(pages) != stats["offered"]:
        return (
            f"{stats['offered']} pages were offered but {len(pages)} have an outcome: please report the log"
        )
    unarchived = [fetch for fetch in pages if fetch.outcome is Outcome.FETCHED and fetch.warc_offset is None]
    return (
        f"{len(unarchived)} fetched pages are not in the archive: please report the log"
        if unarchived
        else None
    )
