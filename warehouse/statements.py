"""Reads the SQL files: one statement each, and its meaning at the head, which becomes the database's own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
BUILT = ("types", "tables", "marts", "macros")  # what a snapshot is made of
_CREATES = re.compile(r"^create (?P<kind>type|table|view|macro) (?P<name>\w+)", re.MULTILINE)
_NOTE = re.compile(r"-- (?P<key>[a-z_ ]+): (?P<text>.+)")
_MORE = "--   "
_ABOUT_THE_FILE = {
    "one row",
    "one value",
    "after",
    "like",
    "replaced by",
    "made again for",
    "differs by",
    "kept in",
    "example",
    "then",
    "severity",
    "looks at",
    "asks",
}


class StatementError(Exception):
    """Raised for an SQL file whose head does not say what it must, or does not fit what the file makes."""


@dataclass(frozen=True)
class Statement:
    """One SQL file: its name, the notes at its head, and the whole text.

    Notes are `-- key: text` lines, continued by `--   ` lines. The first is `one row` (of a scalar macro or
    a type, `one value`). Others: `after` (what must be built before), `like` (whose column notes a view or
    a macro shares), `replaced by` (of a table that grows: the columns by which its rows are replaced; a
    table without it is made anew), `made again for` (of a mart: the columns of `touched.days`,
    `touched.periods` or `touched.stories`, for which alone it is made anew), `differs by` (of a mart made
    anew: the columns by which to find rows that differ, which alone are written), `kept in` (of a table
    whose rows lie in files of their own), `example` (a query that is run in the tests), `then` (of a check:
    what to do about it), `severity` (of a check: stop or warn), `looks at` (of a check:
    chunk, if all it asks of an article stands in the tables of its chunk; touched, if only new rows can
    sin), `asks` (of a sample: the question in words); every other key is a column or a parameter.
    """

    folder: str
    name: str
    notes: dict[str, str]
    text: str

    @property
    def meaning(self) -> str:
        """What one row, or the value, is."""
        return self.notes.get("one row") or self.notes["one value"]

    @cached_property
    def kind(self) -> str:
        """What the statement creates: type, table, view or macro; a query creates nothing."""
        created = _CREATES.search(self.text)
        return created["kind"] if created else "query"

    @cached_property
    def columns(self) -> dict[str, str]:
        """The notes about columns and parameters."""
        return {key: text for key, text in self.notes.items() if key not in _ABOUT_THE_FILE}

    @cached_property
    def label(self) -> str:
        """How other files name it in `after`: a macro with brackets, since a table may share its name."""
        return f"{self.name}()" if self.kind == "macro" else self.name

    @cached_property
    def query(self) -> str:
        """The statement alone, without its head and its semicolon."""
        lines = self.text.splitlines()
        return "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")

    @cached_property
    def after(self) -> list[str]:
        """The labels of what must be built before."""
        return list(_names(self.notes.get("after", "")))

    @cached_property
    def like(self) -> list[str]:
        """The tables whose column notes hold here too."""
        return list(_names(self.notes.get("like", "")))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Of a table that grows, the columns by which its rows are replaced."""
        return _names(self.notes.get("replaced by", ""))

    @cached_property
    def again(self) -> tuple[str, ...]:
        """Of a mart of days, periods or stories, the columns of those for which it is made again."""
        return _names(self.notes.get("made again for", ""))

    @cached_property
    def differs_by(self) -> tuple[str, ...]:
        """Of a mart that is made anew, the columns of those rows that alone are written: they differ."""
        return _names(self.notes.get("differs by", ""))

    @property
    def is_of_articles(self) -> bool:
        """Whether its rows are made, and replaced, article by article."""
        return self.keys[:1] == ("article_id",) or self.is_in_segments

    @property
    def is_in_segments(self) -> bool:
        """Whether its rows lie in Parquet files beside the snapshots, which show a view of them."""
        return "kept in" in self.notes


@cache
def statements(folder: str) -> tuple[Statement, ...]:
    """Return the statements of one folder by name. Raises StatementError for a file without its head."""
    return tuple(_read(path) for path in sorted((FOLDER / folder).glob("*.sql")))


@cache
def statement(folder: str, name: str) -> Statement:
    """Return one statement."""
    return _read(FOLDER / folder / f"{name}.sql")


def in_order(found: Iterable[Statement]) -> list[Statement]:
    """Return the statements so that each stands after what it needs. Raises StatementError for a stranger."""
    named = {each.label: each for each in found}
    strangers = {label for each in named.values() for label in each.after} - named.keys()
    if strangers:
        raise StatementError(f"no SQL file makes {', '.join(sorted(strangers))}, which others come after")
    from graphlib import TopologicalSorter  # only building asks

    order = TopologicalSorter({label: named[label].after for label in sorted(named)})
    return [named[label] for label in order.static_order()]


def digest() -> str:
    """Return a short hash of what a snapshot is built and checked by; it changes when any of it does."""
    from hashlib import sha256  # only building asks

    hashed = sha256()
    for folder in ("lake", "judging", *BUILT, "growth", "samples", "checks"):
        for each in statements(folder):
            hashed.update(f"{folder}/{each.name}\0{each.text}\0".encode())
    return hashed.hexdigest()[:8]


def quoted(text: str) -> str:
    """Return an SQL string literal, for the few places that take no parameter: comments and ATTACH.

    >>> quoted("an outlet's slug")
    "'an outlet''s slug'"
    """
    return "'" + text.replace("'", "''") + "'"


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def _read(path: Path) -> Statement:
    text = path.read_text(encoding="utf-8")
    made = Statement(path.parent.name, path.stem, _notes(path, text), text)
    created = _CREATES.search(text)
    if created and created["name"] != path.stem:
        raise StatementError(f"{path} creates {created['name']}: name the file after it")
    return made


def _notes(path: Path, text: str) -> dict[str, str]:
    notes, key = dict[str, str](), ""
    for line in text.splitlines():
        if line.startswith(_MORE) and key:
            notes[key] += " " + line.removeprefix(_MORE).strip()
        elif note := _NOTE.fullmatch(line.rstrip()):
            key = note["key"]
            if key in notes:
                raise StatementError(f"{path} says twice what {key} is")
            notes[key] = note["text"]
        else:
            break
    if not text.startswith(("-- one row: ", "-- one value: ")):
        raise StatementError(f"{path} must begin with `-- one row: ` and say what one row is")
    return notes
