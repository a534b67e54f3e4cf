"""Writes the whole book into a folder, for people without Beatbook: a file a table, a README, checksums."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from warehouse import durable, sharing
from warehouse.answers import Connection, plain
from warehouse.asking import fetched
from warehouse.export import export
from warehouse.unanswered import QuestionError

FORMS = ("parquet", "csv", "jsonl")
SUMS, README = "SHA256SUMS", "README.md"
INTERNAL = {
    "bodies",
    "batch_articles",
    "documents",
    "postings",
    "replaced_texts",
    "segments",
}  # how it is kept
LICENCE = "Texts and headlines belong to those who published them. What is counted of them may be passed on."


@dataclass(frozen=True)
class Bundle:
    """What was written: rows by table."""

    folder: Path
    rows: Mapping[str, int]


def bundle(con: Connection, folder: Path, form: str, cited: str, *, without_text: bool = False) -> Bundle:
    """Write every table, and return how many rows each has; the folder appears whole or not at all.

    `form` is parquet, csv or jsonl; `cited` is the line that cites the snapshot; `without_text` leaves out
    what `warehouse.sharing` says. Raises QuestionError for another form, for a folder that is there and not
    empty, and for a place that cannot be written.
    """
    if form not in FORMS:
        raise QuestionError(f"{form!r} is no form of a whole book: choose one of {', '.join(FORMS)}.")
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise QuestionError(f"{folder} is there already: name a folder that is new or empty.")
    tables = [row["name"] for row in fetched(con, "tables", None, plain).to_pylist()]
    kept = [name for name in tables if name not in INTERNAL]
    if without_text:
        kept = [name for name in kept if name not in sharing.WITHHELD]
    part = durable.beside(folder)
    try:
        part.mkdir(parents=True)
        said = sharing.shared if without_text else sharing.whole
        rows = {name: export(con, said(con, name), part / f"{name}.{form}", form) for name in kept}
        (part / README).write_text(_readme(con, rows, form, cited, without_text), encoding="utf-8")
        (part / SUMS).write_text(_sums(part), encoding="utf-8")
        if folder.is_dir():
            folder.rmdir()
        part.replace(folder)
    except OSError as problem:
        raise QuestionError(f"{folder} cannot be written: {problem}.") from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Bundle(folder, rows)


def _sums(folder: Path) -> str:
    """Return a line a file, as `sha256sum --check` reads it."""
    lines = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            lines.append(f"{file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def _readme(con: Connection, rows: Mapping[str, int], form: str, cited: str, without_text: bool) -> str:
    told = """select table_name, comment from duckdb_tables() where not internal
        union all select view_name, comment from duckdb_views() where not internal"""
    meanings = dict(con.execute(told).fetchall())
    listed = "\n".join(f"| `{name}.{form}` | {count:,} | {meanings[name]} |" for name, count in rows.items())
    left = (
        f"""
This copy holds no full text. Left out: {", ".join(sorted(sharing.WITHHELD))}, and columns of records that
point into texts. Of an outlet's words no cell has more than {sharing.LONGEST} characters; what was
cut ends in `…`.
"""
        if without_text
        else ""
    )
    guarded = (
        "\nA cell that a spreadsheet would run as a formula has an apostrophe before it.\n"
        if form == "csv"
        else ""
    )
    return f"""# A beat book, exported

{cited}

| file | rows | one row is |
| --- | --- | --- |
{listed}

`data_dictionary.{form}` says what every column means, `sample_queries.{form}` what can be asked.
Times are UTC; a `day` is London's. What is not in `coverage.{form}` as seen is a gap, and no zero.
{left}{guarded}
`sha256sum --check {SUMS}` says whether the files are as they were written. {LICENCE}
"""
