"""One row for each article, however often it was seen."""

import pyarrow as pa
import pyarrow.compute as pc

from transforms.revisions import SHRUNK


def latest(articles: pa.Table) -> pa.Table:
    """Return each article as it was last fetched whole, in the order of the table; of equals the later row.

    Shaped like `schemas.ARTICLES`, as given. A reading that kept less than `revisions.SHRUNK` of the words of
    an earlier one is a cut page and is passed over.
    """
    order = pc.sort_indices(
        articles.select(["fetched_at"]).append_column("row", pa.array(range(articles.num_rows), pa.int64())),
        # A page that came from no take is older than any that did.
        sort_keys=[("fetched_at", "ascending", "at_start"), ("row", "ascending", "at_end")],
    )
    ids, words = articles["article_id"].to_pylist(), articles["words"].to_pylist()
    last: dict[str, int] = {}
    longest: dict[str, int] = {}
    for row in order.to_pylist():
        article = ids[row]
        if words[row] >= SHRUNK * longest.get(article, 0):
            last[article] = row
        longest[article] = max(words[row], longest.get(article, 0))
    return articles.take(pa.array(sorted(last.values()), pa.int64()))
