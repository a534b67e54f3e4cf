"""When an article is fetched again to see what became of it: pure decisions, the clock an argument."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from .outcomes import Outcome

LADDER = tuple(
    timedelta(**step)
    for step in ({"minutes": 15}, {"hours": 1}, {"hours": 3}, {"days": 1}, {"days": 3}, {"days": 30})
)
WITHOUT_CONDITION_FROM = LADDER[-1]  # pages give false "unchanged" too: the last look takes nobody's word
LOOKED_AFTER_FOR = timedelta(days=90)  # since it was first fetched; some pages change at every look
MOST_LOOKS = 500  # in one run, the longest due first


@dataclass(frozen=True)
class Look:
    """One page that was fetched before: what its last look showed."""

    key: str
    url: str
    first_at: datetime
    changed_at: datetime  # when it was last seen to be new
    fetched_at: datetime  # when it was last looked at
    source_url: str | None = None
    offered_at: datetime | None = None
    headline: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload: str | None = None
    text: str | None = None

    @property
    def due_at(self) -> datetime | None:
        """When the next look is due: the first rung after the last look; None at the top of the ladder.

        >>> at = datetime(2026, 11, 22, 9)
        >>> Look("k", "u", at, at, at + timedelta(hours=2)).due_at
        datetime.datetime(2026, 11, 22, 12, 0)
        """
        age = self.fetched_at - self.changed_at
        rung = next((rung for rung in LADDER if rung > age), None)
        if rung is None or self.changed_at + rung - self.first_at > LOOKED_AFTER_FOR:
            return None
        return self.changed_at + rung

    def conditions(self, now: datetime) -> dict[str, str]:
        """Return the headers that let the server say that nothing changed; none for the last look."""
        if now - self.changed_at >= WITHOUT_CONDITION_FROM:
            return {}
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}

    def outcome(self, outcome: Outcome, final_url: str, payload: str | None) -> Outcome:
        """Return what the new look came to: unchanged, vanished, or what it would be at a first look."""
        if outcome in (Outcome.GONE, Outcome.SOFT_GONE) or leads_home(self.url, final_url):
            return Outcome.VANISHED
        is_same = outcome is Outcome.FETCHED and payload is not None and payload == self.payload
        return Outcome.UNCHANGED if is_same else outcome


@dataclass(frozen=True)
class Version:
    """What an answer says of its page: the server's validators, and digests of the page and of its text."""

    etag: str | None = None
    last_modified: str | None = None
    payload: str | None = None
    text: str | None = None


def seen(before: Look | None, outcome: Outcome, at: datetime, now: Version) -> dict[str, Any]:
    """Return what the ledger keeps of a page so that it is looked at again; nothing of one never served.

    A look that was refused or failed counts as one: the next comes with the next rung, not with the next run.
    """
    if before is None:
        return {**asdict(now), "first_at": at, "changed_at": at} if outcome is Outcome.FETCHED else {}
    if outcome in (Outcome.POSTPONED, Outcome.CANCELLED):
        return {}
    kept = {name: getattr(before, name) for name in ("first_at", "changed_at", *Version.__dataclass_fields__)}
    if outcome is Outcome.VANISHED:
        return {**kept, **asdict(Version()), "changed_at": at if before.text else before.changed_at}
    if outcome is Outcome.FETCHED:
        return {**kept, **asdict(now), "changed_at": before.changed_at if now.text == before.text else at}
    return kept


def due(looks: Mapping[str, Look], now: datetime, newest: int = 0) -> dict[str, Look]:
    """Return the pages whose look is due, the longest due first, no more than one run may take.

    So many of the `newest` pages are due at once, as their source dates them, unless their looks are done.
    """
    left = [(look.due_at, key) for key, look in looks.items() if look.due_at]
    by_age = sorted(left, key=lambda each: looks[each[1]].offered_at or looks[each[1]].first_at, reverse=True)
    asked = {key for _, key in by_age[:newest]}
    waiting = sorted((at, key) for at, key in left if at <= now or key in asked)
    return {key: looks[key] for _, key in waiting[:MOST_LOOKS]}


def leads_home(asked: str, final_url: str) -> bool:
    """Return whether a page's address now leads to a front page instead.

    >>> leads_home("https://e.test/news/1", "https://www.e.test/?utm_source=x")
    True
    >>> leads_home("https://e.test/", "https://e.test/")
    False
    """
    fronts = ("", "/", "/index.html", "/home")
    return urlsplit(asked).path not in fronts and urlsplit(final_url).path in fronts
