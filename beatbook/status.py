"""Answers `beatbook status`: the last run, and which outlets we did not see as we should, and why."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from beatbook import moments
from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import line

if TYPE_CHECKING:
    from rich.table import Table

STYLES = {"up": "green", "degraded": "yellow", "blind": "bold red"}


def answer(since: str | None, until: str | None, form: Format) -> None:
    """Write how the last run went, one row an outlet, those that need attention first.

    Days are counted from `since` to `until`; they are the thirty up to the last run, or up to the day on
    which a demo's fictional press closed, where nothing else is asked.
    """
    from warehouse import query

    first, last = moments.asked_days(since, until)
    with opened() as book:
        rows = query.status(book.connection, since=first, until=book.last_day(first, last))
        if form is Format.TABLE:
            _show(book, rows.to_pylist(), first)
        else:
            emit(rows, form)


def why(since: dt.date, until: dt.date | None) -> str:
    """Return the sentence that names the command which says why outlets were not seen in these days.

    >>> why(dt.date(2026, 7, 6), None)
    '`beatbook status --from 2026-07-06` says why.'
    """
    last = f" --to {until}" if until else ""
    return f"`beatbook status --from {since}{last}` says why."


def _show(book: Book, rows: list[dict[str, Any]], since: dt.date | None) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    screen.print(Text(_headline(rows), style="bold"))
    if not rows:
        return
    screen.print()
    screen.print(_table(book, rows))
    screen.print()
    for row in rows:
        late = _late(row, since)
        if not (_is_troubled(row) or _why(row) or late):
            continue
        name = line(book.outlets.get(row["outlet"], row["outlet"]))
        days = _days(row) if _is_troubled(row) else ""
        told = "; ".join(filter(None, (line(_why(row)), late)))
        said = Text.assemble((f"{name}: ", "bold"), (days, "yellow"), f" {told}" if days else told)
        screen.print(Padding(said, (0, 0, 0, 2), expand=False))
    screen.print(Text(_span(rows, since), style="dim"))
    if book.until:
        closed = f"This is a demo: its fictional press closed on {moments.day(book.until)}."
        screen.print(Text(closed, style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _span(rows: list[dict[str, Any]], since: dt.date | None) -> str:
    """Return which days are counted, and how to ask for others."""
    last = max(row["last_day"] for row in rows)
    if since:
        return f"Counted are the days from {moments.span(since, max(since, last))}."
    return f"Counted are the thirty days up to {moments.day(last)}; --from and --to ask for others."


def _late(row: dict[str, Any], since: dt.date | None) -> str:
    """Return that the first days asked for lie before what the outlet's sources listed; else nothing."""
    reached = row["reached_from"]
    if since is None or reached is None or reached <= since:
        return ""
    return f"not seen before {moments.day(reached)}: its feeds and sitemaps list nothing older"


def _is_troubled(row: dict[str, Any]) -> bool:
    return row["state"] != "up" or bool(row["days_blind"]) or bool(row["days_degraded"])


def _why(row: dict[str, Any]) -> str:
    """Return what is wrong with the outlet, and what is odd about it though nothing is."""
    lost = f"{row['days_lost']} days with probable losses" if row["days_lost"] > 1 else None
    return "; ".join(dict.fromkeys(text for text in (row["reason"], lost, row["warning"]) if text))


def _days(row: dict[str, Any]) -> str:
    """Return how many days are in doubt, as in `21 days blind (2 to 22 Aug 2026), 1 degraded;`."""
    counted = [(row["days_blind"], "blind"), (row["days_degraded"], "degraded")]
    said = ", ".join(f"{number} {state}{_when(row, state)}" for number, state in counted if number)
    first, _, rest = said.partition(" ")
    return f"{first} day{'' if first == '1' else 's'} {rest};" if said else f"{row['state'] or 'never seen'};"


def _when(row: dict[str, Any], state: str) -> str:
    """Return when it was blind, in brackets: from day to day, or between two if not on all."""
    if state != "blind":
        return ""
    first, last = row["first_blind"], row["last_blind"]
    if (last - first).days + 1 == row["days_blind"]:
        return f" ({moments.span(first, last)})"
    return f" (between {moments.day(first)} and {moments.day(last)})"


def _headline(rows: list[dict[str, Any]]) -> str:
    """Return the last run in a sentence."""
    if not rows:
        return "No run yet."
    last = max(rows, key=lambda row: row["finished_at"])
    kept = sum(row["kept"] for row in rows if row["run_id"] == last["run_id"])
    troubled = list(filter(_is_troubled, rows))
    ended = f"The last run ended {moments.day_and_time(last['finished_at'])} with {kept:,} articles kept"
    if not troubled:
        return f"{ended}; all {len(rows)} outlets were seen."
    return (
        f"{ended}; {len(troubled)} of {len(rows)} outlets {'needs' if len(troubled) == 1 else 'need'} a look."
    )


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
