"""Gives the revisions of a day with those they followed, judged as the published warehouse judges them."""

from collections.abc import Collection

import duckdb
import pyarrow as pa

from warehouse.exposing import Exposed
from warehouse.lake import Lake
from warehouse.limits import within
from warehouse.statements import statement


def revised(lake: Lake, batch_id: str, batches: Collection[str]) -> pa.Table:
    """Return the revisions that a batch of the lake brought, and of each article the one before them.

    Columns: article_id, headline, fetched_at, body (null if it was not kept), language, published_at. Only
    what `batches` brought is looked at. Which readings count as revisions stands in sql/judging alone,
    whether a day asks or the whole warehouse.
    """
    files = [file for file in lake.live() if file.batch_id in batches]
    with duckdb.connect(":memory:", config=within(file.path for file in files)) as connection:
        Exposed(connection).show(files)
        connection.execute("set timezone = 'UTC'")
        return connection.execute(
            statement("questions", "revised").text, {"batch_id": batch_id}
        ).to_arrow_table()
