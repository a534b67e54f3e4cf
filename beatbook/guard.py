"""Ends every process of the scheduler stack once its owner goes, however it goes; started by `supervision`.

Airflow's processes live in sessions of their own, so that Ctrl-C does not reach them before their owner, and
would outlive a killed owner. This one reads their ids from its standard input, one a line; when the input
ends, because it was closed or because the owner died, it ends them and all that descends from them.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

PATIENCE = 12  # seconds between asking and killing: Airflow gives a running task five
PAUSE = 0.2


def main() -> None:
    """Read ids until the input ends, then end those processes."""
    end({int(line) for line in sys.stdin if line.strip()})


def end(leaders: set[int], patience: float = PATIENCE) -> None:
    """End the processes, their groups and all their descendants: first asked, then killed.

    A descendant is remembered from before the asking, since an orphan no longer tells whose it was.
    """
    family = leaders | descendants(leaders)
    for leader in leaders:
        _signal_group(leader, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while (alive := family & running()) and time.monotonic() < deadline:
        family |= descendants(alive)
        time.sleep(PAUSE)
    for process in alive:
        _signal(process, signal.SIGKILL)


def descendants(ancestors: Iterable[int]) -> set[int]:
    """Return the ids of all processes that descend from these."""
    children: dict[int, set[int]] = {}
    for process, parent, _ in _table():
        children.setdefault(parent, set()).add(process)
    found: set[int] = set()
    new = set(ancestors)
    while new := {child for parent in new for child in children.get(parent, ())} - found:
        found |= new
    return found


def running() -> set[int]:
    """Return the ids of all processes that have not ended."""
    return {process for process, _, state in _table() if not state.startswith("Z")}


def _table() -> list[tuple[int, int, str]]:
    """Every process as its id, its parent's and its state; `ps` says so on Linux and macOS alike."""
    said = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in said.stdout.splitlines()]
    return [(int(row[0]), int(row[1]), row[2]) for row in rows]


def _signal_group(leader: int, sign: signal.Signals) -> None:
    try:
        os.killpg(leader, sign)
    except ProcessLookupError:
        return  # it has ended by itself


def _signal(process: int, sign: signal.Signals) -> None:
    try:
        os.kill(process, sign)
    except ProcessLookupError:
        return  # it has ended by itself


if __name__ == "__main__":
    main()
