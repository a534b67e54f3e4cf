"""The two places a command writes to: results on stdout, diagnostics on stderr."""

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, TextIO

from beatbook.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 110  # wide enough for a table, narrow enough for a mail; COLUMNS overrides


@cache
def out() -> "Console":
    """Return the console of stdout: colour only on a terminal, and never with NO_COLOR."""
    return _console(stderr=False)


@cache
def err() -> "Console":
    """Return the console of stderr."""
    return _console(stderr=True)


def has_colour() -> bool:
    """Return whether what is written to stdout may rely on colour."""
    return out().color_system is not None and not out().no_color


def say(message: str, style: str | None = None) -> None:
    """Write one diagnostic to stderr; the message is never markup, and the terminal breaks its lines."""
    if not sys.stderr.isatty():  # no colour, so no need of rich, half of whose cost is its import
        _reconfigured(sys.stderr).write(f"{printable(message)}\n")
        return
    from rich.text import Text

    err().print(Text(printable(message), style=style or ""), soft_wrap=True)


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    stream = _reconfigured(sys.stderr if stderr else sys.stdout)
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def _reconfigured(stream: TextIO) -> TextIO:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a headline must not crash an old terminal
    return stream
