"""Runs what writes and sends digest and alerts, and judges it by its exit code; no DAG file."""

import subprocess
import sys

from day import Refused

UNDELIVERED = 3  # of beatbook.digest: all is written, and something did not arrive or cannot be read


def tell(*options: str) -> str:
    """Return what it printed. Raises Refused for what a second try would not send either."""
    told = subprocess.run(
        [sys.executable, "-m", "beatbook.digest", *options], stdout=subprocess.PIPE, text=True
    )
    if told.returncode == UNDELIVERED:
        raise Refused(told.stdout.strip())
    told.check_returncode()
    return told.stdout.strip()
