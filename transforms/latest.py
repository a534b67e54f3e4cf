"""One row for each article, however often it was seen."""

import pyarrow as pa
import pyarrow.compute as pc


def latest(articles: pa.Table) -> pa.Table:
    """Return each article as it was last fetched, in the order of the table; of equals the later row stays.

    Shaped like `schemas.ARTICLES`, as given.
    """
    order = pc.sort_indices(
        articles.select(["fetched_at"]).append_column("row", pa.array(range(articles.num_rows), pa.int64())),
        sort_keys=[("fetched_at", "ascending"), ("row", "ascending")],
    )
    ids = articles["article_id"].to_pylist()
    last = {ids[row]: row for row in order.to_pylist()}
    return articles.take(pa.array(sorted(last.values()), pa.int64()))
