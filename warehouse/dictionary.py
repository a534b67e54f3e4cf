"""Writes the data dictionary that every warehouse carries as a page for people.

    python -m warehouse.dictionary > docs/data-dictionary.md

The page is made of an empty warehouse, so it says what the SQL says and nothing of any book.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

HEAD = """\
# Data dictionary

What every table, view, column and macro of `warehouse.duckdb` means. Written by
`python -m warehouse.dictionary > docs/data-dictionary.md` from the warehouse itself, where the same words
stand as comments and in the table `data_dictionary`; a test holds the two equal. `from sample_queries` gives
questions with the statements that answer them.
"""
CHAPTERS = (("table", "Tables"), ("view", "Views"), ("macro", "Macros"))


def markdown(entries: list[Mapping[str, Any]]) -> str:
    """Return the page for the rows of `data_dictionary`, in the order that the table has."""
    named = [list(rows) for _, rows in groupby(entries, key=lambda row: row["name"])]
    lines = [HEAD]
    for kind, title in CHAPTERS:
        lines.append(f"## {title}\n")
        for rows in named:
            if rows[0]["kind"] == kind:
                lines += _macro(rows[0]) if kind == "macro" else _table(rows)
    return "\n".join(lines).rstrip() + "\n"


def _table(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    yield f"### {rows[0]['name']}\n"
    yield f"One row: {rows[0]['meaning']}.\n"
    yield "| column | type | meaning |\n| --- | --- | --- |"
    for row in rows[1:]:
        yield f"| `{row['column_name']}` | {_cell(row['type'])} | {_cell(row['meaning'])} |"
    yield ""


def _macro(row: Mapping[str, Any]) -> Iterator[str]:
    meaning, *notes = row["meaning"].split("\n")
    yield f"### {row['name'].removesuffix('()')}({row['type']})\n"
    yield f"One row, or its value: {meaning}.\n"
    for note in notes:
        name, _, text = note.partition(": ")
        yield f"- `{name}`: {text}"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page of an empty warehouse to standard output."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        Lake(home.lake)
        publish(home)
        with query.open(home) as connection:
            sys.stdout.write(markdown(query.table(connection, "data_dictionary").to_pylist()))


if __name__ == "__main__":
    main()
