"""Reads a day's pages on all cores, so that a page that hangs or kills its reader costs one record.

Plain subprocesses, because a daemonic process, as Airflow's may be, must not have multiprocessing's children.
"""

import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
from reading_worker import LENGTH, OUT_OF_MEMORY, ipc

from transforms.readings import unread

WORKER = (sys.executable, str(Path(__file__).with_name("reading_worker.py")))
FEW = 50  # pages that one worker reads sooner than a second has started
START_SECONDS = 120.0  # on a busy machine
QUIETLY = {"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # a core each; no arenas to come

Read = tuple[pa.Table, pa.Table]  # articles and readings


@dataclass(frozen=True)
class Limits:
    """What one page may cost; a page of megabytes takes a second and some hundred megabytes."""

    cpu_seconds: float = 20.0
    wall_seconds: float = 120.0
    memory_bytes: int = 2 << 30


class NoReader(Exception):
    """Raised when a worker does not start: nothing is wrong with any page."""


class _Died(Exception):
    """Raised when a worker gives no answer; the message says what the page did to it."""


class ReadingPool:
    """Workers that read pages, at most one a core, started when there is something to do.

    `owned` and `selectors` are those of `transforms.read`; `command` is a worker to start in its place.
    """

    def __init__(
        self,
        owned: Mapping[str, Collection[str]] | None = None,
        selectors: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        *,
        workers: int | None = None,
        limits: Limits = Limits(),
        command: Sequence[str] = WORKER,
    ) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._limits, self._command = limits, command
        self._terms = pickle.dumps((owned, selectors, limits.cpu_seconds, limits.memory_bytes))
        self._threads = ThreadPoolExecutor(self.workers)
        self._all: set[_Worker] = set()
        self._idle: deque[_Worker] = deque()
        self._lock, self._closed, self._taken = threading.Lock(), False, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
        for worker in list(self._all):
            worker.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.end()

    def pids(self) -> list[int]:
        """Return the processes of the workers."""
        return [worker.process.pid for worker in list(self._all)]

    def read(self, batches: Iterable[pa.Table]) -> Iterator[Read]:
        """Yield what `transforms.read` returns for each batch of pages, in their order.

        No more than two batches a worker are under way. A page that ends its worker, or is not read within
        the limits, is `extract_failed`; the pages after it go to a fresh worker, none is read twice.
        """
        under_way: deque[Future[Read]] = deque()
        for pages in batches:
            while len(under_way) >= (1 if self._taken < FEW else 2 * self.workers):
                yield under_way.popleft().result()
            self._taken += pages.num_rows
            under_way.append(self._threads.submit(self._read, pages))
        while under_way:
            yield under_way.popleft().result()

    def _read(self, pages: pa.Table) -> Read:
        read: list[Read] = []
        while len(read) < pages.num_rows:
            worker = self._worker()
            try:
                worker.ask(ipc(pages.slice(len(read))))
                while len(read) < pages.num_rows:
                    read.append((worker.table(), worker.table()))
                self._idle.append(worker)
            except _Died as death:
                self._all.discard(worker)
                read.append(unread(pages.slice(len(read), 1), str(death)))
        articles, readings = (pa.concat_tables(tables).combine_chunks() for tables in zip(*read, strict=True))
        return articles, readings

    def _worker(self) -> "_Worker":
        with suppress(IndexError):
            while True:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
                self._all.discard(worker)  # it ended while it had nothing to do: no page's fault
        with self._lock:
            if self._closed:
                raise NoReader("the pool was closed while pages were being read")
            worker = _Worker(self._command, self._limits)
            self._all.add(worker)
        try:
            worker.ask(self._terms)
            worker.frame(START_SECONDS)
        except _Died as death:
            raise NoReader(f"a reading worker did not start ({death}): the log has what it said") from death
        return worker


class _Worker:
    """One process that reads."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        self.limits, self._came = limits, bytearray()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **QUIETLY}
        )

    def ask(self, frame: bytes) -> None:
        """Send it a frame; one that has ended says so when it is to answer."""
        assert self.process.stdin is not None  # noqa: S101 - for mypy
        with suppress(BrokenPipeError):
            self.process.stdin.write(LENGTH.pack(len(frame)) + frame)
            self.process.stdin.flush()

    def table(self) -> pa.Table:
        """Return the next table of its answer."""
        return pa.ipc.open_stream(self.frame(self.limits.wall_seconds)).read_all()

    def frame(self, seconds: float) -> bytes:
        """Return the next frame of its answer; raises _Died, with the worker ended, if none comes in time."""
        until = time.monotonic() + seconds
        [length] = LENGTH.unpack(self._bytes(LENGTH.size, until))
        return self._bytes(length, until)

    def _bytes(self, count: int, until: float) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 - for mypy
        pipe, ready = self.process.stdout.fileno(), select.poll()
        ready.register(pipe, select.POLLIN)
        while len(self._came) < count:
            if not ready.poll(max(0.0, until - time.monotonic()) * 1000):
                self.end()
                raise _Died(f"time limit: no answer in {self.limits.wall_seconds:g} s")
            some = os.read(pipe, 1 << 20)
            if not some:
                self.end(kill=False)
                raise _Died(self._reason())
            self._came += some
        taken = bytes(self._came[:count])
        del self._came[:count]
        return taken

    def _reason(self) -> str:
        status = self.process.returncode
        if status == -signal.SIGPROF:
            return f"time limit: more than {self.limits.cpu_seconds:g} s of computing"
        if status == OUT_OF_MEMORY:
            return f"out of memory: more than {self.limits.memory_bytes >> 20} MiB"
        if status < 0:
            return f"its reader died of {signal.Signals(-status).name}"
        return f"its reader ended with status {status}: the log has what it said"

    def end(self, *, kill: bool = True) -> None:
        """End it, at once if it does not end by itself, and leave no zombie."""
        if not kill:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
