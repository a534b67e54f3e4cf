"""Draws any rows as a table that fits the screen: numbers right, texts cut, the rest counted."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from beatbook.printable import line
from beatbook.screen import out

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 200
CELL = 60  # characters of a text that are shown
GAP, LEAST = 2, 4  # characters between columns, and of the narrowest text


def show(rows: "pa.Table", *, wide: Sequence[str] = ()) -> None:
    """Print the rows; columns named in `wide` may take several lines, other texts are cut.

    Beyond 200 rows it says how many more there are: CSV, JSON and Parquet hold all.
    """
    import pyarrow.types as types

    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    shown = rows.slice(0, MOST_ROWS).to_pylist()
    whole = {  # never cut: half a number is a wrong one
        field.name
        for field in rows.schema
        if types.is_integer(field.type)
        or types.is_floating(field.type)
        or types.is_decimal(field.type)
        or types.is_temporal(field.type)
    }
    widths = _widths(shown, rows.column_names, whole)
    for field in rows.schema:
        words = line(field.name).split("_")
        is_text = field.name not in whole
        table.add_column(
            "\n".join(words),
            justify="left" if is_text or types.is_temporal(field.type) else "right",
            overflow="fold" if field.name in wide else "ellipsis",
            no_wrap=field.name not in wide,
            min_width=None if is_text else widths[field.name],
            max_width=widths[field.name],
        )
    for row in shown:
        table.add_row(*(_cell(value, name in wide) for name, value in row.items()))
    out().print(table)
    if rows.num_rows > MOST_ROWS:
        more = rows.num_rows - MOST_ROWS
        out().print(Text(f"and {more:,} more rows: --format csv, json or parquet has all.", style="dim"))


def _widths(rows: Sequence[dict[str, Any]], names: Sequence[str], whole: Collection[str]) -> dict[str, int]:
    """Return how wide each column is to be: numbers and days as wide as they are, texts share the rest."""
    wanted = {
        name: max((*(len(_cell(row[name], False)) for row in rows), *map(len, name.split("_"))))
        for name in names
    }
    texts = sorted((name for name in names if name not in whole), key=lambda name: wanted[name])
    left = out().width - GAP * len(names) - sum(wanted[name] for name in whole)
    for place, name in enumerate(texts):
        wanted[name] = max(LEAST, min(wanted[name], left // (len(texts) - place)))
        left -= wanted[name]
    return wanted


def _cell(value: Any, whole: bool) -> Text:
    match value:
        case None:
            return Text("–", style="dim")
        case bool():
            return Text("yes" if value else "no")
        case int():
            return Text(f"{value:,}")
        case []:
            return Text("none", style="dim")
        case list():
            value = ", ".join(str(each) for each in value)
        case float():
            return Text(f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}")
        case dt.datetime():
            return Text(f"{value:%Y-%m-%d %H:%M}")
        case dt.date():
            return Text(value.isoformat())
    shown = line(str(value))
    return Text(shown if whole or len(shown) <= CELL else shown[: CELL - 1] + "…")
