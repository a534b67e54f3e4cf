"""Answers `beatbook topics`: groups and topics, how much there is of each, and how precise it is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from beatbook import marking, measured
from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import line
from beatbook.screen import out

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.table import Table

GAP = 2  # blanks between columns
LEAST = 20  # characters of a definition that are worth a column


def answer(form: Format) -> None:
    """Write groups and topics: as a list in two levels, or as rows for machines."""
    with opened() as book:
        if form is Format.TABLE:
            _show(book)
        else:
            emit(_with_marks(book), form)


def _show(book: Book) -> None:
    from rich.text import Text

    from warehouse import query

    topics = query.topics(book.connection).to_pylist()
    beside = {slug: marking.stands_beside(book, slug) for slug in marking.measured(book)}
    screen = out()
    screen.print(_table(topics, beside, screen.width))
    screen.print()
    if book.mixture:
        screen.print(Text(book.mixture, style="yellow"))
    screen.print(Text(measured.beside("topics"), style="dim"))
    screen.print(Text("`beatbook topics show TOPIC` says what one is and how it is found.", style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _table(topics: Sequence[Mapping[str, Any]], beside: Mapping[str, str], room: int) -> "Table":
    """Return one row a group or topic; definitions are cut to the room that the other columns leave."""
    from rich.table import Table
    from rich.text import Text

    columns = {
        "topic": [("  " if row["parent"] else "") + row["topic"] for row in topics],
        "articles": [f"{row['articles']:,}" for row in topics],
        "outlets": [f"{row['outlets']:,}" for row in topics],
    }
    if beside:
        columns["precision"] = [beside.get(row["topic"], "").removeprefix("precision ") for row in topics]
    left = room - sum(max(map(len, (name, *cells))) + GAP for name, cells in columns.items())
    if left >= LEAST:
        told = [line(row["definition"]) for row in topics]
        columns["what it is"] = [each if len(each) <= left else each[: left - 1] + "…" for each in told]
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    for name in columns:
        right = name in ("articles", "outlets")
        table.add_column(name, justify="right" if right else "left", no_wrap=True)
    for row, *cells in zip(topics, *columns.values(), strict=True):
        table.add_row(*map(Text, cells), style="bold" if row["is_group"] else "")
    return table


def _with_marks(book: Book) -> "pa.Table":
    """Return the topics with what was marked of the rules that the book tagged them by."""
    import pyarrow as pa

    from warehouse import query

    topics = query.topics(book.connection)
    found = marking.measured(book)
    held = [found.get(row["topic"], {}).get(row["rules_version"] or "") for row in topics.to_pylist()]
    columns: dict[str, list[Any]] = {
        "marked": [each.marked if each else 0 for each in held],
        "right": [each.right if each else 0 for each in held],
        "precision_low": [each.interval[0] if each else None for each in held],
        "precision_high": [each.interval[1] if each else None for each in held],
    }
    for name, values in columns.items():
        kind = pa.float64() if name.startswith("precision") else pa.int32()
        topics = topics.append_column(name, pa.array(values, kind))
    return topics
