"""The kinds of source an outlet may have, one module each: bytes in, offers out, no network."""

from collections.abc import Callable

from . import feed, sitemap
from .offer import Reading

READERS: dict[str, Callable[[bytes, str, str | None], Reading]] = {"feed": feed.read, "sitemap": sitemap.read}
