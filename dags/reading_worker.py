"""Reads the pages that its parent hands it, one at a time, so that a page that kills it kills nothing else.

Frames (four bytes of length, then so many bytes) go in and out. In: the terms, then tables of pages. Out: an
empty one when it is ready, then for each page its articles and its readings. It trusts its parent (the terms
are a pickle); its parent does not trust it, for it holds other people's pages, and takes Arrow only.
"""

import fcntl
import os
import pickle
import resource
import select
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

import transforms

LENGTH = struct.Struct("<I")
OUT_OF_MEMORY = 77  # the exit status that says so


def serve(read: Callable[..., tuple[pa.Table, pa.Table]] = transforms.read) -> None:
    """Answer until the parent closes the pipe, or ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and closes the pipe
    owned, selectors, cpu_seconds, most_bytes = pickle.loads(_asked())  # noqa: S301 - from its own parent
    _limit(most_bytes)
    _answer(answers, b"")
    try:
        while batch := _asked():
            pages = pa.ipc.open_stream(batch).read_all()
            _end_with_parent(True)
            for row in range(pages.num_rows):
                signal.setitimer(
                    signal.ITIMER_PROF, cpu_seconds
                )  # nobody handles it: it ends a loop in C too
                both = read(pages.slice(row, 1), owned, selectors)
                signal.setitimer(signal.ITIMER_PROF, 0)
                if row == pages.num_rows - 1:  # what may come now is the next batch
                    _end_with_parent(False)
                for table in both:
                    _answer(answers, ipc(table))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def ipc(table: pa.Table) -> bytes:
    """Return the table as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def _asked() -> bytes:
    length = sys.stdin.buffer.read(LENGTH.size)
    return sys.stdin.buffer.read(*LENGTH.unpack(length)) if len(length) == LENGTH.size else b""


def _answer(answers: IO[bytes], frame: bytes) -> None:
    answers.write(LENGTH.pack(len(frame)) + frame)
    answers.flush()


def _limit(most_bytes: int) -> None:
    """Allow so much memory beyond what the libraries have mapped by now; only Linux enforces it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    mapped = Path("/proc/self/statm")
    if mapped.exists():
        most = int(mapped.read_text().split()[0]) * resource.getpagesize() + most_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _end_with_parent(at_once: bool) -> None:
    """Have SIGIO end this process when its pipe changes: then that can only mean that the parent ended."""
    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC if at_once else flags & ~os.O_ASYNC)
    ended: Any = select.poll()
    ended.register(0, select.POLLHUP)
    if at_once and ended.poll(0):
        os._exit(0)


if __name__ == "__main__":
    serve()
