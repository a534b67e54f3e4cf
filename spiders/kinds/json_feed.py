"""JSON Feed 1.0 and 1.1, which feedparser does not read."""

import json
from typing import Any

from .offer import Offer, Reading, UnreadableSource, headline, iso_moment

VERSION = "https://jsonfeed.org/version/1"  # 1.0 says 1, 1.1 says 1.1


def read(document: bytes) -> Reading:
    """Return what a JSON Feed offers, in its own order.

    Raises UnreadableSource if the document is no JSON Feed.
    """
    try:
        said = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"no JSON: starts with {document[:60]!r}") from error
    version = said.get("version") if isinstance(said, dict) else None
    if not isinstance(version, str) or not version.startswith(VERSION):
        raise UnreadableSource(f"no JSON Feed: starts with {document[:60]!r}")
    items = said.get("items")
    if not isinstance(items, list):
        raise UnreadableSource("a JSON Feed without a list of items")
    offers = tuple(offer for offer in map(_offer, items) if offer)
    return Reading(offers, without_address=len(items) - len(offers), is_newest_first=True)


def _offer(item: Any) -> Offer | None:
    if not isinstance(item, dict):
        return None
    url = _text(item, "url") or _text(item, "external_url")
    if url is None:
        return None
    moment = iso_moment(_text(item, "date_published")) or iso_moment(_text(item, "date_modified"))
    return Offer(url, moment, headline(_text(item, "title")))


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return value.strip() or None if isinstance(value, str) else None
