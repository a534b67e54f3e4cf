"""Looks for rows that must not be there before anybody sees a new warehouse."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.statements import Statement, statements

SHOWN_ROWS = 3
SHOWN_CHARACTERS = 80


@dataclass(frozen=True)
class CheckResult:
    """What one check found: how many offending rows, the first of them, and what to do about it."""

    name: str
    offence: str
    then: str
    stops: bool
    count: int
    rows: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        shown = [f"    {_row(row)}" for row in self.rows]
        more = [f"    ... and {self.count - len(shown)} more"] if self.count > len(shown) else []
        head = f"{self.name}: {self.count} found. One row is {self.offence}."
        return "\n".join([head, *shown, *more, f"  Next: {self.then}."])


class ChecksFailed(Exception):
    """Raised by `publish` when checks found rows that must not be there; the old snapshot stays."""

    def __init__(self, failed: Sequence[CheckResult]) -> None:
        super().__init__(failed)  # what pickle hands over again
        self.failed = tuple(failed)

    def __str__(self) -> str:
        found = "\n".join(str(result) for result in self.failed)
        return f"{len(self.failed)} checks failed, so the old warehouse stays.\n{found}"


class Checks:
    """What every check finds in a warehouse while it is built; `step` is told the name of each.

    A check of articles looks at each chunk of them as it is made, since what is wrong with one stands in the
    tables of its chunk; so does a check of what was touched, where one chunk holds all that is new. Every
    other looks at the whole.
    """

    def __init__(self, step: Callable[[str], None] = lambda name: None) -> None:
        self._step = step
        self._found = dict[str, CheckResult]()

    @property
    def results(self) -> tuple[CheckResult, ...]:
        """What was found up to now, clean checks included."""
        return tuple(self._found.values())

    def look_at_chunk(self, connection: duckdb.DuckDBPyConnection, *, is_all_that_is_new: bool) -> None:
        """Look at a chunk of articles, for whose tables names stand now."""
        looked_at = ("chunk", "touched") if is_all_that_is_new else ("chunk",)
        for each in statements("checks"):
            if each.notes.get("looks at") in looked_at:
                self._look(connection, each)

    def look_at_all(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Look at the whole warehouse, for whose tables names stand now, by every check that has not yet."""
        for each in statements("checks"):
            if each.name not in self._found:
                self._look(connection, each)

    def pass_or_raise(self) -> None:
        """Raise ChecksFailed if what was found must not be published."""
        if failed := [result for result in self.results if result.stops and result.count]:
            raise ChecksFailed(failed)

    def _look(self, connection: duckdb.DuckDBPyConnection, each: Statement) -> None:
        if not (before := self._found.get(each.name)):
            self._step(each.name)
        cursor = connection.execute(each.text)
        names = [column[0] for column in cursor.description or ()]
        first = cursor.fetchmany(SHOWN_ROWS)
        count = len(first)
        while more := cursor.fetchmany(10_000):
            count += len(more)
        rows = tuple[Mapping[str, Any], ...](dict(zip(names, row, strict=True)) for row in first)
        if before:
            count, rows = count + before.count, (*before.rows, *rows)[:SHOWN_ROWS]
        stops = {"stop": True, "warn": False}[each.notes["severity"]]
        self._found[each.name] = CheckResult(each.name, each.meaning, each.notes["then"], stops, count, rows)


def _row(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in row.items())


def _short(value: Any) -> str:
    """Return the value so that what a page wrote cannot command a terminal or flood a log."""
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "..."
