"""The ledger of fetches and runs, completed by what reading the pages showed."""

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from transforms.schemas import FETCHES, RUNS

KEY = ("run_id", "outlet", "url")
MARK = "\x1f"  # between the parts of a key: no address holds it


def fetches(crawled: pa.Table, readings: pa.Table) -> pa.Table:
    """Return the fetches with each page's article, shaped like `schemas.FETCHES`.

    `crawled` are fetches without `article_id`, `readings` what came of their pages (`schemas.READINGS`).
    A fetched page that is no article, or none that can be read, gets the reading's outcome and
    detail. Raises ValueError if a page was fetched and never read: it would be lost without a name.
    """
    is_page = pc.and_(pc.equal(crawled["kind"], "article"), pc.equal(crawled["outcome"], "fetched"))
    place = pc.index_in(_keys(crawled, KEY), value_set=_keys(readings, ("run_id", "outlet", "page_url")))
    place = pc.if_else(is_page, place, pa.scalar(None, pa.int32()))
    if unread := pc.sum(pc.and_(is_page, pc.is_null(place))).as_py():
        raise ValueError(f"{unread} fetched pages were never read; give the readings of the same takes")
    read = readings.take(place)
    changed = {
        "outcome": pc.coalesce(read["outcome"], crawled["outcome"]),
        "detail": pc.coalesce(read["detail"], crawled["detail"]),
        "article_id": read["article_id"],
    }
    columns = [changed[name] if name in changed else crawled[name] for name in FETCHES.names]
    return pa.table(columns, names=FETCHES.names).cast(FETCHES)


def runs(crawled: pa.Table, fetches: pa.Table) -> pa.Table:
    """Return the runs with how many articles each brought, shaped like `schemas.RUNS`.

    `crawled` are runs without `kept`. An article that two addresses of one run led to counts once.
    """
    brought = {tuple(row.values()) for row in fetches.select(["run_id", "outlet", "article_id"]).to_pylist()}
    kept = Counter((run_id, outlet) for run_id, outlet, article in brought if article is not None)
    named = zip(crawled["run_id"].to_pylist(), crawled["outlet"].to_pylist(), strict=True)
    return crawled.append_column(
        RUNS.field("kept"), pa.array([kept[run] for run in named], pa.int32())
    ).select(RUNS.names)


def outcomes(fetches: pa.Table) -> Mapping[str, int]:
    """Return how many of the pages came to what, most frequent first."""
    pages = fetches.filter(pc.equal(fetches["kind"], "article"))
    return dict(Counter(pages["outcome"].to_pylist()).most_common())


def _keys(table: pa.Table, columns: tuple[str, ...]) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*(table[name] for name in columns), MARK)
