"""The outlets Beatbook knows, one TOML file each, so that adding an outlet needs no Python.

DAG files read this every few seconds: it imports nothing heavier than tomllib.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .domains import DOMAIN
from .domains import within as within
from .fields import CatalogueError as CatalogueError
from .fields import Fields
from .rights import HONOURABLE
from .selectors import Selectors as Selectors
from .selectors import selectors
from .sources import Source as Source
from .sources import sources

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
CONFIDENCE = ("high", "medium", "low")
PAYWALL = ("yes", "partial", "no")

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    bytes_per_second: int | None = None  # its own bandwidth cap
    honour: tuple[str, ...] = ()  # signals that keep a page out of the archive
    selectors: tuple[Selectors, ...] = ()  # where articles stand on its pages

    def owns(self, url: str) -> bool:
        """Return whether the address lies within the declared domains."""
        return within(url, self.domains)

    def excludes(self, url: str) -> bool:
        """Return whether one of the outlet's own patterns leaves the address out."""
        return any(re.search(pattern, url) for pattern in self.exclude)


REQUIRED = ("name", "homepage", "kind", "region", "domains", "confidence", "enabled")
OPTIONAL = (
    *("sources", "owner", "paywall", "reason", "note", "exclude", "expect_per_day", "bytes_per_second"),
    *("honour", "selectors"),
)


def outlets(folder: Path | None = None) -> list[Outlet]:
    """Return every outlet of the folder, enabled or not, sorted by slug.

    The folder is the one given, else BEATBOOK_CATALOGUE, else the catalogue that comes with Beatbook.
    Raises CatalogueError for the first file that is wrong, and for a folder without any outlet.
    """
    where = folder or named_folder()
    found = [read(file) for file in sorted(where.glob("*.toml"), key=lambda file: file.stem)]
    if not found:
        raise CatalogueError(
            f"{where} holds no outlet: name a folder of <slug>.toml files in BEATBOOK_CATALOGUE"
        )
    return found


def named_folder() -> Path:
    """Return the folder that BEATBOOK_CATALOGUE names, else the catalogue that comes with Beatbook."""
    return Path(os.environ.get("BEATBOOK_CATALOGUE") or FOLDER)


def read(file: Path) -> Outlet:
    """Return the outlet of one TOML file; raises CatalogueError if the file is not as it must be."""
    try:
        fields = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: is not TOML: {error}") from error
    return outlet(file.stem, fields, str(file))


def outlet(slug: str, fields: Mapping[str, Any], where: str) -> Outlet:
    """Return the outlet that these fields describe; `where` names them in a CatalogueError."""
    ask = Fields(fields, where)
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
        sources=sources(ask, domains),
        owner=ask.text("owner") if "owner" in fields else None,
        paywall=ask.one_of("paywall", PAYWALL) if "paywall" in fields else None,
        reason=ask.text("reason") if "reason" in fields else None,
        note=ask.text("note") if "note" in fields else None,
        exclude=ask.patterns("exclude"),
        expect_per_day=ask.bounds("expect_per_day"),
        bytes_per_second=ask.count("bytes_per_second", most=10**9),
        honour=tuple(ask.texts("honour")),
        selectors=selectors(ask),
    )
    for word in made.honour:
        ask.require(word in HONOURABLE, "honour", f"{word!r} is none of {', '.join(HONOURABLE)}")
    ask.require(made.enabled or made.reason, "reason", "must say why the outlet is not enabled")
    ask.require(
        not made.enabled or made.reason is None, "reason", "is only for an outlet with enabled = false"
    )
    ask.require(
        not made.enabled or made.sources, "sources", "an enabled outlet needs at least one [[sources]]"
    )
    return made
