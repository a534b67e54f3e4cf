"""The lines of a take's ledger: one of each URL's outcome, one of each source's reading."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Self

from .outcomes import Outcome

MOMENTS = ("offered_at", "fetched_at", "polled_at", "oldest_at", "newest_at", "started_at", "finished_at")


def as_json(record: Any) -> str:
    """Return the record as one line of JSON, times in ISO 8601."""
    return json.dumps(asdict(record), default=datetime.isoformat, ensure_ascii=True)


@dataclass(frozen=True, kw_only=True)
class _Record:
    @classmethod
    def from_fields(cls, given: dict[str, Any]) -> Self:
        """Return the record that these fields of its JSON describe; KeyError if one is missing."""
        return cls(**{field.name: _value(field.name, given[field.name]) for field in fields(cls)})


def _value(name: str, value: Any) -> Any:
    if name == "outcome":
        return Outcome(value)
    return datetime.fromisoformat(value) if name in MOMENTS and value is not None else value


@dataclass(frozen=True, kw_only=True)
class Fetch(_Record):
    """What came of one URL; offsets are those of the response's record in the take's WARC file."""

    url: str
    kind: str  # article | feed | sitemap
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


@dataclass(frozen=True, kw_only=True)
class Poll(_Record):
    """One reading of one source, and how far back it reached."""

    source_url: str
    kind: str
    outcome: Outcome
    polled_at: datetime
    items: int = 0
    without_address: int = 0  # items that name no page to ask for
    oldest_at: datetime | None = None
    newest_at: datetime | None = None
