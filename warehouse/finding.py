"""What an examination of a book came to: how many things were looked at, what is wrong, what mends it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Remedy(StrEnum):
    """What mends a thing; `told` says it in words. What only a person can decide has none.

    >>> Remedy.PUBLISH.told
    'publish all anew from the lake'
    """

    told: str

    def __new__(cls, word: str, told: str = "") -> "Remedy":
        """Return the word, with what it means."""
        made = str.__new__(cls, word)
        made._value_ = word
        made.told = told
        return made

    REFINE = "refine", "refine its day again from the archive"
    REBUILD = "rebuild", "refine every day again from the archive, in a new lake"
    RETAG = "retag", "find its topics again"
    PUBLISH = "publish", "publish all anew from the lake"
    RETIRE = "retire", "publish all anew from the lake, then move it to `damaged/`"
    REMOVE = "remove", "remove it"
    INDEX = "index", "read the index again from the WARC file"
    SET_ASIDE = "set_aside", "move it to `damaged/`; the next crawl makes it anew from the takes"
    SITE = "site", "build the site again"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: its name below the home, what is wrong, and what mends it.

    `path` is the damaged file that stands in the way of the remedy, `batch` what is to be made again.
    """

    name: str
    what: str
    remedy: Remedy | None = None
    path: Path | None = None
    batch: str | None = None


@dataclass
class Examined:
    """One part of a book: what was looked at, how many of them, and what is wrong."""

    part: str
    things: str
    checked: int = 0
    findings: list[Finding] = field(default_factory=list)

    def wrong(
        self,
        name: str,
        what: str,
        remedy: Remedy | None = None,
        path: Path | None = None,
        batch: str | None = None,
    ) -> None:
        """Add a finding."""
        self.findings.append(Finding(name, what, remedy, path, batch))
