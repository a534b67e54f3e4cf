"""What a site's /.well-known/tdmrep.json reserves: its rules read, and an address held to them (W3C TDMRep).

As the community group's final report of May 2024 has it: the first rule that matches counts, in patterns with
`*` and `$` as in robots.txt; what is neither 1 nor 0 says nothing.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from .outcomes import Outcome
from .records import Record

PATH = "/.well-known/tdmrep.json"
LARGEST = 500 * 1024  # bytes; as of robots.txt
MOST_RULES = 200
LONGEST_LOCATION = 500  # characters
ASKED_EVERY = timedelta(days=30)  # of each host, whatever it answered
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


@dataclass(frozen=True, kw_only=True)
class Reservations(Record):
    """What one host said when it was asked; no rules reserve nothing."""

    host: str
    asked_at: datetime
    outcome: Outcome
    rules: tuple[tuple[str, bool], ...] = ()  # location, whether it is reserved

    def reserve(self, url: str) -> bool:
        """Return whether the address is reserved: what the first rule says that matches it, else False."""
        parts = urlsplit(url)
        path = _spelt((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        return next((reserved for location, reserved in self.rules if matches(location, path)), False)


def read(document: bytes) -> tuple[tuple[tuple[str, bool], ...], int]:
    """Return the document's rules in their order, and how many of its entries are none or one too many.

    Raises ValueError for anything but a JSON list.

    >>> read(b'[{"location": "/news/*", "tdm-reservation": 1}, {"location": "/", "tdm-reservation": "?"}]')
    ((('/news/*', True),), 1)
    """
    try:
        said = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON: starts with {document[:60]!r}") from error
    if not isinstance(said, list):
        raise ValueError(f"no list of rules, but {type(said).__name__}")
    rules = tuple(_rules(said))[:MOST_RULES]
    return rules, len(said) - len(rules)


def _rules(entries: Iterable[Any]) -> Iterable[tuple[str, bool]]:
    for entry in entries:
        given = entry if isinstance(entry, dict) else {}
        location, value = given.get("location"), given.get("tdm-reservation")
        is_rule = isinstance(location, str) and 0 < len(location) <= LONGEST_LOCATION
        if is_rule and type(value) is int and value in (0, 1):
            yield str(location), value == 1


def matches(location: str, path: str) -> bool:
    """Return whether a path begins as the pattern says, case and all; in time linear in both.

    >>> [matches("/a/*.jpg$", path) for path in ("/a/b/c.jpg", "/a/c.jpg?w=1", "/A/c.jpg")]
    [True, False, False]
    """
    is_whole = location.endswith("$")
    first, *others = _spelt(location.removesuffix("$")).split("*")
    if not path.startswith(first):
        return False
    at, last = len(first), others.pop() if is_whole and others else None
    for part in others:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if last is not None:
        return len(path) - len(last) >= at and path.endswith(last)
    return not is_whole or at == len(path)


def _spelt(path: str) -> str:
    """Return the path with its escapes in one spelling: none where none is needed, else in capitals."""
    return ESCAPE.sub(lambda found: _unescaped(found[1]), path)


def _unescaped(code: str) -> str:
    mark = chr(int(code, 16))
    return mark if UNRESERVED.fullmatch(mark) else f"%{code.upper()}"
