"""Shows a run from its journal while somebody else's processes do the work."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any

from beatbook.progress import Progress
from beatbook.progress_face import Watch
from beatbook.screen import err
from warehouse.journal import Journal


@contextmanager
def watching(journal: Journal) -> Iterator[Callable[[], None]]:
    """Give a function that shows what is new in the journal; call it several times a second.

    What was noted until the end of the block is shown before this returns.
    """
    stop = threading.Event()
    events: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def read() -> None:
        for event in journal.follow(stop):
            events.put(event)

    reader = threading.Thread(target=read, name="journal", daemon=True)
    with Watch(Progress(), err()) as watch:

        def show() -> None:
            while not events.empty():
                watch.note(events.get())
            watch.tick()

        reader.start()
        try:
            yield show
        finally:
            stop.set()
            reader.join()
            show()
