"""What was forgotten must not come back: tombstones know a page, an outlet or a person without naming them.

Shared by who crawls, who refines and who forgets, since all must mean the same. A tombstone is a keyed hash
with the key in the same file: a table of hashes made elsewhere is of no use against it, but whoever holds the
file and guesses a name can test the guess.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from addresses import page_key

from .wording import addresses_in, said, words

__all__ = ["FILE", "Forgotten", "Stone", "bury", "load", "with_more"]

FILE = "forgotten.jsonl"  # in the book's folder
KINDS = ("page", "outlet", "person")


@dataclass(frozen=True)
class Stone:
    """One tombstone; `words` is how many words a person's name has."""

    kind: str
    digest: str
    at: str
    words: int = 0


@dataclass(frozen=True)
class Forgotten:
    """All tombstones of a book.

    >>> Forgotten().holds("gazette", "https://gazette.example/1")
    False
    """

    key: str = ""
    stones: tuple[Stone, ...] = field(default=())

    def digest(self, kind: str, text: str) -> str:
        """Return the hash by which something is known."""
        return blake2b(f"{kind}\0{text}".encode(), key=self.key.encode(), digest_size=16).hexdigest()

    def holds_outlet(self, outlet: str) -> bool:
        """Return whether all of the outlet is forgotten."""
        return bool(self._of["outlet"]) and self.digest("outlet", outlet) in self._of["outlet"]

    def holds(self, outlet: str, *urls: str | None) -> bool:
        """Return whether the outlet, or the page at one of these addresses, is forgotten."""
        if not self.stones:
            return False
        return self.holds_outlet(outlet) or any(
            self.digest("page", _key(url)) in self._of["page"] for url in urls if url
        )

    @property
    def has_people(self) -> bool:
        """Whether any of them is a person's."""
        return bool(self._of["person"])

    def mask(self, url: str) -> str:
        """Return what stands in ledgers in place of a forgotten address."""
        return f"forgotten:{self.digest('page', _key(url))}"

    def is_named_in(self, content: bytes | str) -> bool:
        """Return whether a page, or a text, names a forgotten person."""
        if not self._of["person"]:
            return False
        lengths = {stone.words for stone in self.stones if stone.kind == "person"}
        for text in said(content):
            told = text.split()
            for length in lengths:
                for start in range(len(told) - length + 1):
                    name = " ".join(told[start : start + length])
                    if self.digest("person", name) in self._of["person"]:
                        return True
        return False

    def is_listed_in(self, content: bytes) -> bool:
        """Return whether a feed or another list gives the address of a forgotten page."""
        return bool(self._of["page"]) and any(
            self.digest("page", _key(url)) in self._of["page"] for url in addresses_in(content)
        )

    @cached_property
    def _of(self) -> dict[str, frozenset[str]]:
        return {
            kind: frozenset(stone.digest for stone in self.stones if stone.kind == kind) for kind in KINDS
        }


def load(home: Path) -> Forgotten:
    """Return the tombstones of the book in this folder; none without the file.

    Raises ValueError for a file that cannot be read: going on without it would bring back what must not come.
    """
    file = home / FILE
    if not file.exists():
        return Forgotten()
    try:
        first, *others = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return Forgotten(str(first["key"]), tuple(Stone(**line) for line in others))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{file} cannot be read ({error}): restore it from a backup.") from error


def bury(home: Path, named: Iterable[tuple[str, str]]) -> Forgotten:
    """Return the tombstones of the book once the file holds these too, see `with_more`."""
    known = with_more(load(home), named)
    lines = [json.dumps({"key": known.key}), *(json.dumps(vars(stone)) for stone in known.stones)]
    beside = home / f".{FILE}.{os.getpid()}.part"
    with beside.open("w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(home / FILE)
    return known


def with_more(before: Forgotten, named: Iterable[tuple[str, str]]) -> Forgotten:
    """Return the tombstones with more of them: ("page", url), ("outlet", slug) or ("person", name)."""
    key = before.key or token_hex(16)
    known, now = Forgotten(key, before.stones), datetime.now(UTC).isoformat(timespec="seconds")
    stones = list(before.stones)
    for kind, text in named:
        plain = {"page": _key, "person": words}.get(kind, str)(text)
        stone = Stone(kind, known.digest(kind, plain), now, len(plain.split()) if kind == "person" else 0)
        if (stone.kind, stone.digest) not in {(each.kind, each.digest) for each in stones}:
            stones.append(stone)
    return Forgotten(key, tuple(stones))


def _key(url: str) -> str:
    try:
        return page_key(url)
    except ValueError:
        return url.strip()
