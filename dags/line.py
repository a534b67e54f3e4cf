"""What chains collect, refine and publish into one line: two assets, and the settings that all DAGs take."""

import os
from datetime import timedelta
from typing import Any

import pendulum
from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule

ARCHIVE = Asset(name="archive", uri="beatbook://archive")  # partitions are London days
LAKE = Asset(name="lake", uri="beatbook://lake")

LONG_AGO = pendulum.datetime(2026, 11, 1, tz="Europe/London")
COMMON: dict[str, Any] = {
    "start_date": LONG_AGO,
    "catchup": False,
    "max_active_runs": 1,
    "tags": ["beatbook"],
    "default_args": {
        "execution_timeout": timedelta(minutes=15),
        "retries": 1,  # a task that starts before the API server listens burns one try
        "retry_policy": ExceptionRetryPolicy([RetryRule("day.Refused", RetryAction.FAIL)]),
        "retry_delay": timedelta(seconds=float(os.environ.get("BEATBOOK_RETRY_SECONDS", "60"))),
    },
}
SINCE = os.environ.get("BEATBOOK_SINCE")  # a day: Airflow makes up for the last tick it missed, if not older
CLOCK_STARTS = pendulum.from_format(SINCE, "YYYY-MM-DD", tz="Europe/London") if SINCE else LONG_AGO
CRON_ON = os.environ.get("BEATBOOK_CRON", "on") != "off"  # off where somebody else says when
