"""Takes articles out of everything at rest here: all versions of the lake, and what was published of it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse import durable
from warehouse.home import Home
from warehouse.publish import ChecksFailed, publish
from warehouse.rewriting import Rewritten, recorded, relist, sweep, written

READ = ("article_id", "outlet", "url", "page_url", "headline", "standfirst", "body")
MASKED = (
    "url",
    "detail",
    "article_id",
    "warc_file",
    "warc_offset",
)  # of a fetch: the rest says that it was made
__all__ = ["ChecksFailed", "Meant", "articles", "forget", "republish", "sweep"]


@dataclass(frozen=True)
class Meant:
    """What is to go: articles by id, or all of an outlet; `mask` says what is left of a page's address."""

    article_ids: frozenset[str]
    outlets: frozenset[str]
    is_page: Callable[[str, str], bool]  # outlet and address
    mask: Callable[[str], str]


def articles(home: Home) -> Iterator[dict[str, Any]]:
    """Yield every state of every article that any version of the lake holds, in the columns of READ."""
    yield from _rows(home, ("articles", "versions"), READ)


def repeated(home: Home) -> Iterator[tuple[str, str]]:
    """Yield each outlet with each line that it repeats under its articles, which are kept without it."""
    for row in _rows(home, ("repeats",), ("outlet", "line")):
        yield row["outlet"], row["line"]


def _rows(home: Home, tables: Collection[str], columns: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield all rows of any version of the lake; a column that one has not yet is null."""
    for each in recorded(home):
        if each.table in tables and (home.lake / each.path).exists():
            stored = pq.ParquetFile(home.lake / each.path)
            held = [name for name in columns if name in stored.schema_arrow.names]
            for batch in stored.iter_batches(columns=held):
                for row in batch.to_pylist():
                    yield dict.fromkeys(columns) | row


def forget(home: Home, meant: Meant, *, dry: bool = False) -> dict[str, int]:
    """Return how many rows of which table went, or would go: of the live version and of all before it.

    Each file that holds some is written again without them; the ledger changes to the new ones in one step.
    """
    rows = dict[str, int]()
    replaced = list[Rewritten]()
    for each in recorded(home):
        path = home.lake / each.path
        if not path.exists():
            continue
        table = pq.ParquetFile(path).read()
        kept, gone = _without(each.table, table, meant)
        if gone:
            rows[each.table] = rows.get(each.table, 0) + gone
            if not dry:
                replaced.append(written(home, each, kept))
    relist(home, replaced)
    return rows


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
