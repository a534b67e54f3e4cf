"""What the archive holds: how much of whom, and where a page's captures are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from . import captures
from .captures import Capture
from .takes import read_take


@dataclass
class Holding:
    """One outlet's month in the archive."""

    outlet: str
    month: str  # 2026-11
    takes: int = 0
    files: int = 0  # WARC files that are still there
    pruned: int = 0
    responses: int = 0
    revisits: int = 0
    bytes: int = 0  # on disk
    saved_bytes: int = 0  # on disk, that revisits did not take
    oldest_at: datetime | None = None
    newest_at: datetime | None = None


def months(archive: Path) -> list[Holding]:
    """Return what is held, one row an outlet and month, from the indexes alone."""
    found: dict[tuple[str, str], Holding] = {}
    lengths: dict[str, dict[int, int]] = {}  # of the responses in each file
    for file in sorted(archive.glob("????-??-??/*.stats.json")):
        take = read_take(archive, file)
        key = take.outlet, f"{take.day:%Y-%m}"
        holding = found.setdefault(key, Holding(*key))
        holding.takes += 1
        holding.pruned += take.paths.pruned.exists()
        held = captures.read(take.paths)
        lengths[take.warc_file] = {each.offset: each.length for each in held if each.kind == "response"}
        if take.paths.warc.exists():
            holding.files += 1
            holding.bytes += take.paths.warc.stat().st_size
            _count(holding, held, lengths)
        for gone in [name for name in lengths if name < (take.day - captures.REFERS_BACK).isoformat()]:
            del lengths[gone]  # nobody refers to it any more
    return [found[key] for key in sorted(found)]


def _count(holding: Holding, held: list[Capture], lengths: dict[str, dict[int, int]]) -> None:
    for capture in held:
        holding.oldest_at = min(filter(None, (holding.oldest_at, capture.at)))
        holding.newest_at = max(filter(None, (holding.newest_at, capture.at)))
        if capture.refers_to is None:
            holding.responses += 1
        else:
            holding.revisits += 1
            file, offset = capture.refers_to
            whole = lengths.get(file, {}).get(offset, capture.length)
            if capture.bytes or capture.status != 304:  # a 304 would have brought nothing anyway
                holding.saved_bytes += max(0, whole - capture.length)


def find(
    archive: Path, url: str, until: date | None = None, outlets: Iterable[str] = ()
) -> Iterator[Capture]:
    """Yield the captures of a page, under whichever address, newest first; none younger than `until`.

    Only the indexes of `outlets` are looked into, if they are named: a year of many outlets is tens of
    thousands of files. An index is sorted, so a look into one costs a dozen seeks however long it is; who
    takes only the first capture opens no older day.
    """
    names = [f"{slug}-*.cdxj" for slug in outlets] or ["*.cdxj"]
    start = f"{captures.surt(url)} ".encode()
    for folder in sorted(archive.glob("????-??-??"), reverse=True):
        if until is not None and folder.name > until.isoformat():
            continue
        found = []
        for file in {file for name in names for file in folder.glob(name)}:
            lines = list(_beginning_with(file, start))
            if lines and file.with_name(file.name.removesuffix(".cdxj") + ".stats.json").exists():
                found += [Capture.from_line(line) for line in lines]
        yield from sorted(found, key=lambda capture: capture.at, reverse=True)


def _beginning_with(file: Path, start: bytes) -> Iterator[str]:
    """Yield the lines of a sorted index that begin so, found by halving."""
    with file.open("rb") as index:
        low, high = 0, file.stat().st_size  # the first of them begins behind `low` and not behind `high`
        while low < high:
            middle = (low + high) // 2
            index.seek(middle)
            index.readline()  # the rest of some line
            if (line := index.readline()) and line < start:
                low = index.tell() - len(line) + 1
            else:
                high = middle
        index.seek(max(0, low - 1))
        for line in index:
            if line.startswith(start):
                yield line.decode()
            elif line > start:
                return
