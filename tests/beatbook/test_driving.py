"""A run is followed to its end, its exit code is the driver's, and nothing outlives an interrupt."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beatbook import driving, screen
from warehouse.home import Home
from warehouse.journal import Journal

DRIVER = """
import os, sys
from pathlib import Path
from warehouse.journal import Journal
journal = Journal(Path(os.environ["BEATBOOK_HOME"]) / "journal.jsonl")
journal.note({"stage": "collect", "event": "stage_started", "total": 1})
journal.note({"stage": "collect", "event": "outlet_done", "outlet": "gazette", "offered": 3, "fetched": 2,
              "outcomes": {"fetched": 2, "gone": 1}})
journal.note({"stage": "collect", "event": "stage_done"})
journal.note({"stage": "publish", "event": "stage_failed", "reason": "a check found 2 rows"})
print("the driver's last \\x1b[31mwords", file=sys.stderr)
raise SystemExit(3)
"""
ENDLESS = """
import os, subprocess, sys, time
from pathlib import Path
crawl = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
Path(os.environ["BEATBOOK_HOME"], "pids").write_text(f"{os.getpid()} {crawl.pid}")
time.sleep(600)
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    screen.err.cache_clear()
    return Home(tmp_path)


def test_a_run_is_told_to_its_last_event_and_ends_with_the_drivers_code(home, capfd):
    Journal(home.journal).note({"stage": "collect", "event": "outlet_done", "outlet": "of-yesterday"})
    time.sleep(1.1)  # an event of an earlier run
    code, progress = driving.drive(home, {"BEATBOOK_HOME": str(home.root)}, [sys.executable, "-c", DRIVER])
    told = capfd.readouterr()
    assert code == 3
    assert list(progress.outlets) == ["gazette"]
    assert progress.stages["publish"].state == "failed"
    assert told.out == ""
    assert "gazette: 3 offered, 2 fetched" in told.err
    assert "a check found 2 rows" in told.err
    assert "the driver's last \ufffd[31mwords" in told.err


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_ends_the_driver_and_its_crawls(home, sign):
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from beatbook.driving import drive\nfrom warehouse.home import Home\n"
        "home = Home(Path(sys.argv[1]))\n"
        "drive(home, {'BEATBOOK_HOME': sys.argv[1]}, [sys.executable, '-c', sys.argv[2]])"
    )
    watcher = subprocess.Popen(
        [sys.executable, "-c", script, str(home.root), ENDLESS],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a suite behind `&` ignores it
    )
    pids = [int(pid) for pid in _written(home.root / "pids").split()]
    assert all(_runs(pid) for pid in pids)
    watcher.send_signal(sign)
    _, said = watcher.communicate(timeout=20)
    assert watcher.returncode != 0
    assert b"KeyboardInterrupt" in said
    assert not any(_runs(pid) for pid in pids)


def _written(file: Path) -> str:
    """Return what a process writes into a file, once it has."""
    for _ in range(200):
        if file.exists() and file.read_text():
            return file.read_text()
        time.sleep(0.1)
    raise AssertionError(f"{file.name} was never written")


def _runs(pid: int) -> bool:
    """Return whether a process runs; one that ended and waits for its parent does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
