"""Names that no published view may show: of victims, of minors, of people whose convictions are spent.

The list is `suppressed.toml` in the book's folder. What is published passes through it: each name is blacked
out, letter for letter, so that every span keeps its place. Lake and archive keep the texts as they are.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from forgotten.wording import words
from warehouse.statements import quoted

FILE = "suppressed.toml"
WHY = ("victim", "minor", "spent-conviction", "other")
FIELDS = {"name", "hash", "why", "until"}
BLOCK = "█"
TEXTS = {  # columns of the lake that hold words of an article
    "articles": ("headline", "standfirst", "body"),
    "versions": ("headline", "body"),
    "mentions": ("text",),
    "edits": ("old_text", "new_text", "rule"),
    "voices": ("speaker_text", "speaker_name"),
    "people": ("name", "role"),
    "tag_changes": ("name", "detail"),
}


class SuppressedError(ValueError):
    """suppressed.toml is not as it must be; the message says what to write."""


@dataclass(frozen=True)
class Suppressed:
    """The names that are suppressed on a day; `hashes` stand for names that the list does not write out."""

    names: tuple[str, ...] = ()
    hashes: frozenset[str] = frozenset()

    @property
    def version(self) -> str:
        """A short hash of the list: another list makes another snapshot."""
        told = "\n".join((*sorted(self.names), *sorted(self.hashes)))
        return blake2b(told.encode(), digest_size=4).hexdigest() if told else "none"

    def found_among(self, people: Sequence[str]) -> "Suppressed":
        """Return the list with those names written out that the hashes stand for."""
        named = {name for name in people if self.hashes and hash_of(name) in self.hashes}
        return Suppressed(tuple(sorted({*self.names, *named})), self.hashes)


def load(home: Path, today: date) -> Suppressed:
    """Return what the book's list suppresses today; nothing without one. Raises SuppressedError."""
    file = home / FILE
    if not file.exists():
        return Suppressed()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuppressedError(f"{file}: is not TOML: {error}") from error
    entries = given.get("suppressed", [])
    if set(given) - {"suppressed"} or not isinstance(entries, list):
        raise SuppressedError(
            f"{file}: write [[suppressed]] entries with name or hash, why, and perhaps until"
        )
    active = [entry for entry in entries if _checked(file, entry).get("until", today) >= today]
    names = tuple(sorted({entry["name"] for entry in active if "name" in entry}))
    return Suppressed(names, frozenset(entry["hash"] for entry in active if "hash" in entry))


def _checked(file: Path, entry: Any) -> dict[str, Any]:
    """Return the entry if it is one."""
    if not isinstance(entry, dict) or set(entry) - FIELDS or len({"name", "hash"} & set(entry)) != 1:
        raise SuppressedError(f"{file}: an entry has name or hash, why, and perhaps until: {entry!r}")
    if entry.get("why") not in WHY:
        raise SuppressedError(f"{file}: why must be one of {', '.join(WHY)}: {entry!r}")
    if "name" in entry and len(words(str(entry["name"])).split()) < 2:
        raise SuppressedError(f"{file}: write the whole name; one word is the name of many: {entry!r}")
    if type(entry.get("until", date.max)) is not date:
        raise SuppressedError(f"{file}: until must be a day like 2031-05-01: {entry!r}")
    return entry


def hash_of(name: str) -> str:
    """Return what may stand in the list for a name: a hash of its words in lower case.

    >>> hash_of("Ann Lee") == hash_of("ann  LEE")
    True
    """
    return blake2b(words(name).encode(), digest_size=16).hexdigest()


def columns(table: str, suppressed: Suppressed) -> str:
    """Return what follows `select stored.*` to black out a table's texts; empty if nothing is."""
    held = TEXTS.get(table, ())
    if not suppressed.names or not held:
        return ""
    return f"replace ({', '.join(f'{_blacked(name, suppressed)} as {name}' for name in held)})"


def rows(table: str, suppressed: Suppressed) -> str:
    """Return which rows are shown at all: no suppressed person, no span or word that is part of a name."""
    if not suppressed.names:
        return "true"
    whole = "|".join(_pattern(name) for name in suppressed.names)
    single = "|".join(sorted({re.escape(word) for name in suppressed.names for word in name.split()}))
    part = quoted(rf"(?i)\b({single})\b")
    in_one = f"""stored.article_id in (
        select article_id from lake.articles
        where contains(concat_ws(' ', headline, standfirst, body), '{BLOCK}'))"""  # noqa: S608
    if table == "people":
        return f"not regexp_matches(stored.name, {quoted(f'(?i)({whole})')})"
    if table == "postings":
        terms = sorted({term for name in suppressed.names for term in words(name).replace("'", " ").split()})
        return f"not (stored.term in ({', '.join(map(quoted, terms))}) and {in_one})"
    if table in ("mentions", "edits"):
        said = " || ' ' || ".join(_blacked(name, suppressed) for name in TEXTS[table] if name != "rule")
        return f"not (regexp_matches({said}, {part}) and {in_one})"
    return "true"


def _blacked(column: str, suppressed: Suppressed) -> str:
    """Return the SQL that gives a column with every name blacked out, as long as it was."""
    shown = f"stored.{column}"
    for name in sorted(suppressed.names, key=len, reverse=True):
        black = " ".join(BLOCK * len(word) for word in name.split())
        shown = f"regexp_replace({shown}, {quoted(f'(?i){_pattern(name)}')}, {quoted(black)}, 'g')"
    return shown


def _pattern(name: str) -> str:
    return r"\b" + r"\s".join(map(re.escape, name.split())) + r"\b"
