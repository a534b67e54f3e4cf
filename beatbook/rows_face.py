"""Draws any rows as a table that fits the screen: numbers right, texts cut, the rest counted."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from beatbook.printable import line
from beatbook.screen import out

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 200
CELL = 60  # characters of a text that are shown


def show(rows: "pa.Table", *, wide: Sequence[str] = ()) -> None:
    """Print the rows; columns named in `wide` may take several lines, other texts are cut.

    Beyond 200 rows it says how many more there are: CSV, JSON and Parquet hold all.
    """
    import pyarrow.types as types

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    shown = rows.slice(0, MOST_ROWS).to_pylist()
    for field in rows.schema:
        number = types.is_integer(field.type) or types.is_floating(field.type) or types.is_decimal(field.type)
        fold = field.name in wide
        table.add_column(
            line(field.name).replace("_", " "),
            justify="right" if number else "left",
            overflow="fold" if fold else "ellipsis",
            no_wrap=not fold,
            # numbers and days are never cut: half a number is a wrong one
            min_width=_widest(shown, field.name) if number or types.is_temporal(field.type) else None,
        )
    for row in shown:
        table.add_row(*(_cell(value, name in wide) for name, value in row.items()))
    out().print(table)
    if rows.num_rows > MOST_ROWS:
        more = rows.num_rows - MOST_ROWS
        out().print(Text(f"and {more:,} more rows: --format csv, json or parquet has all.", style="dim"))


def _widest(rows: Sequence[dict[str, Any]], name: str) -> int:
    return max((len(_cell(row[name], False)) for row in rows), default=1)


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
