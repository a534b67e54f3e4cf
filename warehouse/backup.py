"""Copies a book while it is used, and puts a copy back: every file summed, nothing half named.

First snapshots, then the ledger and the files that it names, then the crawl's memory, last the takes: so a
snapshot shows no version that the ledger lacks, each article has its page, and so has each page asked for.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from secrets import token_hex

from warehouse import durable, segments
from warehouse.home import Home
from warehouse.ledger import Ledger
from warehouse.publish import reading

MANIFEST = "manifest.json"
FORMAT = 1
AGAIN = 20  # times a take, or a snapshot, that is replaced while it is copied is copied again
WRITTEN_BY_MANY = ("lake/ledger.sqlite", "frontier.sqlite")
LEFT_OUT = {"journal.jsonl"}  # progress of a run under way
SAID = (  # what people and the book say in files of their own
    "*.toml", "*.jsonl", "OFF", "catalogue/*.toml", "saved/*.toml", "digest/????-??-??/digest.*",
)  # fmt: skip


class BackupError(Exception):
    """Raised by backup and restore for what cannot be done; the message says what to do next."""


@dataclass
class Manifest:
    """What a backup holds: bytes and SHA-256 of each file, and where its links lead."""

    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    made_at: str = ""
    made_by: str = ""

    @property
    def bytes(self) -> int:
        """How many bytes there are in all."""
        return sum(size for size, _ in self.files.values())


def backup(home: Home, to: Path, *, hard: bool = False) -> Manifest:
    """Return what was copied into the folder `to`, which appears once it is whole.

    With `hard`, files that never change become hard links, on the same disk: quick, and no safeguard against
    the disk. Raises BackupError for a folder that holds something.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise BackupError(f"{to} holds something: name a new folder.")
    if to.resolve().is_relative_to(home.root.resolve()):
        raise BackupError(f"{to} lies in the book itself: name a folder elsewhere.")
    if not home.root.is_dir():
        raise BackupError(f"There is no book in {home.root}.")
    part = to.with_name(f".{to.name}.{os.getpid()}-{token_hex(4)}{durable.PART}")
    try:
        part.mkdir(parents=True)
        manifest = _Copy(home, part, hard).all()
        durable.write(part / MANIFEST, json.dumps({"format": FORMAT, **vars(manifest)}, indent=1).encode())
        if to.exists():
            to.rmdir()
        part.rename(to)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    durable.sync(to.parent)
    return manifest


def restore(source: Path, home: Home, step: Callable[[str], None] = lambda name: None) -> Manifest:
    """Return what was put into an empty home, once every file of the backup had its sum.

    Raises BackupError for a home that holds something and for a backup that is not whole.
    """
    if home.root.exists() and (not home.root.is_dir() or any(home.root.iterdir())):
        raise BackupError(f"{home.root} holds a book: name an empty folder with --home, or move it away.")
    manifest = load(source)
    if wrong := list(verify(source, manifest)):
        some = "; ".join(wrong[:5])
        raise BackupError(f"{source} is not whole: {some}. Nothing was restored: use another backup.")
    part = home.root.with_name(f".{home.root.name}.{os.getpid()}-{token_hex(4)}{durable.PART}")
    try:
        for name in manifest.files:
            step(name)
            _put(source / name, part / name, hard=False)
        for name, target in manifest.links.items():
            (part / name).symlink_to(target)
        part.mkdir(parents=True, exist_ok=True)
        for name in WRITTEN_BY_MANY:
            if (part / name).exists():
                with closing(sqlite3.connect(part / name)) as connection:
                    connection.execute("pragma journal_mode = wal")
        if home.root.exists():
            home.root.rmdir()
        part.rename(home.root)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    durable.sync(home.root.parent)
    return manifest


def load(source: Path) -> Manifest:
    """Return what a backup says that it holds. Raises BackupError."""
    try:
        given = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        found = given.pop("format")
        files = {name: (int(size), str(digest)) for name, (size, digest) in given.pop("files").items()}
        manifest = Manifest(files, **given)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"{source} is no backup: its {MANIFEST} cannot be read ({error}).") from error
    if found != FORMAT:
        raise BackupError(f"{source} has format {found}, this program reads {FORMAT}.")
    for name in (*files, *manifest.links, *manifest.links.values()):
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise BackupError(f"{source} names {name!r}, which lies outside it.")
    return manifest


def verify(source: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is not as the manifest says."""
    for name, (size, digest) in manifest.files.items():
        path = source / name
        if not path.is_file():
            yield f"{name} is missing"
        elif path.stat().st_size != size or segments.digest(path) != digest:
            yield f"{name} is not what was written"


class _Copy:
    """One backup under way."""

    def __init__(self, home: Home, to: Path, hard: bool) -> None:
        self._home, self._to, self._hard = home, to, hard
        self._manifest = Manifest(
            made_at=datetime.now(UTC).isoformat(), made_by=installed_version("beatbook")
        )

    def all(self) -> Manifest:
        """Copy everything, in the order that makes it one book."""
        home = self._home
        self._snapshots()
        if (home.lake / "ledger.sqlite").exists():
            self._sqlite(home.lake / "ledger.sqlite")
            for path in {each.path for each in Ledger(self._to / "lake" / "ledger.sqlite").recorded()}:
                if (home.lake / path).exists():  # else it was lost before: `beatbook doctor` names it
                    self._file(home.lake / path)
        if home.frontier.exists():
            self._sqlite(home.frontier)
        if home.sent.exists():  # or a book that is put back would send its digests again
            self._sqlite(home.sent)
        self._takes()
        for pattern in SAID:
            for said in sorted(home.root.glob(pattern)):
                if said.is_file() and said.name not in LEFT_OUT:
                    self._file(said, may_be_hard=False)
        return self._manifest

    def _snapshots(self) -> None:
        """Copy the published snapshot and its segments, and earlier ones while they are kept."""
        if not self._home.warehouse.is_symlink():
            return
        for _ in range(AGAIN):
            current = self._home.warehouse.resolve()
            if self._snapshot(current):
                break
        else:
            raise BackupError(f"{self._home.warehouse} leads to no whole snapshot: run `beatbook doctor`.")
        for path in sorted(self._home.snapshots.glob("warehouse-*.duckdb")):
            if path != current:
                self._snapshot(path)
        self._manifest.links[self._home.warehouse.name] = f"snapshots/{current.name}"

    def _snapshot(self, path: Path) -> bool:
        """Copy one with all that it shows; if some of it is retired, leave nothing and return False."""
        before = dict(self._manifest.files)
        try:
            self._file(path)
            with reading(self._to / "snapshots" / path.name) as connection:
                shown = connection.execute("from duckdb_tables() where table_name = 'segments'").fetchall()
                for name in segments.files(connection) if shown else ():
                    self._file(self._home.segments / name)
        except FileNotFoundError:
            for gone in self._manifest.files.keys() - before.keys():
                (self._to / gone).unlink(missing_ok=True)
            self._manifest.files = before
            return False
        return True

    def _takes(self) -> None:
        for said in sorted(self._home.archive.glob("????-??-??/*.json")):
            if said.name.endswith((".stats.json", ".failed.json")):
                self._take(said)

    def _take(self, said: Path) -> None:
        """Copy a take's files, once more if it was replaced meanwhile; what says that it is comes last."""
        stem = said.name.removesuffix(".stats.json").removesuffix(".failed.json")
        for _ in range(AGAIN):
            if not said.exists():
                return
            before = said.read_bytes()
            for ending in ("warc.gz", "cdxj", "fetches.jsonl", "pruned.json"):
                path = said.with_name(f"{stem}.{ending}")
                if path.exists():
                    self._file(path)
            self._file(said, may_be_hard=False)
            if (self._to / said.relative_to(self._home.root)).read_bytes() == before:
                return
        raise BackupError(f"{said} is replaced again and again: try once the crawl has ended.")

    def _file(self, path: Path, *, may_be_hard: bool = True) -> None:
        name = path.relative_to(self._home.root).as_posix()
        if name not in self._manifest.files or not may_be_hard:
            _put(path, self._to / name, hard=self._hard and may_be_hard)
            self._note(name)

    def _sqlite(self, path: Path) -> None:
        """Copy a database as of one moment, whoever writes to it."""
        name = path.relative_to(self._home.root).as_posix()
        (self._to / name).parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(self._to / name)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, with no log beside it
        self._note(name)

    def _note(self, name: str) -> None:
        path = self._to / name
        durable.sync(path)
        self._manifest.files[name] = path.stat().st_size, segments.digest(path)


def _put(path: Path, to: Path, *, hard: bool) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.unlink(missing_ok=True)
    if hard:
        try:
            to.hardlink_to(path.resolve())
            return
        except OSError:
            pass  # another disk: a copy
    shutil.copy2(path, to)
