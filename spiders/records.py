"""What a take writes down: each URL's outcome, each poll of a source, and what is then known of it."""

import json
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any, Self

from .outcomes import Outcome

MOMENTS = (
    *("offered_at", "fetched_at", "polled_at", "oldest_at", "newest_at", "started_at", "finished_at"),
    *("due_at", "wait_until", "new_at", "first_at", "changed_at", "retry_at", "asked_at"),
)
USUAL_MINUTES = 6 * 60  # between two polls of a source, before its own pace is known


def as_json(record: Any) -> str:
    """Return the record as one line of JSON, times in ISO 8601."""
    return json.dumps(vars(record), default=datetime.isoformat, ensure_ascii=True)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A line of a ledger, or of the stats, that can be read again."""

    @classmethod
    def from_fields(cls, given: dict[str, Any]) -> Self:
        """Return the record that these fields of its JSON describe.

        A field with a default may be missing: takes of older versions stay readable. KeyError for others.
        """
        wanted = [field for field in fields(cls) if field.name in given or field.default is MISSING]
        return cls(**{field.name: _value(field.name, given[field.name]) for field in wanted})


def _value(name: str, value: Any) -> Any:
    if name == "outcome":
        return Outcome(value)
    if isinstance(value, list):
        return tuple(value)
    return datetime.fromisoformat(value) if name in MOMENTS and value is not None else value


@dataclass(frozen=True, kw_only=True)
class Fetch(Record):
    """What came of one URL; offsets are those of the response's record in the take's WARC file."""

    url: str
    kind: str  # article | feed | sitemap | listing | wordpress | tdmrep
    outcome: Outcome
    detail: str | None = None
    source_url: str | None = None
    offered_at: datetime | None = None
    headline: str | None = None
    status: int | None = None
    content_type: str | None = None
    final_url: str | None = None
    fetched_at: datetime | None = None
    bytes: int | None = None  # as served, before unpacking
    warc_offset: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload: str | None = None  # digest of a page as served, unpacked
    text: str | None = None  # digest of what a reader sees of it
    first_at: datetime | None = None  # when an article was first served; none before that
    changed_at: datetime | None = None  # when its text was last seen to be new
    retry_at: datetime | None = None  # not to be asked for before
    signals: tuple[str, ...] | None = None  # what the page asks of machines that read it (spiders.rights)


@dataclass(frozen=True, kw_only=True)
class SourceState(Record):
    """What is known of one feed or sitemap after its last poll."""

    source_url: str
    polled_at: datetime
    due_at: datetime
    wait_until: datetime | None = None  # the server asked us to stay away until then
    interval_minutes: int = USUAL_MINUTES
    on_time: int = 0  # polls in a row that were neither early nor late
    failures: float = 0.0  # sum of their weights since the last success
    etag: str | None = None
    last_modified: str | None = None
    polls_since_full: int = 0
    is_trusted: bool = True  # its "unchanged" was never found to be false
    false_unchanged: int = 0  # how often it was
    content_hash: str | None = None
    marks: tuple[str, ...] = ()  # of the items it listed when it was last read
    children: tuple[str, ...] = ()  # the sitemaps it led to then
    items: int = 0
    oldest_at: datetime | None = None
    newest_at: datetime | None = None
    new_at: datetime | None = None  # when it last listed something new


@dataclass(frozen=True, kw_only=True)
class Poll(Record):
    """One reading of one source, and how far back it reached."""

    source_url: str
    kind: str
    outcome: Outcome
    polled_at: datetime
    items: int = 0
    without_address: int = 0  # items that name no page to ask for
    oldest_at: datetime | None = None
    newest_at: datetime | None = None
    overlap: float | None = None  # share of the items that the reading before listed too
    probable_loss: bool = False  # none of them: others have probably come and gone unseen
    false_unchanged: bool = False  # the server had said "unchanged" and was found to be wrong
