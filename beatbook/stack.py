"""The scheduler stack on loopback: a live day with its outlets side by side, or the line that runs by itself.

It is Airflow's API server, DAG processor and scheduler; no triggerer, since nothing defers. All of them end
when their owner does.
"""

import datetime as dt
import json
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from beatbook import stack_setting
from beatbook.airflow_api import AirflowApi, Run, wait_for
from beatbook.printable import printable
from beatbook.refusal import Refusal
from beatbook.screen import say
from beatbook.supervision import Supervisor, supervising
from beatbook.watching import watching
from warehouse.home import REPOSITORY, Home
from warehouse.journal import Journal

LONDON = ZoneInfo("Europe/London")
DAGS = ("collect", "refine", "publish")
HOURLY = "alert"  # waits for its own clock, if clocks are on
AIRFLOW = (sys.executable, "-m", "airflow")
HEALTHY = 300.0  # seconds that a small, busy machine may take until all three answer
HANDOVER = 120.0  # seconds until the scheduler starts the DAG whose asset has come; 1 to 3 are usual


def up(home: Home) -> int:
    """Run the stack until Ctrl-C or SIGTERM, its clock on, and return 0; raises Refusal if it breaks."""
    try:
        with _stack(home, clock=True) as (api, supervisor):
            say(f"Airflow is at {api.address}; it crawls every day at 05:00 London time. Ctrl-C stops it.")
            while True:
                supervisor.check()
                time.sleep(1)
    except KeyboardInterrupt:
        say("stopped.")
        return 0


def crawl(
    home: Home, outlets: Sequence[str] | None = None, *, poll_all: bool = False, look_again: int = 0
) -> int:
    """Collect, refine and publish today through the stack; return 0, or 130 if it was interrupted.

    `poll_all` asks the feeds and sitemaps that are not due as well; `look_again` looks at so many of each
    outlet's newest pages, whenever they had their last look.

    Raises Refusal if the stack cannot start or a DAG fails; what collected so far stays in the archive.
    """
    day = dt.datetime.now(LONDON).date().isoformat()
    journal = Journal(home.journal)
    try:
        with _stack(home, clock=False) as (api, supervisor):
            journal.clear()
            with watching(journal) as show:

                def meanwhile() -> None:
                    show()
                    supervisor.check()

                asked = {"outlets": list(outlets or ()), "poll_all": poll_all, "look_again": look_again}
                _LiveDay(api, home, day, meanwhile).follow(asked)
    except KeyboardInterrupt:
        say("stopped; what was collected stays, and the next crawl goes on from there.")
        return 130
    return 0


@dataclass(frozen=True)
class _LiveDay:
    """One day's way through the stack; `meanwhile` is called while there is nothing to do but wait."""

    api: AirflowApi
    home: Home
    day: str
    meanwhile: Callable[[], None]

    def follow(self, asked: Mapping[str, Any]) -> None:
        """Start collect with these parameters and return once publish has succeeded; raises Refusal."""
        conf = {"day": self.day, "take": self._take(), **asked}
        run = self.api.trigger("collect", conf)
        self._succeed(run)
        for dag in DAGS[1:]:
            run = self._next(dag, run)
            self._succeed(run)

    def _take(self) -> str:
        """Return the name of the day's run that was begun and not brought to its end, else a new one.

        A run that goes on under the old name asks no outlet again for what has already been received.
        """
        left = [run for dag in DAGS for run in self.api.abandon(dag) if dag == "collect"]
        named = [run.conf["take"] for run in left if run.conf.get("day") == self.day and "take" in run.conf]
        return named[0] if named else f"{dt.datetime.now(LONDON):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"

    def _next(self, dag: str, after: Run) -> Run:
        def begun() -> Run | None:
            return self.api.run_after(dag, self.day, after.queued_at)

        run = wait_for(begun, HANDOVER, self.meanwhile)
        if run is None:
            log = self.home.airflow / "scheduler.log"
            raise Refusal(f"{dag} was not started for {self.day}; {log} may say why", 1)
        return run

    def _succeed(self, run: Run) -> None:
        def over() -> Run | None:
            now = self.api.run(run)
            return now if now.is_over else None

        ended = wait_for(over, None, self.meanwhile)
        if ended is None or ended.state != "success":
            why = self._why(run)
            Journal(self.home.journal).note({"stage": run.dag, "event": "stage_failed", "reason": why})
            raise Refusal(why, 1)

    def _why(self, run: Run) -> str:
        """Return which task failed first and what it said, and where all logs of the run are."""
        logs = self.home.airflow / "logs" / f"dag_id={run.dag}" / f"run_id={run.run_id}"
        failed = sorted(self.api.failed_tasks(run), key=lambda task: task["end_date"] or "")
        said = f"; {failed[0]['task_id']} said: {_last_error(logs, failed[0])}" if failed else ""
        return printable(f"{run.dag} failed{said}\nIts logs are in {logs}")


def _last_error(logs: Path, task: Mapping[str, Any]) -> str:
    """Return the last exception in a task's log, as in `Refused: no enabled outlet is called x`."""
    mapped = f"map_index={task['map_index']}" if task["map_index"] >= 0 else ""
    log = logs / f"task_id={task['task_id']}" / mapped / f"attempt={task['try_number']}.log"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    errors = [
        error
        for line in lines
        if line.startswith("{")
        for error in json.loads(line).get("error_detail") or ()
    ]
    return f"{errors[-1]['exc_type']}: {errors[-1]['exc_value']}" if errors else f"nothing; see {log}"


@contextmanager
def _stack(home: Home, *, clock: bool) -> Iterator[tuple[AirflowApi, Supervisor]]:
    """Start the three processes, give the API once the DAGs may run, and end everything on leaving."""
    if not (os.environ.get("BEATBOOK_CONTACT") or os.environ.get("BEATBOOK_NEWSSTAND")):
        raise Refusal(
            "Outlets must be able to reach whoever crawls them: set BEATBOOK_CONTACT to your address, or to "
            "a page about your crawl, as in\n  BEATBOOK_CONTACT=you@example.org make crawl"
        )
    home.airflow.mkdir(parents=True, exist_ok=True)
    port = stack_setting.free_port()
    setting = stack_setting.environment(home, port, clock=clock)
    api = AirflowApi(port)
    with _interruptible(), supervising(home.airflow, setting, home.airflow / "lock") as supervisor:
        say("starting Airflow on this machine; a minute or so ...")
        stack_setting.migrate(home, setting)
        supervisor.start("api-server", [*AIRFLOW, "api-server", "--workers", "1"])
        supervisor.start("dag-processor", [*AIRFLOW, "dag-processor"])
        # Its log server would listen on every address of the machine.
        supervisor.start("scheduler", [*AIRFLOW, "scheduler", "--skip-serve-logs"])
        if not wait_for(api.is_healthy, HEALTHY, supervisor.check):
            raise Refusal(
                f"Airflow did not become healthy in {HEALTHY:.0f} s; its logs are in {home.airflow}", 1
            )
        api.log_in()
        api.set_pools(json.loads((REPOSITORY / "deploy" / "pools.json").read_text(encoding="utf-8")))
        if not wait_for(lambda: {*DAGS, HOURLY} <= api.dags(), HEALTHY, supervisor.check):
            raise Refusal(f"Airflow did not read the DAGs; see {home.airflow}/dag-processor.log", 1)
        for dag in (HOURLY, *reversed(DAGS)):  # collect last: its clock may start it at once
            api.unpause(dag)
        yield api, supervisor


@contextmanager
def _interruptible() -> Iterator[None]:
    """Make SIGTERM do what Ctrl-C does, so that neither leaves a process behind."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
