"""A process of its own for each reader, so that one that hangs, crashes or goes online ends only itself."""

import multiprocessing
import socket
from multiprocessing.connection import Connection
from typing import NoReturn

from benchmarks.readers import READERS, Seen
from benchmarks.saved_pages import SavedPage

MOST_SECONDS = 60  # a reader may take over one page; the slowest real ones take some seconds
_NOTHING = Seen()


class ReadingRoom:
    """One reader at work behind a pipe; `failed` counts the pages it hung or died on."""

    def __init__(self, reader: str) -> None:
        self.reader = reader
        self.failed = 0
        self._open()

    def _open(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._desk, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(self.reader, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, page: SavedPage) -> Seen:
        """Return what the reader saw; nothing if it raised, died or took too long."""
        try:
            self._desk.send(page)
            if self._desk.poll(MOST_SECONDS):
                seen = self._desk.recv()
                if isinstance(seen, Seen):
                    return seen
                self.failed += 1  # it raised, and can go on
                return Seen(seconds=seen)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            pass  # it died
        self.failed += 1
        self.close()
        self._open()
        return _NOTHING

    def close(self) -> None:
        """End the reader."""
        self._process.kill()
        self._process.join()
        self._desk.close()


def _work(reader: str, desk: Connection) -> None:
    """Read page after page in a process that has no network."""
    import time

    socket.socket.connect = _offline  # type: ignore[method-assign]
    socket.getaddrinfo = _offline
    while True:
        page = desk.recv()
        started = time.process_time()
        try:
            desk.send(READERS[reader](page))
        except Exception:  # noqa: BLE001 (whatever a peer raises is its own)
            desk.send(time.process_time() - started)


def _offline(*_: object, **__: object) -> NoReturn:
    raise OSError("readers are measured offline")
