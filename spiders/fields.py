"""The fields of one TOML file, each asked for with its type: a wrong one is told what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .domains import within


class CatalogueError(Exception):
    """An outlet's file is not as it must be; the message names the file, the field and the way out."""


@dataclass(frozen=True)
class Fields:
    """The fields of one file, each asked for with its type."""

    fields: Mapping[str, Any]
    where: str
    path: str = ""

    def require(self, holds: object, field: str, otherwise: str) -> None:
        """Raise CatalogueError about the field unless the condition holds."""
        if not holds:
            raise CatalogueError(f"{self.where}: {self.path}{field}: {otherwise}")

    def only(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        """Raise CatalogueError for a field that is not known, and for a required one that is missing."""
        for key in self.fields:
            known = ", ".join(required + optional)
            self.require(key in required + optional, key, f"is not a field; the fields are {known}")
        for key in required:
            self.require(key in self.fields, key, "is missing")

    def text(self, field: str) -> str:
        """Return a text that is not empty."""
        value = self.fields[field]
        good = isinstance(value, str) and value.strip() == value and value
        self.require(good, field, f"must be text without space around it, not {value!r}")
        return str(value)

    def texts(self, field: str) -> list[str]:
        """Return a list of texts, empty if there is none."""
        value = self.fields.get(field, [])
        good = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
        self.require(good, field, f"must be a list of texts, not {value!r}")
        return list(value)

    def boolean(self, field: str) -> bool:
        """Return true or false."""
        value = self.fields[field]
        self.require(isinstance(value, bool), field, f"must be true or false, not {value!r}")
        return bool(value)

    def one_of(self, field: str, words: tuple[str, ...]) -> str:
        """Return one of these words."""
        value = self.text(field)
        self.require(value in words, field, f"{value!r} is none of {', '.join(words)}")
        return value

    def address(self, field: str, url: str, domains: tuple[str, ...]) -> str:
        """Return the address if it is one that may be asked for within the domains."""
        try:
            parts = urlsplit(url)
            good = (
                parts.scheme in ("http", "https")
                and parts.hostname
                and not parts.username
                and parts.port != 0
            )
        except ValueError:
            good = False
        good = good and not re.search(r"\s", url)
        self.require(good, field, f"{url!r} is not an http or https address")
        self.require(
            within(url, domains), field, f"{url!r} lies outside domains = {list(domains)}; declare its host"
        )
        return url

    def patterns(self, field: str) -> tuple[str, ...]:
        """Return regular expressions, none if there are none."""
        for pattern in self.texts(field):
            try:
                re.compile(pattern)
            except re.error as error:
                self.require(False, field, f"{pattern!r} is not a regular expression: {error}")
        return tuple(self.texts(field))

    def bounds(self, field: str) -> tuple[int, int] | None:
        """Return the least and the most articles a day, None if they are not known."""
        value = self.fields.get(field)
        if value is None:
            return None
        whole = isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
        good = whole and 0 <= value[0] <= value[1]
        self.require(good, field, f"must be [min, max] in articles a day, not {value!r}")
        return int(value[0]), int(value[1])

    def count(self, field: str, most: int) -> int | None:
        """Return a whole number from 1 to `most`, None if there is none."""
        value = self.fields.get(field)
        good = value is None or (type(value) is int and 1 <= value <= most)
        self.require(good, field, f"must be a whole number from 1 to {most}, not {value!r}")
        return value

    def selector(self, field: str) -> str | None:
        """Return a CSS selector, None if there is none."""
        if field not in self.fields:
            return None
        from cssselect import HTMLTranslator, SelectorError  # only for the few files that have one

        text = self.text(field)
        try:
            HTMLTranslator().css_to_xpath(text)
        except SelectorError as error:
            self.require(False, field, f"{text!r} is not a CSS selector: {error}")
        return text
