"""Asks the scheduler stack's API server; the command line knows Airflow by its REST API only."""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

PAUSE = 0.2  # seconds between redrawings while waiting
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between tries while the server fails
T = TypeVar("T")
NEEDED = ("metadatabase", "scheduler", "dag_processor")  # no triggerer: nothing defers


@dataclass(frozen=True)
class Run:
    """One run of one DAG."""

    dag: str
    run_id: str
    state: str
    partition: str | None
    queued_at: dt.datetime
    conf: Mapping[str, Any]

    @property
    def is_over(self) -> bool:
        """Whether it has succeeded or failed."""
        return self.state in ("success", "failed")


class AirflowApi:
    """Airflow's REST API on a port of loopback."""

    def __init__(self, port: int) -> None:
        # No proxy of the environment is asked: this never leaves the machine.
        self.address = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(base_url=self.address, trust_env=False, timeout=60)

    def is_healthy(self) -> bool:
        """Whether the API server answers and says that the others are well."""
        try:
            told = self._client.get("/api/v2/monitor/health")
        except httpx.TransportError:
            return False
        return told.is_success and all(told.json()[name]["status"] == "healthy" for name in NEEDED)

    def log_in(self) -> None:
        """Take a token; every further request carries it."""
        token = self._asked("GET", "/auth/token")["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def set_pools(self, pools: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the pools what the file says."""
        there = {pool["name"] for pool in self._asked("GET", "/api/v2/pools")["pools"]}
        for name, pool in pools.items():
            if name in there:
                self._asked("PATCH", f"/api/v2/pools/{name}", {"pool": name, **pool})
            else:
                self._asked("POST", "/api/v2/pools", {"name": name, **pool})

    def dags(self) -> set[str]:
        """Return the ids of the DAGs that were read so far."""
        return {dag["dag_id"] for dag in self._asked("GET", "/api/v2/dags")["dags"]}

    def unpause(self, dag: str) -> None:
        """Let a DAG run."""
        self._asked("PATCH", f"/api/v2/dags/{dag}", {"is_paused": False})

    def trigger(self, dag: str, conf: Mapping[str, Any]) -> Run:
        """Start a run and return it.

        It is named here, so that asking again after a failure cannot start a second one.
        """
        path, name = f"/api/v2/dags/{dag}/dagRuns", f"manual__{uuid.uuid4()}"
        told = self._answer("POST", path, {"dag_run_id": name, "logical_date": None, "conf": conf})
        if told.status_code == httpx.codes.CONFLICT:  # an earlier asking did start it
            told = self._answer("GET", f"{path}/{name}")
        return _run(told.raise_for_status().json())

    def run(self, run: Run) -> Run:
        """Return the run as it is now."""
        return _run(self._asked("GET", f"/api/v2/dags/{run.dag}/dagRuns/{run.run_id}"))

    def abandon(self, dag: str) -> list[Run]:
        """Fail the runs that an earlier stack left under way, and return them, the newest first."""
        path = f"/api/v2/dags/{dag}/dagRuns?state=running&state=queued&order_by=-run_after&limit=100"
        left = [_run(told) for told in self._asked("GET", path)["dag_runs"]]
        for run in left:
            self._asked("PATCH", f"/api/v2/dags/{dag}/dagRuns/{run.run_id}", {"state": "failed"})
        return left

    def run_after(self, dag: str, partition: str, moment: dt.datetime) -> Run | None:
        """Return the DAG's first run for a partition that was queued after the moment."""
        found = self._asked("GET", f"/api/v2/dags/{dag}/dagRuns?order_by=-run_after&limit=50")["dag_runs"]
        runs = [run for run in map(_run, found) if run.partition == partition and run.queued_at >= moment]
        return min(runs, key=lambda run: run.queued_at, default=None)

    def failed_tasks(self, run: Run) -> list[dict[str, Any]]:
        """Return `task_id`, `map_index`, `try_number` and more of each task that failed in a run."""
        path = f"/api/v2/dags/{run.dag}/dagRuns/{run.run_id}/taskInstances?state=failed&limit=100"
        return list(self._asked("GET", path)["task_instances"])

    def _asked(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        return dict(self._answer(method, path, body).raise_for_status().json())

    def _answer(self, method: str, path: str, body: object = None) -> httpx.Response:
        """Return the answer; asks again while the server fails, so nothing that counts twice may come here.

        Airflow answers 500 when its SQLite database is locked, as happens while its processes start.
        """
        answer = self._client.request(method, path, json=body)
        for pause in PAUSES:
            if not answer.is_server_error:
                break
            time.sleep(pause)
            answer = self._client.request(method, path, json=body)
        return answer


def wait_for(
    look: Callable[[], T], seconds: float | None, meanwhile: Callable[[], None], every: float = 1.0
) -> T | None:
    """Return the first true thing that `look` finds, None if time is up; `seconds` None waits for ever.

    `meanwhile` is called several times between looks and may raise.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    while not (found := look()):
        again = time.monotonic() + every
        while time.monotonic() < again:
            meanwhile()
            time.sleep(PAUSE)
        if deadline is not None and time.monotonic() > deadline:
            return None
    return found


def _run(told: Mapping[str, Any]) -> Run:
    return Run(
        told["dag_id"],
        told["dag_run_id"],
        told["state"],
        told["partition_key"],
        dt.datetime.fromisoformat(told["queued_at"] or told["run_after"]),  # no queue for those by the clock
        told["conf"] or {},
    )
