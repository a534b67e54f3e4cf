"""Takes articles out of everything at rest here: all versions of the lake, and what was published of it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse import durable
from warehouse.examining import digest_of
from warehouse.home import Home
from warehouse.lake import ROW_GROUP
from warehouse.ledger import Ledger, Recorded
from warehouse.publish import ChecksFailed, publish

READ = ("article_id", "outlet", "url", "page_url", "headline", "standfirst", "body")
MASKED = (
    "url",
    "detail",
    "article_id",
    "warc_file",
    "warc_offset",
)  # of a fetch: the rest says that it was made
__all__ = ["ChecksFailed", "Meant", "articles", "forget", "republish"]


@dataclass(frozen=True)
class Meant:
    """What is to go: articles by id, or all of an outlet; `mask` says what is left of a page's address."""

    article_ids: frozenset[str]
    outlets: frozenset[str]
    is_page: Callable[[str, str], bool]  # outlet and address
    mask: Callable[[str], str]


def articles(home: Home) -> Iterator[dict[str, Any]]:
    """Yield every state of every article that any version of the lake holds, in the columns of READ."""
    for each in _recorded(home):
        if each.table in ("articles", "versions") and (home.lake / each.path).exists():
            stored = pq.ParquetFile(home.lake / each.path)
            held = [name for name in READ if name in stored.schema_arrow.names]
            for batch in stored.iter_batches(columns=held):
                for row in batch.to_pylist():
                    yield dict.fromkeys(READ) | row


def forget(home: Home, meant: Meant, *, dry: bool = False) -> dict[str, int]:
    """Return how many rows of which table went, or would go: of the live version and of all before it.

    Each file that holds some is written again without them, under another name; the ledger changes to the new
    ones in one step, and the old ones are removed. A kill before that step leaves files that no version
    lists, one after it leaves the old ones: `sweep` finds both.
    """
    rows = dict[str, int]()
    replaced = list[tuple[Recorded, str, int, bytes]]()
    for each in _recorded(home):
        path = home.lake / each.path
        if not path.exists():
            continue
        table = pq.ParquetFile(path).read()
        kept, gone = _without(each.table, table, meant)
        if gone:
            rows[each.table] = rows.get(each.table, 0) + gone
            replaced.append((each, *_written(home, each, kept, dry=dry)))
    if replaced and not dry:
        with Ledger(home.lake / "ledger.sqlite").writing() as connection:
            for each, path_now, held, content in replaced:
                if held:
                    connection.execute(
                        "update files set path = ?, rows = ?, bytes = ? where path = ? and added = ?",
                        (path_now, held, len(content), each.path, each.added),
                    )
                else:
                    connection.execute(
                        "delete from files where path = ? and added = ?", (each.path, each.added)
                    )
        for each, path_now, _, _ in replaced:
            if path_now != each.path:
                (home.lake / each.path).unlink(missing_ok=True)
    return rows


def sweep(home: Home) -> list[Path]:
    """Remove files of the lake that no version lists, however young: a commit writes its own again."""
    named = {each.path for each in _recorded(home)}
    strays = [
        path
        for path in sorted(home.lake.glob("*/month=*/*"))
        if path.relative_to(home.lake).as_posix() not in named
    ]
    for path in strays:
        path.unlink()
    return strays


def republish(home: Home) -> list[str]:
    """Return the snapshots and segments that went, once a new one made of the lake alone stands for them.

    Earlier snapshots are not rewritten: a snapshot is immutable, and what it said can be built again from the
    lake's versions. Raises ChecksFailed, with all of them still in place.
    """
    if not home.warehouse.is_symlink() and not any(home.snapshots.glob("warehouse-*.duckdb")):
        return []
    current = publish(home, full=True).path
    gone = list[str]()
    with durable.alone(home.snapshots / ".lock"):
        for path in sorted(home.snapshots.glob("warehouse-*.duckdb")):
            if path != current:
                path.unlink()
                gone.append(path.name)
    before = set(home.segments.glob("*.parquet"))
    publish(home)  # nothing is new: only what no snapshot shows goes
    return gone + sorted(path.name for path in before - set(home.segments.glob("*.parquet")))


def _recorded(home: Home) -> list[Recorded]:
    path = home.lake / "ledger.sqlite"
    return Ledger(path).recorded() if path.exists() else []


def _without(name: str, table: pa.Table, meant: Meant) -> tuple[pa.Table, int]:
    """Return the table without what is meant, and how many rows that changed."""
    goes = _goes(table, meant)
    if name != "fetches":
        kept = table.filter(pc.invert(pa.array(goes, pa.bool_())))
        return kept, table.num_rows - kept.num_rows
    rows = table.to_pylist()
    masked = list[Mapping[str, Any]]()
    changed = 0
    for row, is_meant in zip(rows, goes, strict=True):
        if row["outlet"] in meant.outlets:
            changed += 1
        elif is_meant or (row["kind"] == "article" and meant.is_page(row["outlet"], row["url"])):
            now = {**row, **dict.fromkeys(MASKED), "url": meant.mask(row["url"]), "outcome": "forgotten"}
            changed += now != row
            masked.append(now)
        else:
            masked.append(row)
    return pa.Table.from_pylist(masked, schema=table.schema), changed


def _goes(table: pa.Table, meant: Meant) -> list[bool]:
    ids: Collection[str | None] = (
        table["article_id"].to_pylist() if "article_id" in table.column_names else ()
    )
    of: Collection[str | None] = table["outlet"].to_pylist() if "outlet" in table.column_names else ()
    empty = [None] * table.num_rows
    return [
        article_id in meant.article_ids or outlet in meant.outlets
        for article_id, outlet in zip(ids or empty, of or empty, strict=True)
    ]


def _written(home: Home, each: Recorded, kept: pa.Table, *, dry: bool) -> tuple[str, int, bytes]:
    """Write the rows that stay beside the old file; return its path in the lake, its rows and its bytes."""
    if dry or not kept.num_rows:
        return each.path, 0, b""
    sink = pa.BufferOutputStream()
    pq.write_table(kept, sink, compression="zstd", row_group_size=ROW_GROUP)
    content = sink.getvalue().to_pybytes()
    old = Path(each.path)
    path = old.with_name(f"{old.stem[:-16]}{digest_of(each.batch_id, content)}.parquet").as_posix()
    durable.write(home.lake / path, content)
    return path, kept.num_rows, content
