"""Writes files of the lake anew in all of its versions: what has to go must not stay in an earlier one."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import durable
from warehouse.examining import digest_of
from warehouse.home import Home
from warehouse.lake import ROW_GROUP
from warehouse.ledger import Ledger, Recorded


@dataclass(frozen=True)
class Rewritten:
    """A file that some version lists, and what stands for it now; nothing does if no row is left."""

    old: Recorded
    path: str
    rows: int
    bytes: int


def recorded(home: Home) -> list[Recorded]:
    """Return every file that any version of the lake lists; none if there is no lake."""
    path = home.lake / "ledger.sqlite"
    return Ledger(path).recorded() if path.exists() else []


def written(home: Home, old: Recorded, kept: pa.Table) -> Rewritten:
    """Write the rows that stay beside the old file, under another name; the ledger does not list it yet."""
    if not kept.num_rows:
        return Rewritten(old, old.path, 0, 0)
    sink = pa.BufferOutputStream()
    pq.write_table(kept, sink, compression="zstd", row_group_size=ROW_GROUP)
    content = sink.getvalue().to_pybytes()
    name = Path(old.path)
    path = name.with_name(f"{name.stem[:-16]}{digest_of(old.batch_id, content)}.parquet").as_posix()
    durable.write(home.lake / path, content)
    return Rewritten(old, path, kept.num_rows, len(content))


def relist(home: Home, replaced: list[Rewritten]) -> None:
    """Let the ledger list the new files in one step, then remove the old ones.

    A kill before that step leaves files that no version lists, one after it leaves the old ones: `sweep`
    finds both.
    """
    if not replaced:
        return
    with Ledger(home.lake / "ledger.sqlite").writing() as connection:
        for each in replaced:
            at = (each.old.path, each.old.added)
            if each.rows:
                connection.execute(
                    "update files set path = ?, rows = ?, bytes = ? where path = ? and added = ?",
                    (each.path, each.rows, each.bytes, *at),
                )
            else:
                connection.execute("delete from files where path = ? and added = ?", at)
    for each in replaced:
        if not each.rows or each.path != each.old.path:
            (home.lake / each.old.path).unlink(missing_ok=True)


def sweep(home: Home) -> list[Path]:
    """Remove files of the lake that no version lists, however young: a commit writes its own again."""
    named = {each.path for each in recorded(home)}
    strays = [
        path
        for path in sorted(home.lake.glob("*/month=*/*"))
        if path.relative_to(home.lake).as_posix() not in named
    ]
    for path in strays:
        path.unlink()
    return strays
