"""Which publishing system a site runs on, and where such systems keep their feeds and sitemaps."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from .sources import Source

FILE = Path(__file__).with_name("platforms.toml")


@dataclass(frozen=True)
class Platform:
    """One publishing system: what gives it away on a front page, and its sources' usual paths."""

    name: str
    signs: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]  # kind and path, best first

    def at(self, homepage: str) -> list[Source]:
        """Return the sources that a site of this system would have."""
        return [Source(kind, urljoin(homepage, path)) for kind, path in self.sources]


@cache
def platforms() -> tuple[Platform, ...]:
    """Return the systems we know; the last, `any`, holds the paths that sites of all kinds use."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))["platforms"]
    return tuple(
        Platform(each["name"], tuple(each["signs"]), tuple((kind, path) for kind, path in each["sources"]))
        for each in listed
    )


def guess(front_page: str) -> Platform | None:
    """Return the first system that the page gives away, None if none does.

    >>> guess('<meta name="generator" content="WordPress 7.0">').name
    'WordPress'
    """
    found = (each for each in platforms() if any(re.search(sign, front_page) for sign in each.signs))
    return next(found, None)
