"""Writes a table or an answer to a file for other tools, whole or not at all, and safe to open."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import asking, durable, query, strict_json
from warehouse.formulas import guarded
from warehouse.query import Connection, QuestionError

ROWS_AT_A_TIME = 10_000


def export(con: Connection, what: str, path: Path, form: str | None = None) -> int:
    """Write a table, a view or the answer to an SQL text to a file, and return the number of rows.

    `form` is csv, json (an array, one row a line), jsonl or parquet; the file's ending says it if nothing
    else does. Raises QuestionError for an unknown form, for SQL that fails, and for a place that cannot be
    written.
    """
    name = (form or path.suffix.removeprefix(".")).lower()
    if name not in WRITERS:
        raise QuestionError(f"{name!r} is no form of export: choose one of {', '.join(WRITERS)}.")
    rows = _reader(con, what)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with durable.renamed(path) as part, part.open("wb") as out:
            return WRITERS[name](rows, out)
    except OSError as problem:
        raise QuestionError(f"{path} cannot be written: {problem}.") from problem
    except duckdb.Error as problem:
        raise asking.refused(problem) from problem


def _reader(con: Connection, what: str) -> pa.RecordBatchReader:
    text = what
    if what.isidentifier():  # one word is a table's name; SQL has at least two
        query.require_table(con, what)
        text = f"from {what}"
    try:
        asking.one(con, text)
        return con.execute(text).to_arrow_reader(ROWS_AT_A_TIME)
    except duckdb.Error as problem:
        raise asking.refused(problem) from problem


def _csv(rows: pa.RecordBatchReader, out: BinaryIO) -> int:
    """Write RFC 4180 in UTF-8; a text that a spreadsheet would run gets an apostrophe before it."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer, count = csv.writer(text), 0
    writer.writerow([_cell(name) for name in rows.schema.names])
    for batch in rows:
        writer.writerows([_cell(value) for value in row.values()] for row in batch.to_pylist())
        count += batch.num_rows
    text.detach()
    return count


def _json(rows: pa.RecordBatchReader, out: BinaryIO) -> int:
    count = 0
    out.write(b"[")
    for batch in rows:
        for row in batch.to_pylist():
            out.write((b",\n" if count else b"\n") + _line(row))
            count += 1
    out.write(b"\n]\n")
    return count


def _json_lines(rows: pa.RecordBatchReader, out: BinaryIO) -> int:
    count = 0
    for batch in rows:
        out.writelines(_line(row) + b"\n" for row in batch.to_pylist())
        count += batch.num_rows
    return count


def _parquet(rows: pa.RecordBatchReader, out: BinaryIO) -> int:
    count = 0
    with pq.ParquetWriter(out, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


WRITERS: Mapping[str, Callable[[pa.RecordBatchReader, BinaryIO], int]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _json_lines,
    "parquet": _parquet,
}


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | dict):
        value = strict_json.dumps(value, _plain)
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return guarded(text)


def _line(row: Mapping[str, Any]) -> bytes:
    return strict_json.dumps(row, _plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
