"""The sample sheet: articles drawn by chance, marked right or wrong in any spreadsheet, and read back."""

import csv
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random

from beatbook.formats import as_csv
from beatbook.printable import line
from beatbook.refusal import Refusal
from beatbook.trial import Found
from warehouse.formulas import unguarded
from warehouse.precision import RIGHT, UNSURE, WRONG, Mark

COLUMNS = ("right", "note", "headline", "words", "outlet", "day", "url", "article_id", "topic", "rule")
BOM = "\ufeff"  # or Excel takes UTF-8 for another encoding
READ = ("right", "note", "article_id", "topic", "rule")
SAID = {
    **dict.fromkeys(("y", "yes", "right", "1", "true"), RIGHT),
    **dict.fromkeys(("n", "no", "wrong", "0", "false"), WRONG),
    **dict.fromkeys(("?", "unsure"), UNSURE),
}


@dataclass(frozen=True)
class Drawing:
    """How many articles to draw, by which number, into which file."""

    size: int
    seed: int
    to: Path

    @classmethod
    def of(cls, size: int | None, seed: int | None, to: Path | None) -> "Drawing | None":
        """Return what the words of a command line ask for, None if for no sheet."""
        if size is None and to is None and seed is None:
            return None
        if to is None:
            raise Refusal("--sample wants --to SHEET.csv: the sheet to write.")
        if to.suffix.lower() != ".csv":
            raise Refusal(f"{to.name}: a sheet to mark is CSV; name a file that ends in .csv.")
        if to.exists():
            raise Refusal(f"{to} is there already, and may hold marks: name another file.")
        return cls(size or 50, secrets.randbelow(10**6) if seed is None else seed, to)

    def draw(self, found: Sequence[Found]) -> list[Found]:
        """Return as many of the articles, each as likely as the other; the same seed draws the same ones."""
        ordered = sorted(found, key=lambda each: each.article_id)
        return Random(self.seed).sample(ordered, min(self.size, len(ordered)))  # noqa: S311  no secret


def write(to: Path, drawn: Sequence[Found], topic: str, rules_version: str, rule: str = "") -> None:
    """Write the sheet, one row an article, the column `right` still empty.

    A cell that a spreadsheet would run gets an apostrophe before it. Version and slug stand in one cell,
    because a spreadsheet takes ten digits by themselves for a number.
    """
    import pyarrow as pa

    rows = [
        {
            "right": "",
            "note": "",
            "headline": line(each.headline),
            "words": words(each),
            "outlet": each.outlet,
            "day": each.day,
            "url": each.url,
            "article_id": each.article_id,
            "topic": f"{topic}@{rules_version}",
            "rule": rule,
        }
        for each in drawn
    ]
    schema = pa.schema([(name, pa.date32() if name == "day" else pa.string()) for name in COLUMNS])
    written = BOM + as_csv(pa.Table.from_pylist(rows, schema=schema))
    try:
        with to.open("x", encoding="utf-8", newline="") as file:
            file.write(written)
    except OSError as problem:
        raise Refusal(f"{to} cannot be written: {problem.strerror}.") from problem


def words(found: Found) -> str:
    """Return the words that speak for the topic, each in square brackets among what stands around it."""
    cut = [each.excerpt for each in found.evidence]
    return " / ".join(line(f"{before}[{span}]{after}") for before, span, after in cut)


def read(file: Path) -> tuple[list[Mark], int]:
    """Return the marks of a sheet, and how many rows are not marked yet.

    Refuses a sheet with a row that cannot be read, naming the row as a spreadsheet numbers it.
    """
    marks: dict[tuple[str, str, str], tuple[int, Mark]] = {}
    unmarked = 0
    for number, row in _rows(file):
        said = row["right"].casefold()
        if not said:
            unmarked += 1
            continue
        mark = _mark(file, number, row, said)
        key = (mark.topic + "@" + mark.rules_version, mark.rule, mark.article_id)
        first, known = marks.setdefault(key, (number, mark))
        if known.mark != mark.mark:
            raise _refusal(
                file, number, f"says {mark.mark} of an article that row {first} calls {known.mark}"
            )
    return [mark for _, mark in marks.values()], unmarked


def _mark(file: Path, number: int, row: Mapping[str, str], said: str) -> Mark:
    if said not in SAID:
        raise _refusal(file, number, f"has {line(row['right'])!r} under `right`: write y, n or ? (unsure)")
    slug, at, version = row["topic"].partition("@")
    if not (slug and at and version):
        raise _refusal(
            file, number, f"has {line(row['topic'])!r} under `topic`: leave that column as it was written"
        )
    if not row["article_id"]:
        raise _refusal(file, number, "names no article: leave the column `article_id` as it was written")
    return Mark(slug, version, row["rule"], row["article_id"], SAID[said], row["note"])


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the sheet's rows with their numbers; a spreadsheet may have put semicolons or tabs for commas."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise Refusal(f"{file} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise Refusal(f"{file} is not in UTF-8: save it as CSV UTF-8.") from problem
    head = text.partition("\n")[0]
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    missing = [name for name in READ if name not in (rows.fieldnames or ())]
    if missing:
        raise Refusal(f"{file} is no sample sheet: it lacks the column {', '.join(missing)}.")
    try:
        for number, row in enumerate(rows, 2):
            yield number, {name: unguarded((row[name] or "").strip()) for name in READ}
    except csv.Error as problem:
        raise Refusal(f"{file} cannot be read as CSV: {problem}.") from problem


def _refusal(file: Path, number: int, why: str) -> Refusal:
    return Refusal(f"{file}: row {number} {why}. Nothing was kept.")
