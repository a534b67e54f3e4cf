"""### Publish the lake as a warehouse

Build a new warehouse beside the one that people read, run its checks, and only then let the name
`warehouse.duckdb` point to it. A check that finds something keeps yesterday's warehouse in place.

Then build the site of that snapshot, and write and send what it has to tell, each in a process of its own: if
one fails, the snapshot stays.
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
        import logging

        from day import Refused

        from warehouse.home import Home
        from warehouse.journal import Journal
        from warehouse.publish import ChecksFailed, publish

        home = Home.to_fill()
        try:
            snapshot = publish(home, Journal(home.journal).note)
        except ChecksFailed as found:
            raise Refused(str(found)) from found
        if snapshot.damage:
            logging.getLogger(__name__).warning("Built without a damaged snapshot: %s", snapshot.damage)
        return snapshot.version

    @task(execution_timeout=timedelta(hours=1))
    def build_site() -> str:
        """Build the pages that analysts open, unless BEATBOOK_SITE is off."""
        import os
        import subprocess
        import sys

        if os.environ.get("BEATBOOK_SITE") == "off":
            return "off"
        built = subprocess.run(
            [sys.executable, "-m", "beatbook.site"], check=True, stdout=subprocess.PIPE, text=True
        )
        return built.stdout.strip()

    @task(execution_timeout=timedelta(hours=1))
    def tell() -> str:
        """Write the daily digest, send it and the alerts, unless BEATBOOK_DIGEST is off."""
        import os

        from telling import tell

        return "off" if os.environ.get("BEATBOOK_DIGEST") == "off" else tell()

    swap_in() >> [build_site(), tell()]


publish()
