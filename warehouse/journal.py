"""Passes progress from the processes that work to the one that draws it, as a file of JSON lines."""

import json
import logging
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

LOOK_EVERY_SECONDS = 0.1
log = logging.getLogger(__name__)


class Journal:
    """An append-only file of events; any number of processes may note, any number may follow."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, event: Mapping[str, Any]) -> None:
        """Append one event as one line in one write, with the time as `at`."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, **event}, ensure_ascii=False, default=str).encode() + b"\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            if os.write(descriptor, line) != len(line):
                raise OSError(f"{self.path}: the disk took only part of a line; is it full?")
        finally:
            os.close(descriptor)

    def follow(self, stop: Event) -> Iterator[dict[str, Any]]:
        """Yield every event from the journal's start, waiting for more until `stop` is set and all is read.

        A line still being written is waited for; one that never became JSON is skipped with a warning. After
        `clear` it goes on with the new journal.
        """
        while True:
            last_look = stop.is_set()  # asked before reading, so that what came before it is still yielded
            if self.path.exists():
                with self.path.open("rb") as file:
                    yield from self._tail(file, stop)
                    last_look = stop.is_set() and self._is_current(file)
            if last_look:
                return
            stop.wait(LOOK_EVERY_SECONDS)

    def clear(self) -> None:
        """Start a new journal; those who follow notice."""
        self.path.unlink(missing_ok=True)

    def _tail(self, file: BinaryIO, stop: Event) -> Iterator[dict[str, Any]]:
        torn = b""
        while True:
            last_look = stop.is_set() or not self._is_current(file)
            for line in file:
                torn += line
                if torn.endswith(b"\n"):
                    yield from self._read(torn)
                    torn = b""
            if last_look:
                return
            stop.wait(LOOK_EVERY_SECONDS)

    def _is_current(self, file: BinaryIO) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def _read(self, line: bytes) -> Iterator[dict[str, Any]]:
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        if isinstance(event, dict):
            yield event
        else:
            log.warning("%s: skipped a line that is no event: %.80r", self.path, line)
