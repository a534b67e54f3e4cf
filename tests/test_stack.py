"""A live day through the scheduler stack: outlets side by side, DAGs started by assets, nothing left."""

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from village import village

from beatbook import guard, stack, stack_setting
from beatbook.refusal import Refusal
from warehouse.home import Home

HOUSE = Path(__file__).resolve().parent.parent
CRAWL = [sys.executable, "-c", "import sys; from beatbook import stack; from warehouse.home import Home;"
         "sys.exit(stack.crawl(Home.from_env()))"]  # fmt: skip
LISTEN = "0A"  # of a socket's state in /proc/net/tcp
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}


def test_a_crawl_without_a_contact_is_refused_before_anything_starts(tmp_path):
    with pytest.raises(Refusal, match="BEATBOOK_CONTACT=you@example"):
        stack.crawl(Home(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path):
    home = Home(tmp_path)
    made = stack_setting.secret(home)
    assert (len(made), stack_setting.secret(home)) == (86, made)  # 64 bytes in base64
    assert (home.airflow / "jwt_secret").stat().st_mode & 0o777 == 0o600


def test_a_port_that_is_taken_is_not_taken_again():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert stack_setting.free_port(port) not in (port, 0)


STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(flush=True)
time.sleep(60)
"""


def test_the_guard_ends_whole_families_and_even_those_who_will_not():
    child = f"[sys.executable, '-c', {STUBBORN!r}], start_new_session=True"
    parent = f"import subprocess, sys; subprocess.run({child})"
    leader = subprocess.Popen([sys.executable, "-c", parent], start_new_session=True, stdout=subprocess.PIPE)
    leader.stdout.readline()
    family = guard.descendants([leader.pid])
    assert len(family) == 1
    reaper = threading.Thread(target=leader.wait)
    reaper.start()
    guard.end({leader.pid}, patience=1)
    reaper.join(5)
    assert guard.running() & (family | {leader.pid}) == set()


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """A day of three outlets and one that is shut: its owner is killed half-way, then it is begun again."""
    folder = tmp_path_factory.mktemp("stack")
    with village(folder, ("alpha", "beta", "delta"), pages=8, shut=("gamma",), seconds=1.0) as press:
        home = Home(folder / "home")
        killed = watched(press, until=lambda: len(asked_for_stories(press)) >= 2)
        journal = home.journal.read_text()
        finished = watched(press, until=lambda: False)
        yield SimpleNamespace(home=home, killed=killed, finished=finished, journal=journal, stand=press.stand)


def asked_for_stories(press):
    """The hosts that were asked for an article so far."""
    return {host for host, target in [*press.stand.requests] if "story" in target}


def watched(press, until):
    """Start a crawl and watch it until it ends or is to be killed; say what was seen of it."""
    crawl = subprocess.Popen(
        CRAWL, env={**os.environ, **press.environment}, cwd=HOUSE,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    listening, family = set(), set()
    deadline = time.monotonic() + 900  # on a busy machine
    with crawl:
        while crawl.poll() is None and time.monotonic() < deadline and not until():
            family |= guard.descendants([crawl.pid])
            listening |= listeners(family)
            time.sleep(0.5)
        family |= guard.descendants([crawl.pid])
        crawl.kill()
        said = crawl.communicate()[0]
    until_gone(family)
    return SimpleNamespace(code=crawl.returncode, said=said, listening=listening, family=family)


def until_gone(family):
    """Wait as long as the guard may take."""
    deadline = time.monotonic() + guard.PATIENCE + 10
    while guard.running() & family and time.monotonic() < deadline:
        time.sleep(0.2)


def listeners(processes):
    """The local addresses on which these processes listen."""
    inodes = set()
    for process in processes:
        for handle in Path(f"/proc/{process}/fd").glob("*"):
            try:
                inodes.add(handle.readlink().name.removeprefix("socket:[").rstrip("]"))
            except OSError:
                continue  # it has ended, or has closed it
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{name}").read_text().splitlines()
    ]
    return {row[1].split(":")[0] for row in rows if row[3] == LISTEN and row[9] in inodes}


needs_proc = pytest.mark.skipif(
    not Path("/proc/net/tcp").exists(), reason="only Linux tells who listens in /proc"
)


@pytest.mark.slow
def test_the_day_ends_in_a_warehouse(day):
    assert day.finished.code == 0, day.finished.said
    with duckdb.connect(str(day.home.warehouse), read_only=True) as connection:
        assert connection.execute("select count(*) from articles").fetchall() == [(24,)]
        runs = dict(connection.execute("select outlet, finish_reason = 'finished' from runs").fetchall())
    assert runs == {"alpha": True, "beta": True, "delta": True, "gamma": False}


@pytest.mark.slow
def test_outlets_are_crawled_side_by_side(day):
    events = [json.loads(line) for line in day.journal.splitlines()]
    change = {"outlet_started": 1, "outlet_done": -1, "outlet_failed": -1}
    steps = [change[event["event"]] for event in sorted(events, key=lambda event: event["at"])
             if event["stage"] == "collect" and event["event"] in change]  # fmt: skip
    assert max(itertools.accumulate(steps)) >= 2


@pytest.mark.slow
def test_a_killed_owner_takes_its_stack_along(day):
    assert day.killed.code == -signal.SIGKILL
    assert len(day.killed.family) > 5
    assert guard.running() & day.killed.family == set()


@pytest.mark.slow
def test_the_next_crawl_goes_on_under_the_same_name(day):
    with duckdb.connect(str(day.home.warehouse), read_only=True) as connection:
        assert len(connection.execute("select distinct run_id from runs").fetchall()) == 1
    assert max(count for (_, target), count in day.stand.requests.items() if "story" in target) <= 2


@pytest.mark.slow
@needs_proc
def test_nothing_listens_beyond_this_machine(day):
    assert day.finished.listening, "the API server was never seen"
    assert day.finished.listening | day.killed.listening <= LOOPBACK


@pytest.mark.slow
def test_no_process_is_left(day):
    assert len(day.finished.family) > 5
    assert guard.running() & day.finished.family == set()


@pytest.mark.slow
def test_no_log_holds_the_secret(day):
    secret = stack_setting.secret(day.home).encode()
    logs = [file for file in day.home.airflow.rglob("*.log") if file.is_file()]
    assert len(logs) > 5
    assert [log for log in logs if secret in log.read_bytes()] == []
    assert secret.decode() not in day.finished.said
