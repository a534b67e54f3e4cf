"""Gives the revisions of a day with those they followed, judged as the published warehouse judges them."""

import duckdb
import pyarrow as pa

from warehouse.build import LIMITS, OFFLINE, Config, expose
from warehouse.lake import Lake
from warehouse.statements import statement


def revisions(lake: Lake, batch_id: str) -> pa.Table:
    """Return the revisions that a batch of the lake brought, and of each article the one before them.

    The columns are those of the lake's versions, and `is_of_batch`. Which readings count as revisions stands
    in sql/judging alone, whether a day asks or the whole warehouse.
    """
    config: Config = {**LIMITS, **OFFLINE}
    with duckdb.connect(":memory:", config=config) as connection:
        connection.execute("attach ':memory:' as warehouse")
        expose(connection, lake, lake.version, tables=("versions",))
        connection.execute("set timezone = 'UTC'")
        asked = statement("judging", "day_of_revisions").text
        return connection.execute(asked, {"batch_id": batch_id}).to_arrow_table()
