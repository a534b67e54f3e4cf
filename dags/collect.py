"""### Collect what the outlets publish today

One task per outlet, side by side: each crawls its own site in its own process and is judged by its own
numbers. An outlet that fails is named and does not fail the day; the day fails if fewer than half succeed.

Every day at 05:00 London time. A past day cannot be crawled: outlets only offer what is new now.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, Param, TriggerRule, dag, task
from line import ARCHIVE, CLOCK_STARTS, COMMON, CRON_ON

DAILY = CronTriggerTimetable("0 5 * * *", timezone="Europe/London")


@dag(
    schedule=DAILY if CRON_ON else None,
    params={
        "outlets": Param([], type="array", items={"type": "string"}, description="slugs; none means all"),
        "day": Param(None, type=["null", "string"], format="date", description="the London day; none: today"),
        "poll_all": Param(False, type="boolean", description="also the sources that are not due"),
        "look_again": Param(0, type="integer", description="at so many of an outlet's newest pages at once"),
    },
    doc_md=__doc__,
    **COMMON | {"start_date": CLOCK_STARTS},  # no day before it can be crawled
)
def collect() -> None:
    """One crawl per outlet, then the day's close."""

    @task
    def outlets(*, params=None, dag_run=None) -> list[dict[str, str]]:
        """Choose the outlets to ask today."""
        import collecting

        return collecting.choose(params["outlets"], dag_run)

    @task(
        pool="crawl",
        retries=3,  # after a scheduler's death the first retry finds the old crawl's lock held
        execution_timeout=timedelta(minutes=40),
        map_index_template="{{ task.op_kwargs['outlet']['slug'] }}",
    )
    def crawl(outlet: dict[str, str], *, dag_run=None) -> dict[str, object]:
        """Crawl one outlet into one take."""
        import collecting

        return collecting.crawl(outlet["slug"], dag_run)

    @task(outlets=[ARCHIVE], trigger_rule=TriggerRule.ALL_DONE)
    def close_day(asked, taken, *, dag_run=None, outlet_events=None) -> None:
        """Name the outlets that failed and hand the day on."""
        import collecting

        day = collecting.close(asked, taken, dag_run)
        outlet_events[ARCHIVE].add_partitions(day.isoformat())

    asked = outlets()
    close_day(asked, crawl.expand(outlet=asked))


collect()
