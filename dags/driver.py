"""Run collect, refine and publish one after the other in this process: a whole day without a scheduler.

`python dags/driver.py [--day 2026-11-22] [--outlets guardian,hackney-gazette]`; the environment says where
(docs/architecture.md). Exit code 0 means that all three succeeded, the warehouse's checks included.
"""

import argparse
import datetime as dt
import fcntl
import gc
import os
import secrets
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from day import LONDON

from warehouse.home import REPOSITORY, Home
from warehouse.journal import Journal

STAGES = ("collect", "refine", "publish")
LAST_LINES = 15  # of the log, shown after a failure
REFUSED = "day.Refused: "  # how a line begins that says why a task cannot be done; others may fail after it


def main() -> int:
    """Return 0 if every stage succeeded, 1 if one failed, 2 if another run is under way in this home."""
    gc.set_threshold(50_000, 20, 50)  # Airflow's imports make much, and none of it garbage
    asked = _arguments()
    home = Home.to_fill()
    home.airflow.mkdir(parents=True, exist_ok=True)
    with _alone(home.airflow / "lock") as alone:
        if not alone:
            print(f"Another run is under way in {home.root}: wait, or set BEATBOOK_HOME.", file=sys.stderr)
            return 2
        log = home.airflow / "driver.log"
        with _output_to(log):
            try:
                failed = _run(home, asked)
            except Exception:  # noqa: BLE001 - whatever Airflow raises goes to its log
                traceback.print_exc()
                failed = "Airflow"
        if failed:
            print(f"{failed} failed. The last lines of {log}:\n", file=sys.stderr)
            print(*_last_lines(log), sep="\n", file=sys.stderr)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--day", type=dt.date.fromisoformat, help="a past day is refined again, not crawled")
    parser.add_argument("--outlets", type=lambda given: given.split(","), default=[], help="slugs, by comma")
    parser.add_argument("--look-again", type=int, default=0, help="at so many of an outlet's newest pages")
    return parser.parse_args()


def _run(home: Home, asked: argparse.Namespace) -> str | None:
    """Return the name of the stage that failed, if any did."""
    _set_environment(home)
    journal = Journal(home.journal)
    journal.clear()
    dags = _dags(home)
    today = dt.datetime.now(LONDON).date()
    unfinished = home.airflow / "unfinished"
    conf = {
        "day": (asked.day or today).isoformat(),
        "outlets": asked.outlets,
        "look_again": asked.look_again,
        "poll_all": True,  # somebody asked for this run, and waits for it
    }
    if asked.day in (None, today):
        stages, conf["take"] = STAGES, _take(unfinished, today)
    else:
        stages = STAGES[1:]
    for stage in stages:
        if dags[stage].test(run_conf=conf).state != "success":
            journal.note({"stage": stage, "event": "stage_failed", "reason": "the log says why"})
            return stage
    if "take" in conf:
        unfinished.unlink()
    return None


def _take(unfinished: Path, today: dt.date) -> str:
    """Return the name of today's run that was begun and not brought to its end, else a new one, written down.

    A run that goes on under the old name asks no outlet again for what has already been received.
    """
    named = unfinished.read_text() if unfinished.exists() else ""
    if not named.startswith(f"{today:%Y%m%d}T"):
        named = f"{dt.datetime.now(LONDON):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        beside = unfinished.with_suffix(".part")
        beside.write_text(named)
        beside.replace(unfinished)
    return named


def _set_environment(home: Home) -> None:
    """Configure Airflow, which reads its environment once, at import."""
    settled = (REPOSITORY / "deploy" / "airflow.env").read_text().splitlines()
    os.environ.update(line.split("=", 1) for line in settled if line and not line.startswith("#"))
    os.environ.update(
        AIRFLOW_HOME=str(home.airflow),
        AIRFLOW__CORE__DAGS_FOLDER=str(REPOSITORY / "dags"),
        AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{home.airflow / 'driver.db'}",
        AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH=str(home.airflow / "bundles"),
        BEATBOOK_HOME=str(home.root),
        BEATBOOK_CRON="off",
    )
    os.environ.setdefault("BEATBOOK_RETRY_SECONDS", "5")


def _dags(home: Home) -> dict[str, Any]:
    """Return the three DAGs of a day, with a metadata database of their own that starts empty in every run.

    Migrating it costs six seconds, so an empty one is kept as a template. A killed run thus leaves nothing
    behind that the next could stumble over.
    """
    from importlib.metadata import version

    database = home.airflow / "driver.db"
    template = home.airflow / f"empty-{version('apache-airflow')}.db"
    for leftover in home.airflow.glob("driver.db*"):
        leftover.unlink()
    if template.exists():
        database.write_bytes(template.read_bytes())
    from airflow.dag_processing.dagbag import BundleDagBag
    from airflow.utils import db

    _speak_newest_only()
    if not template.exists():
        db.initdb()
        _copy_database(database, template)
    folder = REPOSITORY / "dags"
    bag = BundleDagBag(dag_folder=folder, bundle_path=folder, bundle_name="dags-folder")
    if bag.import_errors:
        raise ImportError("\n".join(bag.import_errors.values()))
    return bag.dags


def _speak_newest_only() -> None:
    """Let the API inside this process speak its newest versions alone: its only client speaks the newest.

    Airflow makes the routes of all nine, four seconds of each run. Three, because a route that the newest
    has no longer must be found in an older one.
    """
    from airflow.api_fastapi.execution_api.versions import bundle

    bundle.versions = bundle.versions[:3]


def _copy_database(source: Path, target: Path) -> None:
    beside = target.with_suffix(".part")
    beside.unlink(missing_ok=True)
    with sqlite3.connect(source) as connection:
        connection.execute("vacuum into ?", (str(beside),))
    connection.close()
    beside.replace(target)


@contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    """Hold the lock for as long as this process lives; the kernel frees it, however the process ends."""
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _output_to(log: Path) -> Iterator[None]:
    """Send to the log what this process and its children print: Airflow's noise is not the run's result."""
    kept = os.dup(1), os.dup(2)
    with log.open("wb") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for stream, before in zip((1, 2), kept, strict=True):
            os.dup2(before, stream)
            os.close(before)


def _last_lines(log: Path) -> list[str]:
    """Return why tasks refused, and the log's end, harmless for a terminal: outlets have a word in it."""
    lines = log.read_text(errors="replace").splitlines()
    last = lines[-LAST_LINES:]
    refused = dict.fromkeys(line for line in lines if line.startswith(REFUSED) and line not in last)
    lines = [*refused, *last]
    return [
        "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in line)
        for line in lines
    ]


if __name__ == "__main__":
    raise SystemExit(main())
