"""Says which days a digest tells of, from what the book holds and what was told before; no clock is asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.moments import london

FIRST = 7  # days that a book's first digest looks back


@dataclass(frozen=True)
class Window:
    """The London days from `since` to `day`, which are over, and the moments between which edits were seen.

    Moments are UTC without a zone, as in the warehouse.
    """

    since: dt.date
    day: dt.date  # the last whole day, which names the digest
    seen_after: dt.datetime
    seen_until: dt.datetime

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.day - self.since).days + 1

    @property
    def judged(self) -> tuple[dt.date, dt.date]:
        """The days of which silence is told: outlets have a whole day to run what began on them."""
        one = dt.timedelta(days=1)
        return self.since - one, self.day - one


def window(day: dt.date, asked_at: dt.datetime, earlier: Sequence[Window]) -> Window:
    """Return the window that ends with a whole day, where the outlets were last asked at a moment.

    It begins where the last earlier digest ended, and of the same day it stays as it was, so that nothing is
    told twice or by none. Without an earlier one it has a week.

    >>> one = window(dt.date(2026, 11, 1), dt.datetime(2026, 11, 2, 5), [])
    >>> one.since.isoformat(), one.days
    ('2026-10-26', 7)
    >>> window(dt.date(2026, 11, 3), dt.datetime(2026, 11, 4, 5), [one]).since.isoformat()
    '2026-11-02'
    """
    told = {each.day: each for each in earlier}
    if day in told:
        return told[day]
    before = max((each for each in told if each < day), default=None)
    if before is None:
        since = day - dt.timedelta(days=FIRST - 1)
        return Window(since, day, _midnight(since), max(asked_at, _midnight(since)))
    return Window(before + dt.timedelta(days=1), day, told[before].seen_until, asked_at)


def alone(day: dt.date) -> Window:
    """Return the window of one day by itself, as somebody asks for it afterwards."""
    return Window(day, day, _midnight(day), _midnight(day + dt.timedelta(days=1)))


def _midnight(day: dt.date) -> dt.datetime:
    """Return when a London day begins, in UTC."""
    local = dt.datetime(day.year, day.month, day.day, tzinfo=london())
    return local.astimezone(dt.UTC).replace(tzinfo=None)
