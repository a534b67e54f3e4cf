"""### Refine the day's archive into the lake

Read every page that was archived on the day, make articles of those that are articles, tag them, and commit
all tables of the day at once; then lay its articles beside those of the days before, to find copies, stories
and what was edited.
Running a day again replaces it, so a better rule or reader needs no new crawl: trigger this DAG for a past
day, or send the archive asset that day's partition.
"""

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, dag, task
from line import ARCHIVE, COMMON, LAKE


@dag(
    schedule=PartitionedAssetTimetable(assets=ARCHIVE),
    params={
        "day": Param(None, type=["null", "string"], format="date", description="the London day; none: today")
    },
    doc_md=__doc__,
    **COMMON,
)
def refine() -> None:
    """The day, read again as a whole."""

    @task(execution_timeout=timedelta(hours=3))
    def commit_day(*, dag_run=None) -> None:
        """Read the day's takes, transform them, write the day to the lake."""
        import refining
        from day import day_of

        refining.commit(day_of(dag_run))

    @task(outlets=[LAKE], execution_timeout=timedelta(hours=1))
    def relate_day(*, dag_run=None, outlet_events=None) -> None:
        """Lay the day's articles beside those of the days before, write what relates them to the lake."""
        import relating
        from day import day_of

        day = day_of(dag_run)
        relating.relate(day)
        outlet_events[LAKE].add_partitions(day.isoformat())

    commit_day() >> relate_day()


refine()
