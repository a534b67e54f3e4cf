"""Commits batches in a child process that is killed at a random moment, again and again.

`python killed_writer.py LAKE ACKNOWLEDGED KILLS`: each number is appended to ACKNOWLEDGED once its
commit has returned. A process of its own, since a process must not fork once DuckDB is loaded.
"""

import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow as pa

from warehouse.lake import Lake

SPAN = 20  # batches are written over and over, so that commits replace as well as add


def commit_for_ever(folder: Path, acknowledged: Path) -> None:
    """Commit until killed: 50 articles and two tags each, marked with the number of the commit."""
    lake = Lake(folder)
    while True:
        number = lake.version + 1
        marks = [number] * 50
        tables = {"articles": pa.table({"mark": marks}), "tags": pa.table({"mark": marks * 2})}
        lake.commit(f"batch-{number % SPAN}", tables, day=date(2026, 11, 22))
        with acknowledged.open("a") as file:
            file.write(f"{number}\n")


def wait_for_more(acknowledged: Path, commits: int) -> None:
    """Wait until so many more commits were acknowledged, however slow the machine is."""
    enough = told(acknowledged) + commits
    while told(acknowledged) < enough:
        time.sleep(0.002)


def told(acknowledged: Path) -> int:
    """Return how many commits were acknowledged."""
    return acknowledged.read_bytes().count(b"\n") if acknowledged.exists() else 0


def main() -> None:
    """Let a child write and kill it, as many times as asked."""
    folder, acknowledged, kills = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            commit_for_ever(folder, acknowledged)
        wait_for_more(acknowledged, random.randint(1, 8))
        time.sleep(random.uniform(0, 0.02))  # anywhere in the commit under way
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
