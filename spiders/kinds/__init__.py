"""The kinds of source an outlet may have, one module each: bytes in, offers out, no network."""

from collections.abc import Mapping
from datetime import datetime

from ..sources import Source
from . import dated, feed, listing, sitemap, wordpress
from .offer import Reading


def first(source: Source, now: datetime) -> tuple[str, ...]:
    """Return the addresses that a reading of the source begins with."""
    match source.kind:
        case "sitemap":
            return dated.addresses(source.url, source.since(now), now)
        case "wordpress":
            return (wordpress.first(source.url),)
        case _:
            return (source.url,)


def read(source: Source, body: bytes, url: str, headers: Mapping[str, str], now: datetime) -> Reading:
    """Return what one document of the source says; `headers` have lower-case names.

    Raises UnreadableSource if the document is not of the source's kind.
    """
    match source.kind:
        case "feed":
            return feed.read(body, url, headers.get("content-type"))
        case "sitemap":
            return sitemap.read(body, url, since=source.since(now))
        case "listing":
            content_type = headers.get("content-type")
            return listing.read(body, url, content_type, links=source.links or "a", after=source.next)
        case "wordpress":
            return wordpress.read(body, url, headers.get("x-wp-totalpages"), since=source.since(now))
    raise ValueError(f"no reader for sources of kind {source.kind!r}")
