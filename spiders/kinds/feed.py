"""RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom and JSON Feed, as they are in the wild."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from . import json_feed
from .offer import Offer, Reading, UnreadableSource, headline, in_utc
from .washing import limited, wash

BRITISH_SUMMER = timedelta(hours=1)
BOM = b"\xef\xbb\xbf"
WHITE = BOM + b" \t\r\n"


def read(document: bytes, url: str, content_type: str | None = None) -> Reading:
    """Return what a feed offers, in its own order; a feed cut short gives what came through.

    `url` resolves relative links. Raises UnreadableSource if the document is no feed at all, or an attack.
    """
    if document.lstrip(WHITE).startswith(b"{"):
        return json_feed.read(document.removeprefix(BOM))
    washed = wash(document)
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    # A stream, never the bytes: feedparser opens text that looks like an address or a path.
    with limited():
        parsed = feedparser.parse(BytesIO(washed.document), response_headers=headers, sanitize_html=False)
    if not parsed.get("version"):
        raise UnreadableSource(f"no feed: starts with {document[:60]!r}")
    offers = tuple(
        Offer(entry.link.strip(), _offered_at(entry), headline(entry.get("title")))
        for entry in parsed.entries
        if (entry.get("link") or "").strip()
    )
    return Reading(
        offers,
        without_address=len(parsed.entries) - len(offers),
        cut_short=washed.cut,
        is_newest_first=True,
    )


def _offered_at(entry: Any) -> datetime | None:
    """Return when the entry says it was published, else updated, in UTC."""
    for field in ("published", "updated"):
        moment = entry.get(f"{field}_parsed")
        if moment:
            return _utc(moment, entry.get(field) or "")
    return None


def _utc(moment: struct_time, raw: str) -> datetime | None:
    # feedparser reads American zone names only, and takes British Summer Time for UTC
    early = BRITISH_SUMMER if raw.rstrip().endswith(" BST") else timedelta(0)
    try:
        return in_utc(datetime(*moment[:6], tzinfo=UTC) - early)
    except (ValueError, OverflowError):
        return None  # feedparser lets through dates that no calendar holds
