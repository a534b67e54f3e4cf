"""A whole day through the three DAGs in one process: what comes out, what fails, and what a kill leaves."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from village import village

HOUSE = Path(__file__).resolve().parents[2]
DRIVER = [sys.executable, str(HOUSE / "dags" / "driver.py")]
KILLS = 10

CONTENT = {
    "articles": "select * exclude (run_id, fetched_at, warc_file, warc_offset, batch_id) from articles",
    "texts": "select article_id, body from article_texts",
    "topics": "select * exclude (version) from article_topics",
    "entities": "select * exclude (version) from article_entities",
    "mentions": "select * exclude (version) from mentions",
    "pages": "select distinct outlet, url, outcome, article_id from fetches where outcome <> 'known'",
}

pytestmark = pytest.mark.slow


def drive(environment, *arguments):
    return subprocess.run(
        [*DRIVER, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )


def ask(home, query):
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return sorted(connection.execute(query).fetchall(), key=repr)


def content(home):
    return {name: ask(home, query) for name, query in CONTENT.items()}


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """The same day twice where one of three outlets is shut, then once with nobody but that one."""
    folder = tmp_path_factory.mktemp("days")
    with village(folder, ("alpha", "beta"), pages=6, shut=("gamma",)) as press:
        home = folder / "home"
        first, before = drive(press.environment), content(home)
        asked = dict(press.stand.requests)
        second, after = drive(press.environment), content(home)
        again = {key: count - asked.get(key, 0) for key, count in press.stand.requests.items()}
        alone = drive(press.environment, "--outlets", "gamma")
        yield SimpleNamespace(home=home, first=first, before=before, second=second, after=after,
                              again=again, alone=alone)  # fmt: skip


def test_a_day_ends_in_a_warehouse(days):
    assert (days.first.returncode, days.first.stdout, days.first.stderr) == (0, "", "")
    assert len(days.before["articles"]) == 12
    assert {row[1] for row in days.before["topics"]} >= {"stop-and-search"}
    assert days.before["mentions"]


def test_a_second_run_adds_nothing_and_asks_for_no_page_again(days):
    assert days.second.returncode == 0
    assert days.after == days.before
    assert [target for (_, target), count in days.again.items() if "story" in target and count] == []


def test_an_outlet_that_fails_is_recorded_and_does_not_fail_the_day(days):
    reasons = dict(ask(days.home, "select outlet, finish_reason from runs"))
    assert reasons["alpha"] == "finished"
    assert "no source answered" in reasons["gamma"]


def test_a_day_of_failures_only_fails_and_says_where_to_look(days):
    assert days.alone.returncode == 1
    assert "collect failed" in days.alone.stderr
    assert str(days.home / "airflow" / "driver.log") in days.alone.stderr
    assert "only 0 of 1 outlets could be collected, not gamma" in days.alone.stderr


def test_two_drivers_do_not_share_a_home(tmp_path):
    with village(tmp_path, ("alpha",), pages=1) as press:
        lock = tmp_path / "home" / "airflow" / "lock"
        lock.parent.mkdir(parents=True)
        holder = subprocess.Popen(["flock", str(lock), "sleep", "60"])
        try:
            time.sleep(0.5)
            refused = drive(press.environment)
        finally:
            holder.kill()
            holder.wait()
    assert refused.returncode == 2
    assert "Another run is under way" in refused.stderr


def test_killed_at_ten_moments_it_ends_as_if_undisturbed(tmp_path):
    with village(tmp_path, ("alpha", "beta"), pages=9, seconds=0.2) as press:
        calm, killed = (
            {**press.environment, "BEATBOOK_HOME": str(tmp_path / name)} for name in ("calm", "killed")
        )
        began = time.monotonic()
        assert drive(calm).returncode == 0
        lasted = time.monotonic() - began
        moments = [lasted * (part + random.random()) / KILLS for part in range(KILLS)]
        for moment in random.sample(moments, KILLS):
            kill_after(moment, killed)
        last = drive(killed)
        assert last.returncode == 0, last.stderr
    assert content(tmp_path / "killed") == content(tmp_path / "calm"), f"killed after {moments}"


def kill_after(seconds, environment):
    """Start a driver and kill it without warning, unless it was faster."""
    driver = subprocess.Popen(DRIVER, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        driver.wait(seconds)
    except subprocess.TimeoutExpired:
        driver.send_signal(signal.SIGKILL)
        driver.wait()
