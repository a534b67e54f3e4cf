"""Reads pages on all cores, so that a page that hangs or kills its reader costs one record.

Each batch goes to a process of its own, with files between: nothing that a page does to its reader can break
what others share. It is forked from a worker that has loaded what reading needs; workers are plain
subprocesses, because a daemonic process, as Airflow's may be, must not have multiprocessing's children.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Self

import pyarrow as pa
from reading_worker import ANSWERS, NOT_WRITTEN, OUT_OF_MEMORY, PAGES, TERMS

from transforms.readings import unread

WORKER = (sys.executable, str(Path(__file__).with_name("reading_worker.py")))
QUIETLY = {"OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}  # a core each; no arenas to come

Read = tuple[pa.Table, pa.Table]  # articles and readings


@dataclass(frozen=True)
class Limits:
    """What one page may cost; a page of megabytes takes a second and some hundred megabytes."""

    cpu_seconds: float = 20.0
    wall_seconds: float = 300.0
    memory_bytes: int = 2 << 30


class NoReader(Exception):
    """Raised when a worker does not start, or cannot write: nothing is wrong with any page."""


class ReadingPool:
    """Reads batches of pages, as many at a time as there are cores.

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
        self._terms = pickle.dumps({"owned": owned, "selectors": selectors, **asdict(limits)})
        self._threads = ThreadPoolExecutor(self.workers)
        self._started: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._lock, self._closed = Lock(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
            for worker in self._started:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._started:
            worker.close()

    def held(self) -> int:
        """Return the most memory that a process has held that read a batch, in MiB."""
        with self._lock:
            return max((worker.held for worker in self._started), default=0)

    def read(self, batches: Iterable[pa.Table]) -> Iterator[Read]:
        """Yield what `transforms.read` returns for each batch of pages, in their order.

        No more than one batch beyond those being read is held. A page that ends its worker, or is not read
        within the limits, is `extract_failed`; a fresh worker goes on behind it, and none is read twice.
        Raises NoReader.
        """
        under_way: deque[Future[Read]] = deque()
        for pages in batches:
            if len(under_way) > self.workers:
                yield under_way.popleft().result()
            under_way.append(self._threads.submit(self._read, pages))
        while under_way:
            yield under_way.popleft().result()

    def _read(self, pages: pa.Table) -> Read:
        read: list[Read] = []
        done = 0
        while done < pages.num_rows:
            left = pages.slice(done)
            with TemporaryDirectory(prefix="beatbook-reading-") as folder:
                status = self._run(left, Path(folder))
                read.append(_answer(Path(folder), status))
            done += read[-1][1].num_rows
            if done < pages.num_rows:
                read.append(unread(pages.slice(done, 1), self._reason(status)))
                done += 1
        articles, readings = (pa.concat_tables(tables).combine_chunks() for tables in zip(*read, strict=True))
        return articles, readings

    def _run(self, pages: pa.Table, folder: Path) -> int:
        """Return how a worker ended that was given the pages."""
        (folder / TERMS).write_bytes(self._terms)
        with pa.ipc.new_stream(folder / PAGES, pages.schema) as stream:
            stream.write_table(pages)
        with self._lock:
            if self._closed:
                raise NoReader("the pool was closed while pages were being read")
            if not self._idle:
                self._started.append(_Worker(self._command))
                self._idle.append(self._started[-1])
            worker = self._idle.pop()
        status = worker.read(folder)
        with self._lock:
            self._idle.append(worker)
        return status

    def _reason(self, status: int) -> str:
        if status == -signal.SIGPROF:
            return f"time limit: more than {self._limits.cpu_seconds:g} s of computing"
        if status == -signal.SIGALRM:
            return f"time limit: no answer in {self._limits.wall_seconds:g} s"
        if status == OUT_OF_MEMORY:
            return f"out of memory: more than {self._limits.memory_bytes >> 20} MiB"
        if status < 0:
            return f"its reader died of {signal.Signals(-status).name}"
        return f"its reader ended with status {status}: the log has what it said"


class _Worker:
    """A process that has a child read a folder at a time, and says how it ended."""

    def __init__(self, command: Sequence[str]) -> None:
        self.held = 0  # MiB, by any of its children
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **QUIETLY},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,  # which its children share: they are killed together
        )

    def read(self, folder: Path) -> int:
        """Return how the child ended that read the folder; raises NoReader."""
        with suppress(BrokenPipeError):
            print(folder, file=self._process.stdin, flush=True)
        ended = self._process.stdout.readline() if self._process.stdout else ""
        if not ended:
            raise NoReader(f"a reading worker ended with status {self._process.wait()}: see the log")
        status, held = map(int, ended.split())
        self.held = max(self.held, held)
        return status

    def kill(self) -> None:
        """End the process and its child."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Let go of a process that was killed."""
        with suppress(BrokenPipeError):
            self._process.communicate()


def _answer(folder: Path, status: int) -> Read:
    """Return what a worker has read before it ended, the pages it was given or fewer."""
    if status == NOT_WRITTEN or not all((folder / name).exists() for name in ANSWERS):
        raise NoReader(f"a reading worker ended with status {status} before it could read: see the log")
    articles, readings = (_stream(folder / name, schema) for name, schema in ANSWERS.items())
    kept = (
        readings.num_rows - readings["article_id"].null_count
    )  # a page's article is written before its reading
    return articles.slice(0, kept), readings


def _stream(path: Path, schema: pa.Schema) -> pa.Table:
    """Return the tables of a stream that may end in the middle of one."""
    batches: list[pa.RecordBatch] = []
    with suppress(pa.ArrowInvalid, OSError, StopIteration):
        stream = pa.ipc.open_stream(path)
        while True:
            batches.append(stream.read_next_batch())
    return pa.Table.from_batches(batches, schema)
