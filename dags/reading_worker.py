"""Reads batches of pages into files, page by page, so that what was read outlives the page that kills it.

    python reading_worker.py

Each line of standard input names a folder that holds `pages.arrow` and `terms.pickle`; it gains
`articles.arrow` and `readings.arrow`, Arrow streams that are whole up to the last page that was read. A child
reads it, forked from this process, which has loaded all that reading needs; how it ended, and how many MiB
it held at most, is a line on standard output.
"""

import os
import pickle
import resource
import select
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa

from transforms.readings import read
from transforms.schemas import ARTICLES, READINGS

PAGES, TERMS = "pages.arrow", "terms.pickle"
ANSWERS = {"articles.arrow": ARTICLES, "readings.arrow": READINGS}  # in the order they are written in
OUT_OF_MEMORY, NOT_WRITTEN = 77, 74  # exit statuses that say so
FIRST = b"<html lang=en><h1>Man held in Leeds</h1><p>A man was held on Monday, police said.</html>"

Reader = Callable[..., tuple[pa.Table, pa.Table]]


def serve(reader: Reader = read) -> None:
    """Read the folders that standard input names, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer
    read(pa.table({"outlet": [""], "url": [""], "html": [FIRST]}))  # loads what reading needs
    with suppress(BrokenPipeError):
        for line in sys.stdin:
            child = os.fork()
            if not child:
                os.close(answers.fileno())
                read_folder(Path(line.removesuffix("\n")), reader)
                os._exit(0)
            _, ended, used = os.wait4(child, 0)
            print(os.waitstatus_to_exitcode(ended), used.ru_maxrss >> 10, file=answers, flush=True)


def read_folder(folder: Path, reader: Reader) -> None:
    """Read the folder's pages, each within its limits; stop where nobody waits for them any more."""
    terms = pickle.loads((folder / TERMS).read_bytes())  # noqa: S301 - from its own parent
    waiting = select.poll()
    waiting.register(0, 0)  # standard input, which hangs up when its other end is gone
    _limit_memory(terms["memory_bytes"])
    try:
        pages = pa.ipc.open_stream(folder / PAGES).read_all()
        answers = [_Answer(folder / name, schema) for name, schema in ANSWERS.items()]
        for row in range(pages.num_rows):
            _limit_time(terms)
            tables = reader(pages.slice(row, 1), terms["owned"], terms["selectors"])
            for answer, table in zip(answers, tables, strict=True):
                answer.add(table)
            if waiting.poll(0):
                return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


class _Answer:
    """A stream of tables in a file, each whole on disk before the next page is begun."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        try:
            self._file = path.open("wb")
            self._stream = pa.ipc.new_stream(self._file, schema)
            self._file.flush()
        except OSError as trouble:
            _give_up(trouble)

    def add(self, table: pa.Table) -> None:
        try:
            self._stream.write_table(table)
            self._file.flush()
        except OSError as trouble:  # no page's fault
            _give_up(trouble)


def _give_up(trouble: OSError) -> NoReturn:
    print(f"reading worker: {trouble}", file=sys.stderr, flush=True)
    os._exit(NOT_WRITTEN)


def _limit_time(terms: Mapping[str, Any]) -> None:
    """Have the kernel end this process, a loop in C too, when the page takes longer: nobody handles these."""
    signal.setitimer(signal.ITIMER_PROF, terms["cpu_seconds"])
    signal.setitimer(signal.ITIMER_REAL, terms["wall_seconds"])


def _limit_memory(most_bytes: int) -> None:
    """Allow so much memory beyond what the libraries have mapped by now; only Linux enforces it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    mapped = Path("/proc/self/statm")
    if mapped.exists():
        most = int(mapped.read_text().split()[0]) * resource.getpagesize() + most_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    serve()
