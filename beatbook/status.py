"""Answers `beatbook status`: the last run, and which outlets we do not see as we should, and why."""

from typing import TYPE_CHECKING, Any

from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.moments import day_and_time
from beatbook.printable import line

if TYPE_CHECKING:
    from rich.table import Table

STYLES = {"up": "green", "degraded": "yellow", "blind": "bold red"}


def answer(form: Format) -> None:
    """Write how the last run went, one row an outlet, those that need attention first."""
    from warehouse import query

    with opened() as book:
        rows = query.status(book.connection)
        if form is Format.TABLE:
            _show(book, rows.to_pylist())
        else:
            emit(rows, form)


def _show(book: Book, rows: list[dict[str, Any]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    screen.print(Text(_headline(rows), style="bold"))
    screen.print()
    screen.print(_table(book, rows))
    screen.print()
    for row in rows:
        if not (_is_troubled(row) or _why(row)):
            continue
        name = line(book.outlets.get(row["outlet"], row["outlet"]))
        days = _days(row) if _is_troubled(row) else ""
        said = Text.assemble((f"{name}: ", "bold"), (days, "yellow"), f" {line(_why(row))}")
        screen.print(Padding(said, (0, 0, 0, 2), expand=False))
    if any(map(_is_troubled, rows)):
        screen.print(Text("  (of the thirty days up to each outlet's last run)\n", style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _is_troubled(row: dict[str, Any]) -> bool:
    return row["state"] != "up" or bool(row["days_blind"]) or bool(row["days_degraded"])


def _why(row: dict[str, Any]) -> str:
    """Return what is wrong with the outlet, and what is odd about it though nothing is."""
    lost = f"{row['days_lost']} days with probable losses" if row["days_lost"] > 1 else None
    return "; ".join(dict.fromkeys(text for text in (row["reason"], lost, row["warning"]) if text))


def _days(row: dict[str, Any]) -> str:
    """Return how many days are in doubt, as in `21 days blind, 1 degraded;`."""
    counted = [(row["days_blind"], "blind"), (row["days_degraded"], "degraded")]
    said = ", ".join(f"{number} {state}" for number, state in counted if number)
    first, _, rest = said.partition(" ")
    return f"{first} day{'' if first == '1' else 's'} {rest};" if said else f"{row['state'] or 'never seen'};"


def _headline(rows: list[dict[str, Any]]) -> str:
    """Return the last run in a sentence."""
    if not rows:
        return "No run yet."
    last = max(rows, key=lambda row: row["finished_at"])
    kept = sum(row["kept"] for row in rows if row["run_id"] == last["run_id"])
    troubled = list(filter(_is_troubled, rows))
    ended = f"The last run ended {day_and_time(last['finished_at'])} with {kept:,} articles kept"
    if not troubled:
        return f"{ended}; all {len(rows)} outlets were seen."
    return f"{ended}; {len(troubled)} of {len(rows)} outlets need a look."


def _table(book: Book, rows: list[dict[str, Any]]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=24)
    table.add_column("state")
    for name in ("offered", "fetched", "kept"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for row in rows:
        state = row["state"] or "unseen"
        table.add_row(
            Text(line(book.outlets.get(row["outlet"], row["outlet"]))),
            Text(state, style=STYLES.get(state, "red")),
            *(f"{row[name]:,}" for name in ("offered", "fetched", "kept")),
        )
    return table
