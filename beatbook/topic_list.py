"""Answers `beatbook topics`: groups and topics, how much there is of each, and how precise it is."""

from typing import TYPE_CHECKING, Any

from beatbook import marking
from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import line
from beatbook.screen import out

if TYPE_CHECKING:
    import pyarrow as pa


def answer(form: Format) -> None:
    """Write groups and topics: as a list in two levels, or as rows for machines."""
    with opened() as book:
        if form is Format.TABLE:
            _show(book)
        else:
            emit(_with_marks(book), form)


def _show(book: Book) -> None:
    from rich.table import Table
    from rich.text import Text

    from warehouse import query

    topics = query.topics(book.connection).to_pylist()
    beside = {
        slug: marking.stands_beside(book, slug).removeprefix("precision ") for slug in marking.measured(book)
    }
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("topic", no_wrap=True)
    table.add_column("articles", justify="right", no_wrap=True)
    table.add_column("outlets", justify="right", no_wrap=True)
    if beside:
        table.add_column("precision", no_wrap=True)
    table.add_column("what it is", overflow="ellipsis", no_wrap=True)
    for row in topics:
        style, indent = ("bold", "") if row["is_group"] else ("", "  " if row["parent"] else "")
        cells = [
            Text(indent + row["topic"], style=style),
            *(Text(f"{row[n]:,}") for n in ("articles", "outlets")),
        ]
        if beside:
            cells.append(Text(beside.get(row["topic"], ""), style="dim"))
        table.add_row(*cells, Text(line(row["definition"]), style=style or "dim"))
    screen = out()
    screen.print(table)
    screen.print()
    if told := _tagged_by_others(book):
        screen.print(Text(told, style="yellow"))
    screen.print(Text("`beatbook topics show TOPIC` says what one is and how it is found.", style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _tagged_by_others(book: Book) -> str:
    """Return a warning if some articles were tagged by other rules than the rest; empty if none was."""
    from warehouse import query

    counted = query.tagged_by(book.connection).to_pylist()
    if len(counted) < 2:
        return ""
    others = sum(row["articles"] for row in counted if not row["is_current"])
    return f"{others:,} articles were tagged by other rules than the rest: see `beatbook retag`."


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
