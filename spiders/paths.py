"""Where the files of one take lie: finished ones by name, unfinished ones as `.part` beside them."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]*")


@dataclass(frozen=True)
class TakePaths:
    """The files of one outlet's take in one run.

    >>> TakePaths(Path("archive"), "guardian", "r1", date(2026, 11, 22)).stats.as_posix()
    'archive/2026-11-22/guardian-r1.stats.json'
    """

    archive: Path
    outlet: str
    run_id: str
    day: date

    def __post_init__(self) -> None:
        if not RUN_ID.fullmatch(self.run_id):
            raise ValueError(f"run_id {self.run_id!r} cannot be a file's name: use letters, digits and _.:+-")

    def _file(self, ending: str) -> Path:
        return self.archive / self.day.isoformat() / f"{self.outlet}-{self.run_id}.{ending}"

    @property
    def warc(self) -> Path:
        """Request and response of every fetch."""
        return self._file("warc.gz")

    @property
    def index(self) -> Path:
        """One line a response in the WARC file: which address, which bytes, at which place (CDXJ)."""
        return self._file("cdxj")

    @property
    def pruned(self) -> Path:
        """Stands in for a WARC file whose time was over."""
        return self._file("pruned.json")

    @property
    def fetches(self) -> Path:
        """One line a URL: its outcome."""
        return self._file("fetches.jsonl")

    @property
    def stats(self) -> Path:
        """Written last: the take exists when this does."""
        return self._file("stats.json")

    @property
    def failed(self) -> Path:
        """The trace of a crawl that failed."""
        return self._file("failed.json")


def part(path: Path) -> Path:
    """Return the name a file has until it is finished.

    >>> part(Path("a/guardian-r1.warc.gz")).name
    'guardian-r1.warc.gz.part'
    """
    return path.with_name(path.name + ".part")
