"""Keeps runs away while texts go: what a run has in memory would come back."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from beatbook.refusal import Refusal
from warehouse.home import Home


@contextmanager
def undisturbed(home: Home, what: str) -> Iterator[None]:
    """Hold the lock of whoever crawls, refines and publishes. Raises Refusal while a run is under way."""
    if not home.airflow.is_dir():
        yield
        return
    with (home.airflow / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"A run is under way in {home.root}: {what} once it has ended.", 1) from None
        yield
