"""The four DAGs as Airflow sees them: which there are, what chains them, and what reading them costs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pendulum
import pytest

HOUSE = Path(__file__).resolve().parents[2]
DAGS = {"collect", "refine", "publish", "alert"}

LOOK = """
import json, sys
from airflow.dag_processing.dagbag import BundleDagBag
bag = BundleDagBag(dag_folder=sys.argv[1], bundle_path=sys.argv[1], bundle_name="dags-folder")
heavy = {"duckdb", "pyarrow", "scrapy", "twisted.internet.reactor", "spiders", "transforms", "warehouse"}
clock = bag.dags["collect"].timetable
print(json.dumps({
    "errors": bag.import_errors,
    "heavy": sorted(heavy & set(sys.modules)),
    "clock": [getattr(clock, "expression", None), str(getattr(clock, "timezone", None))],
    "starts": str(bag.dags["collect"].start_date),
}))
"""


@pytest.fixture(scope="module")
def bag():
    from airflow.dag_processing.dagbag import BundleDagBag

    folder = HOUSE / "dags"
    return BundleDagBag(dag_folder=folder, bundle_path=folder, bundle_name="dags-folder")


def look(**env):
    """What a process that does nothing but read the DAG files finds."""
    said = subprocess.run(
        [sys.executable, "-c", LOOK, HOUSE / "dags"],
        env={**os.environ, **env}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(said.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def looked():
    return look()


def tasks(bag):
    return [task for dag in bag.dags.values() for task in dag.tasks]


def test_there_are_these_dags_and_no_import_error(bag):
    assert bag.import_errors == {}
    assert set(bag.dags) == DAGS


def test_every_module_beside_the_dags_is_kept_from_the_dag_scan():
    modules = {file.name for file in (HOUSE / "dags").glob("*.py")}
    ignored = set((HOUSE / "dags" / ".airflowignore").read_text().splitlines())
    assert modules - ignored == {f"{name}.py" for name in DAGS}


def test_every_dag_tells_in_its_own_words_what_it_does(bag):
    assert [name for name, dag in bag.dags.items() if len(dag.doc_md or "") < 100] == []


def test_every_pool_that_a_task_waits_for_is_declared(bag):
    declared = set(json.loads((HOUSE / "deploy" / "pools.json").read_text()))
    wanted = {task.pool for task in tasks(bag)} - {"default_pool"}
    assert wanted == declared


def test_one_writer_at_a_time():
    assert json.loads((HOUSE / "deploy" / "pools.json").read_text())["duckdb_writer"]["slots"] == 1


def test_every_task_is_tried_again_and_ends_in_time(bag):
    assert len(tasks(bag)) == 9
    assert [task.task_id for task in tasks(bag) if task.retries < 1 or not task.execution_timeout] == []
    assert bag.dags["collect"].get_task("crawl").retries >= 3


def test_the_dags_are_chained_by_the_partitions_of_two_assets(bag):
    asked = {name: bag.dags[name].timetable.asset_condition.name for name in ("refine", "publish")}
    given = {task.task_id: {asset.name for asset in task.outlets} for task in tasks(bag) if task.outlets}
    assert asked == {"refine": "archive", "publish": "lake"}
    assert given == {"close_day": {"archive"}, "relate_day": {"lake"}}
    assert type(bag.dags["refine"].timetable).__name__ == "PartitionedAssetTimetable"


def test_reading_the_dag_files_imports_nothing_heavy(looked):
    assert looked["errors"] == {}
    assert looked["heavy"] == []


def test_the_day_begins_at_five_in_london(looked):
    assert looked["clock"] == ["0 5 * * *", "Europe/London"]


def test_the_clock_can_be_switched_off_and_told_where_to_begin():
    said = look(BEATBOOK_CRON="off", BEATBOOK_SINCE="2026-11-28")
    assert said["clock"] == [None, "None"]
    assert said["starts"] == "2026-11-28 00:00:00+00:00"


@pytest.mark.parametrize(
    ("at", "next_tick"),
    [
        ("2026-11-28 02:00", "2026-11-28 05:00"),  # not yesterday's, which could no longer be crawled
        ("2026-11-28 11:00", "2026-11-28 05:00"),  # missed by some hours, and made up for
    ],
)
def test_a_stack_started_in_the_night_waits_for_today(bag, monkeypatch, at, next_tick):
    from airflow.timetables import trigger
    from airflow.timetables.base import TimeRestriction

    midnight = pendulum.datetime(2026, 11, 28, tz="Europe/London")
    monkeypatch.setattr(trigger, "utcnow", lambda: pendulum.parse(at))
    clock = trigger.CronTriggerTimetable("0 5 * * *", timezone="Europe/London")
    found = clock.next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(earliest=midnight, latest=None, catchup=False),
    )
    assert found.run_after == pendulum.parse(next_tick)
