"""What chains the three DAGs into one line: two assets, and the settings that all of them take."""

import os
from datetime import timedelta
from typing import Any

import pendulum
from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule

ARCHIVE = Asset(name="archive", uri="beatbook://archive")  # partitions are London days
LAKE = Asset(name="lake", uri="beatbook://lake")

COMMON: dict[str, Any] = {
    "start_date": pendulum.datetime(2026, 11, 1, tz="Europe/London"),
    "catchup": False,
    "max_active_runs": 1,
    "tags": ["beatbook"],
    "default_args": {
        "execution_timeout": timedelta(minutes=15),
        "retries": 1,  # a task that starts before the API server listens burns one try
        "retry_policy": ExceptionRetryPolicy(
            [
                RetryRule(
                    ["day.Refused", "warehouse.checks.ChecksFailed", "spiders.reading.Pruned"],
                    RetryAction.FAIL,
                )
            ]
        ),
        "retry_delay": timedelta(seconds=float(os.environ.get("BEATBOOK_RETRY_SECONDS", "60"))),
    },
}
CRON_ON = os.environ.get("BEATBOOK_CRON", "on") != "off"  # off where somebody else says when
