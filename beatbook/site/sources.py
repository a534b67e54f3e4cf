"""Makes what the page Sources draws: how well each outlet was seen, and what came of its addresses."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from beatbook.site.answers import Answer, Value, ask, run, written
from warehouse.statements import statement

if TYPE_CHECKING:
    from beatbook.book import Book

DRY = "dried up"  # as the warehouse's reason for such a day has it
YEAR = dt.timedelta(weeks=52)  # of weeks, or days, that are drawn


def shards(book: "Book") -> Iterator[tuple[str, Any]]:
    """Yield how all outlets were seen week by week, then each outlet's days."""
    from spiders.outcomes import Outcome

    lately: dict[str, Value] = {"since": None, "until": book.until}
    status = run(book, written(statement("questions", "status").query, lately))
    weeks = ask(book, "sources_weeks", since=None)
    outcomes = ask(book, "sources_outcomes")
    drawn = ask(book, "sources_weeks", since=book.days[1] - YEAR if book.days else None)
    yield (
        "sources",
        {
            "words": words(status, weeks, outcomes),
            "status": status.shown(),
            "weeks": drawn.shown(),
            "outcomes": outcomes.shown(),
            "meanings": {outcome.value: outcome.meaning for outcome in Outcome},
        },
    )
    for outlet in book.outlets:
        days = ask(book, "sources_days", outlet=outlet)
        if days.rows:
            yield f"days/{outlet}", {"days": days.shown()}


def words(status: Answer, weeks: Answer, outcomes: Answer) -> dict[str, str]:
    """Return in a sentence how much of the press was seen, and whose sources dried up or refuse us."""
    seen = [row for row in weeks.dicts() if row["days"]]
    if not seen:
        return {"headline": "Nothing was crawled yet", "deck": ""}
    days = sum(row["days"] for row in seen)
    share = sum(row["days_seen"] for row in seen) / days
    blind = [row for row in status.dicts() if row["days_blind"]]
    troubled = [row for row in status.dicts() if row["state"] not in (None, "up") or row["days_degraded"]]
    deck = f"{sum(row['kept'] or 0 for row in seen):,} articles held of {len(status.rows)} outlets."
    counted = f"{_outlets(len(blind))} blind on some day, {_outlets(len(troubled))} degraded"
    deck += f" In their last thirty days {counted}."
    dry = sum(1 for row in status.dicts() if DRY in (row["reason"] or ""))
    refusing = len({row["outlet"] for row in outcomes.dicts() if row["outcome"] == "blocked"})
    if dry or refusing:
        deck += f" {_several(dry)} dried up on some of them; {_several(refusing).lower()} refused us pages."
    return {"headline": f"We saw {share:.0%} of the press’s days", "deck": deck}


def _several(number: int) -> str:
    return "None" if not number else f"{number:,}"


def _outlets(number: int) -> str:
    return "no outlet was" if not number else "one outlet was" if number == 1 else f"{number} outlets were"
