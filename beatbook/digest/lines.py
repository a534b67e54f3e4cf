"""What a digest is made of: sections of lines, each with its articles and the statement for it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from beatbook.digest.window import Window

SCHEMES = ("http", "https")


@dataclass(frozen=True)
class Piece:
    """One article that a line stands on; `url` is None where the publisher's address is no web address."""

    article_id: str
    outlet: str  # its name
    headline: str
    url: str | None


@dataclass(frozen=True)
class Change:
    """What was changed in an article: the kinds of edit, and the words before and after."""

    kinds: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One finding; `key` names it for good, `sql` gives it again, `page` is its page of the site."""

    key: str
    title: str
    said: str
    sql: str
    page: str
    day: dt.date
    at: dt.datetime | None = None  # when it was seen, UTC, where that is another moment than its day
    articles: tuple[Piece, ...] = ()
    changes: tuple[Change, ...] = ()

    def by_headline(self) -> list[tuple[str, list[Piece]]]:
        """Return its articles by their headlines, empty for the line's own, which is not said again."""
        found: dict[str, list[Piece]] = {}
        for piece in self.articles:
            found.setdefault("" if piece.headline == self.title else piece.headline, []).append(piece)
        return list(found.items())


@dataclass(frozen=True)
class Section:
    """Findings of one kind, the weightiest first; `note` says what was left out, or why there is nothing."""

    name: str
    title: str
    lines: tuple[Line, ...]
    note: str
    total: int  # with those that were left out


@dataclass(frozen=True)
class Digest:
    """A whole digest: its days, its headline, what was seen and what was not, and its sections."""

    window: Window
    headline: str
    seen: str
    unseen: tuple[str, ...]
    sections: tuple[Section, ...]
    as_of: str
    snapshot: str
    is_demo: bool

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened that a section tells of; sources in trouble are no event."""
        return not any(section.total for section in self.sections if section.name != "sources")

    def numbered(self) -> Iterator[tuple[int, Line]]:
        """Yield every line with its number, which the faces print before it and at the foot."""
        yield from enumerate((line for section in self.sections for line in section.lines), 1)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON can hold it, with the days as text."""
        return {"format": "beatbook-digest-1", "is_quiet": self.is_quiet, **_plain(asdict(self))}


def web(url: str | None) -> str | None:
    """Return an address that may be linked, None for any other: javascript:, data:, a broken one.

    >>> web("https://example.org/a b"), web("javascript:alert(1)"), web("http://[")
    ('https://example.org/a%20b', None, None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES or not parts.hostname:
        return None
    return "".join(
        each if "!" <= each <= "~" and each not in "\"'<>\\^`{|}" else _quoted(each) for each in url
    )


def _quoted(each: str) -> str:
    return "".join(f"%{byte:02X}" for byte in each.encode("utf-8", "replace"))


def _plain(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
