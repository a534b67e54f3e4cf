"""How a command ends without an answer: what is wrong and what to do next, or a reader that left."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class Refusal(Exception):
    """Raised when a question cannot be answered as put; ends the command with its exit code.

    Raised by every part of the command line; shown on stderr by `refusing`.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@contextmanager
def refusing() -> Iterator[None]:
    """Let a refusal in the block end the process: its words on stderr, and its exit code."""
    try:
        yield
    except Refusal as refusal:
        from beatbook.screen import say

        say(f"beatbook: {refusal}", style="red")
        sys.exit(refusal.exit_code)


def end_quietly() -> None:
    """Let `beatbook trend ... | head` end as other programs do, once its reader has left."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
