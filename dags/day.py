"""Say which London day a run stands for, so that all three DAGs mean the same partition."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any, Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Run(Protocol):
    """What is read of an Airflow DAG run."""

    run_id: str
    run_after: datetime
    logical_date: datetime | None
    start_date: datetime | None
    partition_key: str | None
    conf: dict[str, Any] | None


def day_of(dag_run: Run) -> str:
    """Return the run's day as YYYY-MM-DD: its partition key, else the day asked for, else when it was due."""
    named = dag_run.partition_key or (dag_run.conf or {}).get("day")
    if named:
        return date.fromisoformat(str(named)).isoformat()
    return _london(dag_run.logical_date or dag_run.run_after)


def crawl_day(dag_run: Run) -> str:
    """Return the run's day if a crawl may still stand for it.

    A crawl sees what outlets offer now, so it cannot be done for another day; one that runs past midnight
    belongs to the day it started on. Raises ValueError for any other day.
    """
    day, started = day_of(dag_run), _london(dag_run.start_date or dag_run.run_after)
    if day != started:
        raise ValueError(
            f"{day} cannot be crawled on {started}: outlets only offer what is new now. "
            f"To read {day}'s archive again, run refine for that day."
        )
    return day


def take_id(dag_run: Run) -> str:
    """Return a name for the run's takes that is safe in a file name and the same in every retry."""
    return f"{dag_run.run_after:%Y%m%dT%H%M%S}-{sha256(dag_run.run_id.encode()).hexdigest()[:8]}"


def _london(moment: datetime) -> str:
    return moment.astimezone(LONDON).date().isoformat()
