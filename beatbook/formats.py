"""Writes an answer for machines: CSV, JSON or Parquet, the same rows as on screen."""

import csv
import datetime as dt
import sys
from collections.abc import Mapping
from enum import StrEnum
from io import StringIO
from typing import TYPE_CHECKING, Any

from beatbook.printable import json_safe, printable
from beatbook.refusal import Refusal
from warehouse import strict_json
from warehouse.formulas import guarded

if TYPE_CHECKING:
    import pyarrow as pa

    from warehouse.answers import Rows


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def emit(table: "pa.Table | Rows", form: Format) -> None:
    """Write the table to stdout as CSV, JSON or Parquet; Parquet is refused on a terminal."""
    if form is Format.PARQUET:
        if sys.stdout.isatty():
            raise Refusal("Parquet is not for reading on screen: add `> answer.parquet`.")
        sys.stdout.buffer.write(as_parquet(table))
        sys.stdout.buffer.flush()
        return
    sys.stdout.write(as_csv(table) if form is Format.CSV else as_json(table.to_pylist()) + "\n")


def as_csv(table: "pa.Table | Rows") -> str:
    """Return RFC 4180 text with a header.

    Lists are joined by `; `; a cell that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(table.column_names)
    rows.writerows([_cell(value) for value in row.values()] for row in table.to_pylist())
    return text.getvalue()


def as_json(value: Any) -> str:
    """Return indented JSON; times in ISO 8601, UTC; what is no finite number is null."""
    return json_safe(strict_json.dumps(value, _plain, indent=2))


def as_parquet(table: "pa.Table") -> bytes:
    """Return the table as one Parquet file, zstd."""
    from warehouse import query

    return query.as_parquet(table)


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dt.date):  # datetime too
        return value.isoformat()
    if isinstance(value, list):
        value = "; ".join(str(_cell(item)) for item in value)
    elif isinstance(value, Mapping):
        value = strict_json.dumps(value, _plain)
    return guarded(printable(str(value)))


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    return str(value)
