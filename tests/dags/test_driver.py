"""A whole day through the three DAGs in one process: what comes out, what fails, and what a kill leaves."""

import datetime as dt
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import driver
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

slow = pytest.mark.slow


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
    """A day of two outlets, the same day with a third that is shut, and a day of nobody but that one."""
    folder = tmp_path_factory.mktemp("days")
    with village(folder, ("alpha", "beta"), pages=9, shut=("gamma",), seconds=0.2) as press:
        home, began = folder / "home", time.monotonic()
        first = drive(press.environment, "--outlets", "alpha,beta")
        lasted = time.monotonic() - began
        before, asked = content(home), press.stand.requests.copy()
        second = drive(press.environment)
        again = press.stand.requests - asked
        alone = drive(press.environment, "--outlets", "gamma")
        yield SimpleNamespace(
            press=press, folder=folder, home=home, lasted=lasted,
            first=first, before=before, second=second, after=content(home), again=again, alone=alone,
        )  # fmt: skip


@slow
def test_a_day_ends_in_a_warehouse(days):
    assert (days.first.returncode, days.first.stdout, days.first.stderr) == (0, "", "")
    assert len(days.before["articles"]) == 18
    assert {row[1] for row in days.before["topics"]} >= {"stop-and-search"}
    assert days.before["mentions"]


@slow
def test_a_second_run_adds_nothing_and_asks_for_no_page_again(days):
    assert days.second.returncode == 0
    assert days.after == days.before
    assert [target for _, target in days.again if "story" in target] == []


@slow
def test_an_outlet_that_fails_is_recorded_and_does_not_fail_the_day(days):
    reasons = dict(ask(days.home, "select outlet, finish_reason from runs"))
    assert reasons["alpha"] == "finished"
    assert "no source answered" in reasons["gamma"]


@slow
def test_a_day_of_failures_only_fails_and_says_where_to_look(days):
    assert days.alone.returncode == 1
    assert "collect failed" in days.alone.stderr
    assert str(days.home / "airflow" / "driver.log") in days.alone.stderr
    assert "only 0 of 1 outlets could be collected, not gamma" in days.alone.stderr


@slow
def test_killed_at_ten_moments_it_ends_as_if_undisturbed(days):
    environment = {**days.press.environment, "BEATBOOK_HOME": str(days.folder / "killed")}
    moments = [days.lasted * (part + random.random()) / KILLS for part in range(KILLS)]
    killed = [kill_after(moment, environment) for moment in random.sample(moments, KILLS)]
    last = drive(environment, "--outlets", "alpha,beta")
    assert last.returncode == 0, last.stderr
    assert killed.count(True) > KILLS / 2, "most were faster: the moments say nothing"
    assert content(days.folder / "killed") == days.before, f"killed after {moments}"


def kill_after(seconds, environment):
    """Start a driver and kill it without warning; say whether it was killed or had come to its end before."""
    command = [*DRIVER, "--outlets", "alpha,beta"]
    process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def test_a_run_that_was_not_finished_keeps_its_name_for_the_day(tmp_path):
    unfinished, today = tmp_path / "unfinished", dt.datetime.now(driver.LONDON).date()
    name = driver._take(unfinished, today)
    assert driver._take(unfinished, today) == name
    unfinished.write_text("20200101T050000-0a1b2c3d")
    assert driver._take(unfinished, today) not in (name, "20200101T050000-0a1b2c3d")


def test_the_log_is_shown_without_what_moves_a_terminal(tmp_path):
    log = tmp_path / "driver.log"
    log.write_text("a\x1b[2Jb\n")
    assert driver._last_lines(log) == ["a\N{REPLACEMENT CHARACTER}[2Jb"]


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
