"""The driver killed without warning, ten times at random: the next run ends as if nothing had happened."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest
from driven import HOUSE, content
from village import village

KILLS = 10
# Half of a short run is Airflow's imports, database and routes, which hold nothing of ours: they are made
# once, and each run is a fork that begins behind them. A line starts it; it tells its process, then its end.
WARM = """
import os, sys, threading
told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # Airflow prints as well
import driver
from warehouse.home import Home
home = Home.to_fill()
home.airflow.mkdir(parents=True)
driver._set_environment(home)
driver._dags(home)
import airflow.sdk.execution_time.supervisor
airflow.sdk.execution_time.supervisor.in_process_api_server().app
import collecting, refining, relating, warehouse.publish
assert threading.active_count() == 1
print("warm", file=told, flush=True)
for _ in sys.stdin:
    child = os.fork()
    if not child:
        os._exit(driver.main())
    print(child, file=told, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=told, flush=True)
"""


@pytest.mark.slow
def test_killed_at_ten_moments_it_ends_as_if_undisturbed(tmp_path):
    with village(tmp_path, ("alpha",), pages=3) as press:
        with warm(press.environment) as run:
            began = time.monotonic()
            undisturbed = run()
            lasted = time.monotonic() - began
        moments = [lasted * (part + random.random()) / KILLS for part in range(KILLS)]
        with warm({**press.environment, "BEATBOOK_HOME": str(tmp_path / "killed")}) as run:
            killed = [run(kill_after=moment) for moment in random.sample(moments, KILLS)]
            last = run()
    assert (undisturbed, last) == (0, 0)
    assert killed.count(-signal.SIGKILL) > KILLS / 2, "most were faster: the moments say nothing"
    assert set(killed) <= {0, -signal.SIGKILL}
    assert content(tmp_path / "killed") == content(tmp_path / "home"), f"killed after {moments}"


@contextmanager
def warm(environment):
    """Yield a function that runs the driver, or kills it after so many seconds; it returns its exit code."""
    process = subprocess.Popen(
        [sys.executable, "-c", WARM],
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join([str(HOUSE), str(HOUSE / "dags")])},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip

    def run(kill_after=None):
        process.stdin.write("go\n")
        child = int(process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it has come to its end
                os.kill(child, signal.SIGKILL)
        return int(process.stdout.readline())

    with process:
        assert process.stdout.readline() == "warm\n"
        yield run
        process.stdin.close()
