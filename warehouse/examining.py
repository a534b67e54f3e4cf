"""Examines what lies at rest: ledger against files, files against their sums, what no ledger names.

Nothing is changed or created, and a file is called an orphan only once it is older than any job lasts.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from warehouse.durable import PART
from warehouse.finding import Examined, Remedy
from warehouse.home import Home
from warehouse.lake import ORPHAN_AGE
from warehouse.ledger import Ledger, LedgerLost, Recorded

OF_A_DAY = re.compile(r"(day|relate):\d{4}-\d\d-\d\d")
TAGGED_AGAIN = re.compile(r"topics:[0-9a-f]+:")


def lake(home: Home) -> list[Examined]:
    """Return what is wrong with the ledger, the files it names, and files that it does not."""
    ledger, files = Examined("ledger", "commits"), Examined("lake", "files")
    strays = Examined("leftovers", "files")
    recorded = _recorded(home, ledger)
    for each in recorded:
        files.checked += 1
        if what := _damage(home.lake / each.path, each):
            path = home.lake / each.path
            files.wrong(f"lake/{each.path}", what, _remedy(each), path, each.batch_id)
    if not ledger.findings:  # without a ledger nobody can say what an orphan is
        named = {each.path for each in recorded}
        for path in sorted(home.lake.glob("*/month=*/*")):
            _stray(strays, home, path, path.relative_to(home.lake).as_posix() in named, "the ledger")
    for path in _parts(home):
        _stray(strays, home, path, False, "a finished file")
    return [ledger, files, strays]


def frontier(home: Home) -> Examined:
    """Return whether the crawl's memory can be read; what it holds can be made again from the takes."""
    found = Examined("frontier", "files")
    if home.frontier.exists():
        found.checked = 1
        if what := sqlite_damage(home.frontier):
            found.wrong(home.frontier.name, what, Remedy.SET_ASIDE, home.frontier)
    return found


def sqlite_damage(path: Path) -> str | None:
    """Return what SQLite says is wrong with the file, None if it is whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            ((said, *_), *_) = connection.execute("pragma integrity_check").fetchall()
    except sqlite3.Error as error:
        return f"cannot be read: {error}"
    return None if said == "ok" else f"is damaged: {said}"[:200]


def is_old(path: Path) -> bool:
    """Return whether nobody can still be writing the file: no job lasts a day."""
    try:
        return path.lstat().st_mtime < (datetime.now(UTC) - ORPHAN_AGE).timestamp()
    except FileNotFoundError:
        return False  # its writer has just given it its name


def digest_of(batch_id: str, content: bytes) -> str:
    """Return what the lake writes into the name of a file: a digest of batch and content."""
    return sha256(b"\0".join((batch_id.encode(), content))).hexdigest()[:16]


def _recorded(home: Home, found: Examined) -> list[Recorded]:
    path = home.lake / "ledger.sqlite"
    if not path.exists():
        if any(home.lake.glob("*/month=*/*.parquet")):
            found.wrong("lake/ledger.sqlite", "is missing, and the lake has files", Remedy.REBUILD, home.lake)
        return []
    if what := sqlite_damage(path):
        found.wrong("lake/ledger.sqlite", what, Remedy.REBUILD, home.lake)
        return []
    try:
        ledger = Ledger(path)
        recorded = ledger.recorded()
        found.checked = ledger.version()
    except (LedgerLost, sqlite3.Error) as error:
        found.wrong("lake/ledger.sqlite", f"cannot be read: {error}", Remedy.REBUILD, home.lake)
        return []
    return recorded


def _damage(path: Path, recorded: Recorded) -> str | None:
    try:
        content = path.read_bytes()
    except OSError as error:
        return "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
    if len(content) != recorded.bytes:
        return f"has {len(content):,} bytes, the ledger says {recorded.bytes:,}"
    if digest_of(recorded.batch_id, content) != path.stem[-16:]:
        return "is not what was written: its sum differs"
    return None


def _remedy(recorded: Recorded) -> Remedy | None:
    """Return what makes a live file again; what an earlier version held is in backups alone."""
    if recorded.removed is not None:
        return None
    if TAGGED_AGAIN.match(recorded.batch_id):
        return Remedy.RETAG
    return Remedy.REFINE if OF_A_DAY.fullmatch(recorded.batch_id) else None


def _parts(home: Home) -> Iterator[Path]:
    """Yield half-written files of every kind: ours begin with a dot, a crawl's end in `.part`."""
    for folder in (home.root, home.snapshots, home.segments, home.sites):
        yield from sorted(folder.glob(f".*{PART}*"))
    yield from sorted(home.archive.glob(f"*/*{PART}"))


def _stray(found: Examined, home: Home, path: Path, is_named: bool, by: str) -> None:
    found.checked += 1
    if not is_named and is_old(path):
        name = os.path.relpath(path, home.root)
        found.wrong(name, f"is older than a day, and {by} does not name it", Remedy.REMOVE, path)
