"""Keeps every table that refining made as Parquet files that count only once the ledger lists them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import durable, ledger, suppressed
from warehouse.ledger import LakeError, Ledger, Overtaken
from warehouse.suppressed import Suppressed

ORPHAN_AGE = timedelta(days=1)  # a file is renamed in seconds before its commit; a day is ample
ROW_GROUP = 122_880  # DuckDB's own; smaller ones cost up to twice the scan
TABLE_NAME = re.compile(r"[a-z][a-z_]{0,62}")


@dataclass(frozen=True)
class LakeFile:
    """One live file: which table and batch it belongs to, and the version that committed the batch."""

    table: str
    path: Path
    batch_id: str
    rows: int
    committed: int


class Lake:
    """A folder of Parquet tables with a commit ledger; any number of processes may commit.

    A file lies at `<table>/month=YYYY-MM/<batch>-<hash>.parquet`, never changes, and counts only while the
    ledger says so: never read the folders by globbing, ask `files`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ledger = Ledger(folder / "ledger.sqlite")

    @property
    def version(self) -> int:
        """The number of the last commit, 0 before the first."""
        return self._ledger.version()

    def commit(
        self, batch_id: str, tables: Mapping[str, pa.Table], *, day: date, onto: tuple[str, int] | None = None
    ) -> int:
        """Return the version at which the batch holds exactly these tables, in all of them at once.

        What the batch held before is replaced, also in tables that are not given now. Committing what the
        batch already holds writes nothing and returns the version it has, so a retry is always safe. `day`
        chooses the month partition. What was made of another batch names it and its version in `onto`: raises
        Overtaken if it was committed again since. Raises LakeError for a name or a type that other engines
        cannot read.
        """
        files = [_File.of(name, table, batch_id, day) for name, table in sorted(tables.items())]
        filled = [file for file in files if file.rows]
        at, held = self._ledger.held(batch_id)
        known = all(self._ledger.shape(file.table) == file.shape for file in files)
        is_there = all((self.folder / file.path).exists() for file in filled)
        if known and is_there and held == {file.path for file in filled}:
            return at
        for file in filled:
            durable.write(self.folder / file.path, file.content)
        with self._ledger.writing() as connection:
            if onto and ledger.committed(connection, onto[0]) != onto[1]:
                raise Overtaken(f"{onto[0]} was committed again while {batch_id} was made of it.")
            for file in filled:
                if not (self.folder / file.path).exists():  # garbage collection was between us and the lock
                    durable.write(self.folder / file.path, file.content)
            connection.executemany(
                "insert or replace into shapes values (?, ?)", [(file.table, file.shape) for file in files]
            )
            entries = [ledger.Entry(file.table, file.path, batch_id, file.rows, 0) for file in filled]
            sizes = {file.path: len(file.content) for file in filled}
            return ledger.replace(connection, batch_id, day, entries, sizes)

    def live(self, version: int | None = None) -> list[LakeFile]:
        """Return the files of all tables that count at a version, the last unless told."""
        return [
            LakeFile(entry.table, self.folder / entry.path, entry.batch_id, entry.rows, entry.committed)
            for entry in self._ledger.live(version)
        ]

    def listed(self, version: int) -> str:
        """Return a short hash of the names of the files that count at a version.

        It changes only where files were written anew under the same version, as forgetting and ageing do.
        """
        names = "\n".join(sorted(file.path.name for file in self.live(version)))
        return sha256(names.encode()).hexdigest()[:16]

    def files(self, table: str, version: int | None = None) -> list[Path]:
        """Return the paths of one table's live files."""
        return [file.path for file in self.live(version) if file.table == table]

    def read(
        self,
        table: str,
        version: int | None = None,
        *,
        batches: Collection[str] | None = None,
        columns: Sequence[str] | None = None,
    ) -> pa.Table:
        """Return the table's live rows; files of different ages are united by column name, gaps are null.

        With `batches` only the rows that these brought, with `columns` only these columns. Raises LakeError
        for a table that was never committed.
        """
        shape = self._ledger.shape(table)
        if shape is None:
            named = ", ".join(self._ledger.tables()) or "nothing yet"
            raise LakeError(f"The lake {self.folder} has no table {table!r}; it has {named}.")
        empty = pa.ipc.read_schema(pa.py_buffer(shape)).empty_table()
        files = [file for file in self.live(version) if file.table == table]
        paths = [file.path for file in files if batches is None or file.batch_id in batches]
        stored = [pq.ParquetFile(path).read(columns=columns) for path in paths]
        return pa.concat_tables(
            [empty.select(columns or empty.column_names), *stored], promote_options="permissive"
        )

    def hidden(self, today: date | None = None) -> Suppressed:
        """Return the names that nothing published may show; hashes stand for people whom the lake names."""
        listed = suppressed.load(self.folder.parent, today or datetime.now(UTC).date())
        if not listed.hashes or "people" not in self._ledger.tables():
            return listed
        return listed.found_among(self.read("people", columns=["name"])["name"].unique().to_pylist())

    def batches(self, table: str, version: int | None = None) -> list[str]:
        """Return the names of the batches that hold rows of the table, sorted."""
        return sorted({file.batch_id for file in self.live(version) if file.table == table})

    def collect_garbage(self, now: datetime | None = None) -> list[Path]:
        """Remove files that no version lists and that are older than a day, and return them.

        A kill between writing a file and its commit leaves one; the lock keeps commits away meanwhile.
        """
        before = ((now or datetime.now(UTC)) - ORPHAN_AGE).timestamp()
        with self._ledger.writing() as connection:
            listed = {path for (path,) in connection.execute("select path from files")}
            orphans = [
                path
                for path in sorted(self.folder.glob("*/month=*/*"))
                if path.relative_to(self.folder).as_posix() not in listed and _is_older(path, before)
            ]
            for path in orphans:
                path.unlink()
        return orphans


def _is_older(path: Path, moment: float) -> bool:
    """Return whether the file is older; one that is gone, since its writer has named it by now, is not."""
    try:
        return path.stat().st_mtime < moment
    except FileNotFoundError:
        return False


@dataclass(frozen=True)
class _File:
    table: str
    path: str
    rows: int
    content: bytes
    shape: bytes

    @classmethod
    def of(cls, name: str, table: pa.Table, batch_id: str, day: date) -> "_File":
        if not TABLE_NAME.fullmatch(name):
            raise LakeError(f"{name!r} cannot name a table: use lower-case letters and underscores.")
        plain = table.replace_schema_metadata(None).combine_chunks()
        for field in plain.schema:
            _check(name, field)
        content = _parquet(plain)
        digest = sha256(b"\0".join((batch_id.encode(), content))).hexdigest()[:16]
        slug = re.sub(r"[^A-Za-z0-9._-]+", "-", batch_id).strip(".-")[:80] or "batch"
        path = f"{name}/month={day:%Y-%m}/{slug}-{digest}.parquet"
        return cls(name, path, plain.num_rows, content, plain.schema.serialize().to_pybytes())


def _parquet(table: pa.Table) -> bytes:
    """Return the table as Parquet; the same rows give the same bytes, so their hash is the content's."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROW_GROUP)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _check(table: str, field: pa.Field) -> None:
    kind = field.type
    if pa.types.is_nested(kind):
        for inner in range(kind.num_fields):
            _check(table, kind.field(inner))
    elif (
        pa.types.is_dictionary(kind)
        or pa.types.is_unsigned_integer(kind)
        or (pa.types.is_timestamp(kind) and kind.unit == "ns")
    ):
        raise LakeError(
            f"{table}.{field.name} is {kind}, which not every engine reads from Parquet: cast it."
        )
