"""What a source says when it is read: the articles it offers and how far back it reaches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape

from dateutil.parser import isoparse

HEADLINE_LIMIT = 1000  # code points; longer ones are attacks, the page itself has the true one
DISORDER = timedelta(days=1)  # by which a list that is newest first may be out of order
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


class UnreadableSource(ValueError):
    """A document is not of the kind it was announced as; the message says what it is instead."""


@dataclass(frozen=True)
class Offer:
    """One article as its source offers it; the address is as written there, not yet checked."""

    url: str
    offered_at: datetime | None
    headline: str | None


@dataclass(frozen=True)
class Reading:
    """What one document holds: offers, further documents to read, and items that give none."""

    offers: tuple[Offer, ...]
    children: tuple[str, ...] = ()
    without_address: int = 0
    outside_window: int = 0  # older than the source's window, and left out
    cut_short: str | None = None  # what of the document was left unread, if anything was
    reaches_at: datetime | None = None  # the window's beginning, if the document goes back that far
    is_newest_first: bool = (
        False  # what stands above newer items is pinned there, and says nothing of the reach
    )

    @property
    def items(self) -> int:
        """How many entries the document lists, of any kind."""
        return len(self.offers) + len(self.children) + self.without_address + self.outside_window

    @property
    def oldest_at(self) -> datetime | None:
        """How far back this reading reaches: the earliest date offered, or the window it covers."""
        dates = [offer.offered_at for offer in self.offers if offer.offered_at]
        dates = unpinned(dates) if self.is_newest_first else dates
        return min([*dates, self.reaches_at] if self.reaches_at else dates, default=None)

    @property
    def newest_at(self) -> datetime | None:
        """The latest date offered."""
        return max((offer.offered_at for offer in self.offers if offer.offered_at), default=None)


def unpinned(dates: Sequence[datetime]) -> list[datetime]:
    """Return the dates of a list but for those that stand above newer ones.

    If these were half of it, the list is in some other order, and all its dates are returned.

    >>> [date.day for date in unpinned([datetime(2026, 11, day) for day in (3, 22, 21, 20)])]
    [20, 21, 22]
    """
    kept: list[datetime] = []
    newest = None
    for date in reversed(dates):
        newest = max(newest or date, date)
        if newest - date <= DISORDER:
            kept.append(date)
    return kept if 2 * len(kept) > len(dates) else list(dates)


def headline(text: str | None) -> str | None:
    """Return the text without markup, on one line and of a sane length; None if nothing is left.

    Feeds escape once, twice or not at all: what is left of it is undone here.

    >>> headline("  Met &amp; City:\\n <i>officer</i> charged ")
    'Met & City: officer charged'
    """
    plain = unescape(TAG.sub("", (text or "")[: 4 * HEADLINE_LIMIT]))
    return re.sub(r"\s+", " ", plain).strip()[:HEADLINE_LIMIT] or None


def iso_moment(text: str | None) -> datetime | None:
    """Return an ISO 8601 date (RFC 3339, W3C) in UTC, None if there is none or it cannot be read."""
    try:
        return in_utc(isoparse(text)) if text else None
    except (ValueError, OverflowError):
        return None


def in_utc(moment: datetime) -> datetime | None:
    """Return the moment in UTC (a naive one is taken for UTC), None if it leaves the calendar by that."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None
