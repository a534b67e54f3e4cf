"""When a source is asked again, and what an answer teaches about it: pure decisions, the clock an argument.

The steps and weights are those of Media Cloud's rss-fetcher, after its years with 180,000 feeds; its interval
of twelve hours is our longest, so that a daily run always finds every healthy source due.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from hashlib import sha256

from addresses import page_key

from .kinds.offer import Reading
from .outcomes import Outcome
from .records import SourceState

FULL_EVERY = 10  # polls; servers send false "unchanged", so every tenth asks without conditions
SHORTEST, LONGEST = 60, 12 * 60  # minutes between polls
STEP, SMALL_STEP = 60, 10  # minutes by which the interval changes
FEW_SEEN, MANY_SEEN = 0.5, 0.9  # of the items: poll faster below, slower from
LIVELY = timedelta(days=31)  # a source with something new in this time is slowed by small steps only
SETTLED_AFTER = 2  # polls on time before the interval changes
LONGEST_WAIT = timedelta(hours=24)  # of a Retry-After that we honour
LONGEST_BACK_OFF = timedelta(days=7)
JITTER = timedelta(minutes=60)  # at most, after a 429: not all outlets' crawlers come back at once
MOST_MARKS = 200  # more than any feed lists; of a long sitemap the same sample each time

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
WEIGHTS = {  # active feeds do answer 404 and 403, and come back to life; what is not here is hard
    Outcome.GONE: SOFT,
    Outcome.BLOCKED: SOFT,
    Outcome.PAYWALLED: SOFT,
    Outcome.ROBOTS_DENIED: SOFT,
    Outcome.SERVER_ERROR: SOFT,
    Outcome.TIMEOUT: TEMPORARY,
    Outcome.UNREACHABLE: TEMPORARY,
    Outcome.CANCELLED: TEMPORARY,
    Outcome.CRAWLER_FAULT: TEMPORARY,
}


class Act(Enum):
    """What to do with a source in this run."""

    ASK = "ask"
    REST = "rest"  # not due
    BACK_OFF = "back off"  # it failed, or asked us to wait


@dataclass(frozen=True)
class Plan:
    """What to do with a source now, why, and the headers to ask it with."""

    act: Act
    detail: str | None = None
    headers: Mapping[str, str] | None = None

    @property
    def is_conditional(self) -> bool:
        """Whether the server may answer that nothing changed."""
        return bool(self.headers)


def plan(state: SourceState | None, now: datetime, *, all_due: bool = False) -> Plan:
    """Return what to do with a source; `all_due` polls early, but never breaks a server's Retry-After."""
    if state is None:
        return Plan(Act.ASK)
    if state.wait_until and now < state.wait_until:
        return Plan(Act.BACK_OFF, f"the server asked us to wait until {_clock(state.wait_until)}")
    if now < state.due_at and not all_due:
        until = f"until {_clock(state.due_at)}"
        return Plan(Act.BACK_OFF if state.failures else Act.REST, until)
    is_full_due = state.polls_since_full + 1 >= FULL_EVERY
    return Plan(Act.ASK, headers={} if is_full_due or not state.is_trusted else conditions(state))


def conditions(state: SourceState) -> dict[str, str]:
    """Return the headers that let the server say "unchanged"; none if it never gave anything to go by."""
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in given.items() if value}


def unchanged(state: SourceState, now: datetime) -> SourceState:
    """Return the state after the server said that nothing changed."""
    return replace(_asked(state, now, seen=1.0), polls_since_full=state.polls_since_full + 1)


def read(
    before: SourceState | None,
    source_url: str,
    now: datetime,
    reading: Reading,
    validators: Mapping[str, str],
) -> SourceState:
    """Return the state after the source was read; `validators` are the answer's headers in lower case."""
    found = marks(reading)
    seen = overlap(before, found)
    state = _asked(before or SourceState(source_url=source_url, polled_at=now, due_at=now), now, seen)
    return replace(
        state,
        etag=validators.get("etag"),
        last_modified=validators.get("last-modified"),
        polls_since_full=0,
        content_hash=content_hash(reading),
        marks=found,
        children=reading.children,
        items=reading.items,
        oldest_at=reading.oldest_at,
        newest_at=reading.newest_at,
        new_at=state.new_at if seen == 1.0 else now,
    )


def with_false_unchanged(state: SourceState) -> SourceState:
    """Return the state of a source whose "unchanged" was found to be false: it is not asked for it again."""
    return replace(state, is_trusted=False, false_unchanged=state.false_unchanged + 1)


def may_have_lied(before: SourceState | None, after: SourceState) -> bool:
    """Return whether the source lists something new although it had said that nothing changed.

    It may have changed only now: the old validators tell, if the server takes them for good.
    """
    if before is None or not before.is_trusted or before.polls_since_full == 0:
        return False
    sampled = before.marks[-1] if len(before.marks) == MOST_MARKS else "g"  # of a sample, only what is in it
    return before.content_hash != after.content_hash and any(
        mark not in before.marks and mark < sampled for mark in after.marks
    )


def failed(
    before: SourceState | None,
    source_url: str,
    now: datetime,
    outcome: Outcome,
    *,
    wait: timedelta | None = None,
    jitter: float = 0.0,
) -> SourceState:
    """Return the state after a poll that failed; `wait` is the server's Retry-After.

    It is asked again after `interval * failures`; `jitter`, from 0 to 1, is the share of an hour to add.
    """
    state = before or SourceState(source_url=source_url, polled_at=now, due_at=now)
    failures = state.failures + WEIGHTS.get(outcome, HARD)
    pause = min(timedelta(minutes=state.interval_minutes) * failures, LONGEST_BACK_OFF)
    until = None if wait is None else now + min(wait, LONGEST_WAIT)
    due_at = max(now + pause, until or now) + JITTER * jitter
    return replace(
        state, polled_at=now, failures=failures, on_time=0, wait_until=until and due_at, due_at=due_at
    )


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks us to wait, given in seconds or as a date.

    >>> retry_after("120", datetime(2026, 11, 22, tzinfo=UTC)).total_seconds()
    120.0
    >>> retry_after("soon", datetime(2026, 11, 22, tzinfo=UTC))
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:12]), LONGEST_WAIT.total_seconds()))
    try:
        until = parsedate_to_datetime(text)
        return max((until if until.tzinfo else until.replace(tzinfo=UTC)) - now, timedelta(0))
    except (ValueError, OverflowError):
        return None


def overlap(before: SourceState | None, found: Iterable[str]) -> float | None:
    """Return the share of the items now listed that the last reading listed too, None if that says nothing.

    Nought means that items have probably come and gone between the two, unseen.
    """
    now = set(found)
    if before is None or not before.marks or not now:
        return None
    return len(now & set(before.marks)) / len(now)


def marks(reading: Reading) -> tuple[str, ...]:
    """Return a short mark for each page the reading lists, sorted; of very many always the same sample."""
    every = {_mark(offer.url) for offer in reading.offers}
    return tuple(sorted(every)[:MOST_MARKS])


def content_hash(reading: Reading) -> str:
    """Return a digest of what is listed, whatever the document around it says of its build time."""
    listed = [f"{offer.url}\t{offer.offered_at}\t{offer.headline}" for offer in reading.offers]
    return sha256("\n".join(sorted([*listed, *reading.children])).encode("utf-8", "replace")).hexdigest()[:16]


def _asked(state: SourceState, now: datetime, seen: float | None) -> SourceState:
    """Return the state after a poll that succeeded, its interval fitted to the share of items seen before."""
    minutes = state.interval_minutes
    is_on_time = state.due_at <= now <= state.due_at + timedelta(minutes=minutes)
    on_time = state.on_time + 1 if is_on_time else 0
    if seen is not None and on_time > SETTLED_AFTER:
        is_lively = state.new_at is not None and now - state.new_at < LIVELY
        minutes += _change(seen, SMALL_STEP if is_lively else STEP)
    minutes = max(SHORTEST, min(LONGEST, minutes))
    return replace(
        state,
        polled_at=now,
        due_at=now + timedelta(minutes=minutes),
        wait_until=None,
        interval_minutes=minutes,
        on_time=on_time,
        failures=0.0,
    )


def _change(seen: float, slower: int) -> int:
    if seen < FEW_SEEN:
        return -STEP
    return slower if seen >= MANY_SEEN else 0


def _mark(url: str) -> str:
    try:
        key = page_key(url)
    except ValueError:
        key = url
    return sha256(key.encode("utf-8", "replace")).hexdigest()[:8]


def _clock(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
