"""Names outlets on a screen, and those that ran something, were silent or could not be seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from beatbook.book import Book
from beatbook.printable import line


def name(book: Book, outlet: str) -> str:
    """Return an outlet's name, or its slug if the book knows none."""
    return line(book.outlets.get(outlet, outlet))


def tell_states(book: Book, found: Sequence[Mapping[str, Any]], meaning: Mapping[str, str]) -> None:
    """Write for each state that has a meaning which outlets are in it; rows have `outlet` and `state`."""
    from rich.text import Text

    from beatbook.screen import out

    for state, told in meaning.items():
        names = [name(book, row["outlet"]) for row in found if row["state"] == state]
        if names:
            out().print(Text(f"\n{told}: {', '.join(names)}."))
