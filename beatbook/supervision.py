"""Starts the scheduler stack's processes and answers for their end."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from beatbook.refusal import Refusal

PATIENCE = 20  # seconds to wait for an earlier stack that is still ending


class Supervisor:
    """Processes with a log each, that all end when this one does; made by `supervising`."""

    def __init__(self, logs: Path, environment: Mapping[str, str], guard: "subprocess.Popen[str]") -> None:
        self.logs, self.environment, self._guard = logs, environment, guard
        self._started: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process in a session of its own; its output goes to `<name>.log`."""
        with (self.logs / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started[name] = process
        if self._guard.stdin is None or self._guard.poll() is not None:
            process.kill()
            raise Refusal("the guard of the scheduler stack has ended; start it again", 1)
        self._guard.stdin.write(f"{process.pid}\n")
        self._guard.stdin.flush()

    def check(self) -> None:
        """Raise Refusal if a process has ended; its message shows the last lines of its log."""
        for name, process in self._started.items():
            if process.poll() is not None:
                log = self.logs / f"{name}.log"
                raise Refusal(
                    f"Airflow's {name} ended with code {process.returncode}; see {log}:\n{last_lines(log)}", 1
                )


@contextmanager
def supervising(logs: Path, environment: Mapping[str, str], lock: Path) -> Iterator[Supervisor]:
    """Give a supervisor, alone in its home; every process it started is gone when this returns.

    The guard inherits the lock, so the home is free only once the last process has ended.
    """
    with _alone(lock) as held:
        guard = subprocess.Popen(
            [sys.executable, "-m", "beatbook.guard"],
            stdin=subprocess.PIPE,
            text=True,
            pass_fds=(held,),
            start_new_session=True,
        )
        try:
            yield Supervisor(logs, environment, guard)
        finally:
            guard.communicate()  # closes its input, which is the word to end all


@contextmanager
def _alone(lock: Path) -> Iterator[int]:
    deadline = time.monotonic() + PATIENCE
    with lock.open("w") as held:
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Refusal(
                        f"Another run is under way in {lock.parent.parent}: wait, or set BEATBOOK_HOME.", 1
                    ) from None
                time.sleep(0.5)
            else:
                break
        yield held.fileno()


def last_lines(log: Path, count: int = 15) -> str:
    """Return the end of a log."""
    return os.linesep.join(log.read_text(errors="replace").splitlines()[-count:])
