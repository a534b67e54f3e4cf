"""Draws rows as a table that fits the screen: numbers right, texts cut or row by row, the rest counted."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from beatbook.printable import line, printable
from beatbook.screen import out

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 200
CELL = 60  # characters of a text that are shown
GAP, LEAST = 2, 4  # characters between columns, and of the narrowest text
HEAD = 16  # characters of a header that a text makes room for
FEW = 20  # rows that are unfolded, if a text of theirs has several lines or several are cut short
PLAIN_NAME = re.compile(r"\w+")


def show(
    rows: "pa.Table",
    *,
    wide: Sequence[str] = (),
    written: Mapping[str, str] = MappingProxyType({}),
    unfold: bool = False,
) -> None:
    """Print the rows; columns named in `wide` may take several lines, other texts are cut.

    `written` says how a column's numbers are written, as `format` takes it. With `unfold`, a few rows that
    hold a text of several lines, such as a query, are printed one after the other with that text whole; and
    rows of more columns than fit the screen, or a few of whose texts little would show, stand upright, a line
    a column, each cut to the screen. Beyond 200 rows it says how many more there are: CSV, JSON and Parquet
    hold all.
    """
    import pyarrow.types as types

    if unfold and rows.num_rows <= FEW and _has_lines(found := rows.to_pylist()):
        _unfold(found)
        return
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    shown = rows.slice(0, MOST_ROWS).to_pylist()
    numbers = {
        field.name
        for field in rows.schema
        if types.is_integer(field.type) or types.is_floating(field.type) or types.is_decimal(field.type)
    }
    whole = numbers | {  # never cut: half a number is a wrong one, and half an id cannot be asked for
        field.name for field in rows.schema if types.is_temporal(field.type) or field.name.endswith("_id")
    }
    widths = _widths(shown, rows.column_names, whole, written)
    if unfold and (_is_cramped(widths) or (rows.num_rows <= FEW and _is_cut(shown, widths, whole))):
        _stand(shown)
        _count_rest(rows.num_rows)
        return
    for field in rows.schema:
        table.add_column(
            "\n".join(_heading(field.name)),
            justify="right" if field.name in numbers else "left",
            overflow="fold" if field.name in wide else "ellipsis",
            no_wrap=field.name not in wide,
            min_width=widths[field.name] if field.name in whole else None,
            max_width=widths[field.name],
        )
    for row in shown:
        table.add_row(
            *(_cell(value, name in wide or name in whole, written.get(name)) for name, value in row.items())
        )
    out().print(table)
    _count_rest(rows.num_rows)


def _count_rest(rows: int) -> None:
    if rows > MOST_ROWS:
        more = f"and {rows - MOST_ROWS:,} more rows: --format csv, json or parquet has all."
        out().print(Text(more, style="dim"))


def _is_cramped(widths: Mapping[str, int]) -> bool:
    """Return whether the columns do not fit the screen, or only with headers that nobody can read."""
    heads = {name: min(HEAD, max(map(len, _heading(name)))) for name in widths}
    is_too_wide = sum(widths.values()) + GAP * (len(widths) - 1) > out().width
    return is_too_wide or any(widths[name] < heads[name] for name in widths)


def _is_cut(rows: Sequence[dict[str, Any]], widths: Mapping[str, int], whole: Collection[str]) -> bool:
    """Return whether of several texts no more would show than a word or two."""
    short = [name for name, width in widths.items() if name not in whole and width < HEAD]
    return sum(any(len(_cell(row[name], False)) > widths[name] for row in rows) for name in short) > 1


def _stand(rows: Sequence[dict[str, Any]]) -> None:
    """Print each row as lines of `name  value`, none longer than the screen."""
    for row in rows:
        room = max(len(line(name)) for name in row)
        for name, value in row.items():
            label = Text(f"{line(name):<{room}}  ", style="dim")
            out().print(Text.assemble(label, _cell(value, True)), no_wrap=True, overflow="ellipsis")
        out().print()


def _has_lines(rows: Sequence[dict[str, Any]]) -> bool:
    return any(isinstance(value, str) and "\n" in value.strip() for row in rows for value in row.values())


def _unfold(rows: Sequence[dict[str, Any]]) -> None:
    """Print each row as lines of `name  value`; a text of several lines stands below its name as it is."""
    for row in rows:
        room = max(map(len, row))
        for name, value in row.items():
            label = Text(f"{line(name):<{room}}  ", style="dim")
            if isinstance(value, str) and "\n" in value.strip():
                out().print(label)
                out().print(Text(printable(value.strip("\n"))), soft_wrap=True)
            else:
                out().print(Text.assemble(label, _cell(value, True)), soft_wrap=True)
        out().print()


def _heading(name: str) -> list[str]:
    """Return the lines of a column's header: the words of a name; a formula is never broken.

    >>> _heading("first_lag_hours"), _heading("count_star()")
    (['first', 'lag', 'hours'], ['count_star()'])
    """
    return line(name).split("_") if PLAIN_NAME.fullmatch(name) else [line(name)]


def _widths(
    rows: Sequence[dict[str, Any]],
    names: Sequence[str],
    whole: Collection[str],
    written: Mapping[str, str],
) -> dict[str, int]:
    """Return how wide each column is to be: numbers and days as wide as they are, texts share the rest."""
    wanted = {
        name: max(
            (
                *(len(_cell(row[name], name in whole, written.get(name))) for row in rows),
                *map(len, _heading(name)),
            )
        )
        for name in names
    }
    texts = sorted((name for name in names if name not in whole), key=lambda name: wanted[name])
    left = out().width - GAP * len(names) - sum(wanted[name] for name in whole)
    heads = {name: max(LEAST, min(HEAD, max(map(len, _heading(name))))) for name in texts}
    has_room = sum(heads.values()) <= left
    for place, name in enumerate(texts):
        wanted[name] = max(
            heads[name] if has_room else LEAST, min(wanted[name], left // (len(texts) - place))
        )
        left -= wanted[name]
    return wanted


def _cell(value: Any, whole: bool, written: str | None = None) -> Text:
    if written and value is not None:
        return Text(format(value, written))
    match value:
        case None:
            return Text("–", style="dim")
        case bool():
            return Text("yes" if value else "no")
        case int():
            return Text(f"{value:,}")
        case []:
            return Text("none", style="dim")
        case list() | dict():
            value = _told(value)
        case float():
            return Text(f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}")
        case dt.datetime():
            return Text(f"{value:%Y-%m-%d %H:%M}")
        case dt.date():
            return Text(value.isoformat())
    shown = line(str(value))
    return Text(shown if whole or len(shown) <= CELL else shown[: CELL - 1] + "…")


def _told(value: Any) -> str:
    """Return a list or a record as text.

    >>> _told([{"field": "published", "at": dt.datetime(2026, 7, 6, 5, 2, 24), "raw": None}])
    '(field: published, at: 2026-07-06 05:02)'
    """
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    if isinstance(value, dict):
        told = ", ".join(f"{name}: {_told(each)}" for name, each in value.items() if each is not None)
        return f"({told})"
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else str(value)
