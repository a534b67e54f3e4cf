"""Reads a TOML table strictly: a missing, unknown or misshapen field is an error naming file and field."""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DeclarationError(ValueError):
    """Raised when a TOML file of topics or entities cannot be read as it stands."""


def declared(file: Path) -> "Fields":
    """Return the fields of a TOML file; DeclarationError if it is not TOML."""
    try:
        return Fields(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{file.name}: not readable as TOML: {error}") from error


def fingerprint(content: object) -> str:
    """Return ten hex digits that change when the content does; the same in every process.

    >>> fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    True
    """
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(canonical.encode()).hexdigest()[:10]


class Fields:
    """One table of a TOML file, each field taken once; what is left over at the end is an error.

    >>> Fields("taser.toml", {"nmae": "Taser"}).text("name")
    Traceback (most recent call last):
    ...
    transforms.declarations.DeclarationError: taser.toml: field 'name' is missing
    """

    def __init__(self, file: str, table: Mapping[str, Any], within: str = "") -> None:
        self.file = file
        self.table = table
        self._within = within
        self._left = set(table)

    def error(self, field: str, why: str) -> DeclarationError:
        """Return the error to raise about a field."""
        return DeclarationError(f"{self.file}: field {self._within + field!r} {why}")

    def text(self, field: str, default: str | None = None) -> str:
        """Return a text without the space around it; required unless there is a default."""
        value = self._take(field, default)
        if not isinstance(value, str):
            raise self.error(field, "must be a text")
        return " ".join(value.split())

    def number(self, field: str, default: float) -> float:
        """Return a number greater than zero."""
        value = self._take(field, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise self.error(field, "must be a number greater than 0")
        return float(value)

    def flag(self, field: str) -> bool:
        """Return true or false; required."""
        value = self._take(field, None)
        if not isinstance(value, bool):
            raise self.error(field, "must be true or false")
        return value

    def day(self, field: str) -> date | None:
        """Return a date, written 2018-01-08; None if it is not there."""
        if field not in self.table:
            return None
        value = self._take(field, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(field, "must be a date, written 2018-01-08")
        return value

    def texts(self, field: str, default: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return a list of texts; required unless there is a default."""
        value = self._take(field, default)
        if isinstance(value, str) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(field, "must be a list of texts")
        return tuple(value)

    def table_of(self, field: str) -> "Fields":
        """Return a table inside this one; empty if it is not there."""
        value = self._take(field, {})
        if not isinstance(value, dict):
            raise self.error(field, "must be a table")
        return Fields(self.file, value, f"{self._within}{field}.")

    def tables(self, field: str) -> "list[Fields]":
        """Return a list of tables, `[[field]]`; empty if it is not there."""
        value = self._take(field, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(field, f"must be a list of tables, written [[{field}]]")
        return [Fields(self.file, item, f"{self._within}{field}[{n}].") for n, item in enumerate(value)]

    def checked(self, field: str, read: Callable[[str], T], written: str) -> T:
        """Return what `read` makes of a written value, its ValueError turned into one naming the field."""
        try:
            return read(written)
        except ValueError as error:
            raise self.error(field, f"cannot be read: {error}") from error

    def done(self) -> None:
        """Raise if a field was never taken: a misspelt field must not be silently without effect."""
        for field in sorted(self._left):
            raise self.error(field, "is not known here")

    def _take(self, field: str, default: Any) -> Any:
        self._left.discard(field)
        if field not in self.table and default is None:
            raise self.error(field, "is missing")
        return self.table.get(field, default)


def read_once(load: Callable[P, T]) -> Callable[P, T]:
    """Return `load`, which reads anew only if it is told a folder: what is packaged never changes.

    Whoever compiles what it returns also knows it again.
    """
    packaged = cache(load)

    @wraps(load)
    def loaded(*told: P.args, **named: P.kwargs) -> T:
        return load(*told, **named) if any((*told, *named.values())) else packaged()

    return loaded
