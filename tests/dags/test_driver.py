"""A whole day through its three DAGs in one process: what comes out, and what fails."""

import datetime as dt
import subprocess
import time
from types import SimpleNamespace

import driver
import pytest
from driven import ask, content, drive
from village import village

slow = pytest.mark.slow


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """A day of two outlets, the same with a third that is shut, and one of an outlet that nobody knows."""
    folder = tmp_path_factory.mktemp("days")
    with village(folder, ("alpha", "beta"), pages=4, shut=("gamma",), seconds=0.2) as press:
        home = folder / "home"
        first = drive(press.environment, "--outlets", "alpha,beta")
        before, asked = content(home), press.stand.requests.copy()
        second = drive(press.environment)
        again = press.stand.requests - asked
        alone = drive(press.environment, "--outlets", "nobody")
        yield SimpleNamespace(
            home=home,
            first=first, before=before, second=second, after=content(home), again=again, alone=alone,
        )  # fmt: skip


@slow
def test_a_day_ends_in_a_warehouse(days):
    assert (days.first.returncode, days.first.stdout, days.first.stderr) == (0, "", "")
    assert len(days.before["articles"]) == 8
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
def test_a_day_that_fails_says_why_and_where_to_look(days):
    assert days.alone.returncode == 1
    assert "collect failed" in days.alone.stderr
    assert str(days.home / "airflow" / "driver.log") in days.alone.stderr
    assert "no enabled outlet is called nobody" in days.alone.stderr


def test_a_run_that_was_not_finished_keeps_its_name_for_the_day(tmp_path):
    unfinished, today = tmp_path / "unfinished", dt.datetime.now(driver.LONDON).date()
    name = driver._take(unfinished, today)
    assert driver._take(unfinished, today) == name
    unfinished.write_text("20200101T050000-0a1b2c3d")
    assert driver._take(unfinished, today) not in (name, "20200101T050000-0a1b2c3d")


def test_the_log_is_shown_without_what_moves_a_terminal(tmp_path):
    log = tmp_path / "driver.log"
    log.write_text("day.Refused: no such outlet\n" + "more\n" * 30 + "a\x1b[2Jb\n")
    shown = driver._last_lines(log)
    assert (shown[0], shown[-1]) == ("day.Refused: no such outlet", "a\N{REPLACEMENT CHARACTER}[2Jb")


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
