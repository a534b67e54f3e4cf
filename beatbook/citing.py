"""Says what to print under a figure: of which snapshot it is, by which taxonomy, and what was asked."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from beatbook.screen import say

if TYPE_CHECKING:
    from beatbook.book import Book

SPACE = re.compile(
    r"""(?P<quoted>'[^']*'|"[^"]*"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)|(?:\s|--[^\n]*|/\*.*?\*/)+""", re.DOTALL
)


def cite(book: "Book", asked: str) -> None:
    """Write to stderr a line for a footnote: when, snapshot, taxonomy and the SQL that was asked."""
    say(f"{book.as_of} · {on_a_line(asked)}")


def on_a_line(statement: str) -> str:
    """Return SQL on one line: no comments, and white space made one blank, but where it is quoted.

    >>> on_a_line("select 1 -- one\\n, 'a  -- b' as x")
    "select 1 , 'a  -- b' as x"
    """
    return SPACE.sub(lambda found: found["quoted"] or " ", statement).strip()


def call(macro: str, values: Mapping[str, Any], *first: str) -> str:
    """Return the SQL that asks a macro with these values, those named in `first` without their names.

    >>> import datetime as dt
    >>> call("trend", {"topic": "taser", "since": dt.date(2026, 7, 6), "outlet": None}, "topic")
    "from trend('taser', since := date '2026-07-06')"
    """
    from beatbook.site.answers import literal  # only a figure that is cited needs it

    placed = [literal(values[name]) for name in first]
    named = [
        f"{name} := {literal(value)}"
        for name, value in values.items()
        if name not in first and value is not None
    ]
    return f"from {macro}({', '.join([*placed, *named])})"
