"""Runs a day's three DAGs in one child process and shows how far they are, from the journal they keep."""

import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Any

from beatbook.printable import printable
from beatbook.progress import Progress
from beatbook.progress_face import Watch
from beatbook.screen import err
from warehouse.home import REPOSITORY, Home
from warehouse.journal import Journal

DRIVER = (sys.executable, str(REPOSITORY / "dags" / "driver.py"))
TICK = 0.2  # seconds between looks at the journal
SLACK = dt.timedelta(seconds=1)  # between starting the driver and looking at the clock
PATIENCE = 10  # seconds a driver gets to end after it was asked to


def drive(
    home: Home, environment: Mapping[str, str], command: Sequence[str] = DRIVER
) -> tuple[int, Progress]:
    """Run collect, refine and publish in `home`; return the driver's exit code and what the journal told.

    What the driver said follows the picture. SIGINT and SIGTERM end it with all its crawls.
    """
    progress = Progress()
    home.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as said:
        driver = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,  # a group of its own, so that its crawls end with it
        )
        with _ending(driver), Watch(progress, err()) as watch:
            _follow(Journal(home.journal), driver, watch)
        said.seek(0)
        words = printable(said.read().decode("utf-8", "replace")).strip()
    if words:
        err().print(words)
    return driver.wait(), progress


def _follow(journal: Journal, driver: "subprocess.Popen[bytes]", watch: Watch) -> None:
    """Show each event as it is written, until the driver has ended and its last event is shown.

    The journal is read in a thread of its own, so that the clock on screen moves while nothing happens.
    """
    started = dt.datetime.now(dt.UTC) - SLACK
    stop = threading.Event()
    events: SimpleQueue[dict[str, Any] | None] = SimpleQueue()

    def read() -> None:
        for event in journal.follow(stop):
            events.put(event)
        events.put(None)

    threading.Thread(target=read, name="journal", daemon=True).start()
    while True:
        try:
            event = events.get(timeout=TICK)
        except Empty:
            watch.tick()
        else:
            if event is None:
                return
            if (
                dt.datetime.fromisoformat(event["at"]) >= started
            ):  # an earlier run's journal is not this one's
                watch.note(event)
        if driver.poll() is not None:
            stop.set()


@contextmanager
def _ending(driver: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End the driver's whole group, however we leave: also when the terminal is closed over us."""
    before = {sign: signal.signal(sign, _interrupt) for sign in (signal.SIGTERM, signal.SIGHUP) if _is_main()}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
        _end(driver)


def _end(driver: "subprocess.Popen[bytes]") -> None:
    """Ask all processes of the driver's group to end, then make them; one that ended by itself is left."""
    for sign, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE)):
        deadline = time.monotonic() + patience
        try:
            os.killpg(driver.pid, sign)
            while time.monotonic() < deadline:
                driver.poll()  # or its remains would count as a member of the group
                os.killpg(driver.pid, 0)
                time.sleep(TICK)
        except ProcessLookupError:
            return


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
