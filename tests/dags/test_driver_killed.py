"""The driver killed without warning, ten times at random: the next run ends as if nothing had happened."""

import os
import random
import subprocess
import time

import pytest
from driven import DRIVER, content, drive
from village import village

KILLS = 10


@pytest.mark.slow
def test_killed_at_ten_moments_it_ends_as_if_undisturbed(tmp_path):
    with village(tmp_path, ("alpha", "beta"), pages=4, seconds=0.1) as press:
        press.environment["BEATBOOK_SITE"] = "off"
        press.environment["BEATBOOK_DIGEST"] = "off"
        began = time.monotonic()
        undisturbed = drive(press.environment)
        lasted = time.monotonic() - began
        environment = {**press.environment, "BEATBOOK_HOME": str(tmp_path / "killed")}
        moments = [lasted * (part + random.random()) / KILLS for part in range(KILLS)]
        killed = [kill_after(moment, environment) for moment in random.sample(moments, KILLS)]
        last = drive(environment)
    assert undisturbed.returncode == 0, undisturbed.stderr
    assert last.returncode == 0, last.stderr
    assert killed.count(True) > KILLS / 2, "most were faster: the moments say nothing"
    assert content(tmp_path / "killed") == content(tmp_path / "home"), f"killed after {moments}"


def kill_after(seconds, environment):
    """Start a driver and kill it without warning; say whether it was killed or had come to its end before."""
    process = subprocess.Popen(DRIVER, env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False
