"""### Send the alerts that quiet hours held back

Ask the saved queries, each hour, and send what nobody was told yet. The intent is on disk before anything
leaves, so nothing is sent twice; most hours there is nothing to send.
"""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag, task
from line import CLOCK_STARTS, COMMON, CRON_ON

HOURLY = CronTriggerTimetable("5 * * * *", timezone="Europe/London")


@dag(schedule=HOURLY if CRON_ON else None, doc_md=__doc__, **COMMON | {"start_date": CLOCK_STARTS})
def alert() -> None:
    """One round."""

    @task(execution_timeout=timedelta(minutes=30))
    def send_what_is_due() -> str:
        """Ask the saved queries, if there are any and anybody to tell."""
        from telling import tell

        return tell("--alerts")

    send_what_is_due()


alert()
