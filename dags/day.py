"""Say which London day a run stands for, so that collect, refine and publish mean the same partition."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LONGEST = timedelta(hours=6)  # a crawl with all its retries; sixty outlets take less than one


class Run(Protocol):
    """What is read of an Airflow DAG run."""

    run_id: str
    run_after: datetime
    logical_date: datetime | None
    start_date: datetime | None
    partition_key: str | None
    conf: dict[str, Any] | None


class Refused(Exception):
    """A run that no second try can mend; raised by tasks, which then fail at once."""


def day_of(dag_run: Run) -> date:
    """Return the run's day: its partition key, else the day asked for, else when it was due."""
    named = dag_run.partition_key or (dag_run.conf or {}).get("day")
    if named is None:
        return _london(dag_run.logical_date or dag_run.run_after)
    try:
        return date.fromisoformat(named)
    except (ValueError, TypeError):
        raise Refused(f"the day {named!r} must be written like 2026-11-22") from None


def crawl_day(dag_run: Run, now: datetime | None = None) -> date:
    """Return the run's day if a crawl may still stand for it.

    A crawl sees what outlets offer now, so it cannot be done for another day; one that runs past midnight
    belongs to the day it started on. Raises Refused for any other day, and for a run found again long after.
    """
    day, started_at = day_of(dag_run), dag_run.start_date or dag_run.run_after
    if day != _london(started_at) or (now or datetime.now(UTC)) - started_at > LONGEST:
        raise Refused(
            f"{day} can no longer be crawled: outlets only offer what is new now. "
            f"To read {day}'s archive again, run refine for that day."
        )
    return day


def take_id(dag_run: Run) -> str:
    """Return a name for the run's takes that is the same in every retry, and fit for a file's name.

    A run that goes on where a killed one stopped is given that one's in its conf.
    """
    if named := (dag_run.conf or {}).get("take"):
        return str(named)
    return f"{dag_run.run_after:%Y%m%dT%H%M%S}-{sha256(dag_run.run_id.encode()).hexdigest()[:8]}"


def _london(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
