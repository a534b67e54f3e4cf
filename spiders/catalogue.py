"""The outlets Beatbook knows, one TOML file each, so that adding an outlet needs no Python.

DAG files read this every few seconds: it imports nothing heavier than tomllib.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOLDER = Path(__file__).resolve().parent / "outlets"

KINDS = (
    "national",
    "national-broadcast",
    "national-london",
    "regional",
    "local",
    "left",
    "community-black",
    "community-asian",
    "community-jewish",
    "community-muslim",
    "specialist-police",
    "ngo-accountability",
    "official",
    "official-force",
    "official-oversight",
)
SOURCE_KINDS = ("feed", "sitemap")
CONFIDENCE = ("high", "medium", "low")
PAYWALL = ("yes", "partial", "no")

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


class CatalogueError(Exception):
    """An outlet's file is not as it must be; the message names the file, the field and the way out."""


@dataclass(frozen=True)
class Source:
    """One feed or sitemap that an outlet offers its articles by."""

    kind: str
    url: str


@dataclass(frozen=True)
class Outlet:
    """One outlet of the catalogue; `slug` is its file's name."""

    slug: str
    name: str
    homepage: str
    kind: str
    region: str
    domains: tuple[str, ...]
    confidence: str
    enabled: bool
    sources: tuple[Source, ...] = ()
    owner: str | None = None
    paywall: str | None = None
    reason: str | None = None
    note: str | None = None
    exclude: tuple[str, ...] = ()
    expect_per_day: tuple[int, int] | None = None

    def owns(self, url: str) -> bool:
        """Return whether the address lies within the declared domains."""
        return within(url, self.domains)

    def excludes(self, url: str) -> bool:
        """Return whether one of the outlet's own patterns leaves the address out."""
        return any(re.search(pattern, url) for pattern in self.exclude)


REQUIRED = ("name", "homepage", "kind", "region", "domains", "confidence", "enabled")
OPTIONAL = ("sources", "owner", "paywall", "reason", "note", "exclude", "expect_per_day")


def outlets(folder: Path | None = None) -> list[Outlet]:
    """Return every outlet of the folder, enabled or not, sorted by slug.

    The folder is the one given, else BEATBOOK_CATALOGUE, else the catalogue that comes with Beatbook.
    Raises CatalogueError for the first file that is wrong, and for a folder without any outlet.
    """
    where = folder or Path(os.environ.get("BEATBOOK_CATALOGUE") or FOLDER)
    found = [read(file) for file in sorted(where.glob("*.toml"), key=lambda file: file.stem)]
    if not found:
        raise CatalogueError(
            f"{where} holds no outlet: name a folder of <slug>.toml files in BEATBOOK_CATALOGUE"
        )
    return found


def read(file: Path) -> Outlet:
    """Return the outlet of one TOML file; raises CatalogueError if the file is not as it must be."""
    try:
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: is not TOML: {error}") from error
    return outlet(file.stem, fields, str(file))


def outlet(slug: str, fields: Mapping[str, Any], where: str) -> Outlet:
    """Return the outlet that these fields describe; `where` names them in a CatalogueError."""
    ask = _Fields(fields, where)
    if not SLUG.fullmatch(slug):
        raise CatalogueError(f"{where}: the file's name must be lower case letters and digits, not {slug!r}")
    ask.only(REQUIRED, OPTIONAL)
    domains = tuple(ask.texts("domains"))
    for domain in domains:
        ask.require(DOMAIN.fullmatch(domain), "domains", f"{domain!r} is not a bare host name in lower case")
    ask.require(domains, "domains", "must name at least one")
    made = Outlet(
        slug=slug,
        name=ask.text("name"),
        homepage=ask.address("homepage", ask.text("homepage"), domains),
        kind=ask.one_of("kind", KINDS),
        region=ask.text("region"),
        domains=domains,
        confidence=ask.one_of("confidence", CONFIDENCE),
        enabled=ask.boolean("enabled"),
        sources=ask.sources(domains),
        owner=ask.text("owner") if "owner" in fields else None,
        paywall=ask.one_of("paywall", PAYWALL) if "paywall" in fields else None,
        reason=ask.text("reason") if "reason" in fields else None,
        note=ask.text("note") if "note" in fields else None,
        exclude=ask.patterns("exclude"),
        expect_per_day=ask.bounds("expect_per_day"),
    )
    ask.require(made.enabled or made.reason, "reason", "must say why the outlet is not enabled")
    ask.require(
        not made.enabled or made.reason is None, "reason", "is only for an outlet with enabled = false"
    )
    ask.require(
        not made.enabled or made.sources, "sources", "an enabled outlet needs at least one [[sources]]"
    )
    return made


def within(url: str, domains: Iterable[str]) -> bool:
    """Return whether the address's host is one of the domains or below one.

    >>> within("https://feeds.example.test/rss", ["example.test"])
    True
    >>> within("https://notexample.test/", ["example.test"])
    False
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return any(host == domain or host.endswith("." + domain) for domain in domains)


@dataclass(frozen=True)
class _Fields:
    """The fields of one file, each asked for with its type."""

    fields: Mapping[str, Any]
    where: str
    path: str = ""

    def require(self, holds: object, field: str, otherwise: str) -> None:
        if not holds:
            raise CatalogueError(f"{self.where}: {self.path}{field}: {otherwise}")

    def only(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        for key in self.fields:
            known = ", ".join(required + optional)
            self.require(key in required + optional, key, f"is not a field; the fields are {known}")
        for key in required:
            self.require(key in self.fields, key, "is missing")

    def text(self, field: str) -> str:
        value = self.fields[field]
        good = isinstance(value, str) and value.strip() == value and value
        self.require(good, field, f"must be text without space around it, not {value!r}")
        return str(value)

    def texts(self, field: str) -> list[str]:
        value = self.fields.get(field, [])
        good = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
        self.require(good, field, f"must be a list of texts, not {value!r}")
        return list(value)

    def boolean(self, field: str) -> bool:
        value = self.fields[field]
        self.require(isinstance(value, bool), field, f"must be true or false, not {value!r}")
        return bool(value)

    def one_of(self, field: str, words: tuple[str, ...]) -> str:
        value = self.text(field)
        self.require(value in words, field, f"{value!r} is none of {', '.join(words)}")
        return value

    def address(self, field: str, url: str, domains: tuple[str, ...]) -> str:
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
        for pattern in self.texts(field):
            try:
                re.compile(pattern)
            except re.error as error:
                self.require(False, field, f"{pattern!r} is not a regular expression: {error}")
        return tuple(self.texts(field))

    def bounds(self, field: str) -> tuple[int, int] | None:
        value = self.fields.get(field)
        if value is None:
            return None
        whole = isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
        good = whole and 0 <= value[0] <= value[1]
        self.require(good, field, f"must be [min, max] in articles a day, not {value!r}")
        return int(value[0]), int(value[1])

    def sources(self, domains: tuple[str, ...]) -> tuple[Source, ...]:
        listed = self.fields.get("sources", [])
        good = isinstance(listed, list) and all(isinstance(item, dict) for item in listed)
        self.require(good, "sources", "must be [[sources]] tables")
        found: list[Source] = []
        for number, item in enumerate(listed, start=1):
            ask = _Fields(item, self.where, f"sources[{number}].")
            ask.only(("kind", "url"))
            url = ask.address("url", ask.text("url"), domains)
            ask.require(url not in [source.url for source in found], "url", f"{url!r} is listed twice")
            found.append(Source(ask.one_of("kind", SOURCE_KINDS), url))
        return tuple(found)
