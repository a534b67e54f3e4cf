"""### Publish the lake as a warehouse

Build a new warehouse beside the one that people read, run its checks, and only then let the name
`warehouse.duckdb` point to it. A check that finds something keeps yesterday's warehouse in place.
"""

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, dag, task
from line import COMMON, LAKE


@dag(
    schedule=PartitionedAssetTimetable(assets=LAKE),
    params={
        "day": Param(None, type=["null", "string"], format="date", description="the day that was refined")
    },
    doc_md=__doc__,
    **COMMON,
)
def publish() -> None:
    """One writer, one swap."""

    @task(pool="duckdb_writer", execution_timeout=timedelta(hours=1))
    def swap_in() -> str:
        """Build, check and swap in the new warehouse."""
        from day import Refused

        from warehouse.home import Home
        from warehouse.journal import Journal
        from warehouse.publish import ChecksFailed, publish

        home = Home.to_fill()
        try:
            return publish(home, Journal(home.journal).note).version
        except ChecksFailed as found:
            raise Refused(str(found)) from found

    swap_in()


publish()
