"""The lines of a take's ledger: one of each URL's outcome, one of each source's reading."""

import json
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import datetime
from typing import Any, Self

from .outcomes import Outcome

MOMENTS = (
    *("offered_at", "fetched_at", "polled_at", "oldest_at", "newest_at", "started_at", "finished_at"),
    *("due_at", "wait_until", "new_at", "changed_at", "retry_at"),
)


def as_json(record: Any) -> str:
    """Return the record as one line of JSON, times in ISO 8601."""
    return json.dumps(asdict(record), default=datetime.isoformat, ensure_ascii=True)


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
    kind: str  # article | feed | sitemap | listing | wordpress
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
    changed_at: datetime | None = None  # when that was last seen to be new
    retry_at: datetime | None = None  # not to be asked for before


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
