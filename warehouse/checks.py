"""Looks for rows that must not be there before anybody sees a new warehouse."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.build import Built
from warehouse.statements import statements

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


def run(built: Built, step: Callable[[str], None] = lambda name: None) -> tuple[CheckResult, ...]:
    """Return what `look` found. Raises ChecksFailed if some of it must not be published."""
    results = look(built, step)
    failed = [result for result in results if result.stops and result.count]
    if failed:
        raise ChecksFailed(failed)
    return results


def look(built: Built, step: Callable[[str], None] = lambda name: None) -> tuple[CheckResult, ...]:
    """Return what every check found in the warehouse that is being built, clean ones included.

    A check that only new rows can fail looks at what is new, where that was built by itself.
    """
    results, looked_at = [], None
    in_turn = sorted(statements("checks"), key=lambda each: each.notes.get("looks at") == "touched")
    for each in in_turn:
        step(each.name)
        is_small = built.is_small and each.notes.get("looks at") == "touched"
        if is_small is not looked_at:
            (built.look_at_small if is_small else built.look_at_all)()
            looked_at = is_small
        cursor = built.connection.execute(each.text)
        names = [column[0] for column in cursor.description or ()]
        first = cursor.fetchmany(SHOWN_ROWS)
        count = len(first)
        while more := cursor.fetchmany(10_000):
            count += len(more)
        rows = tuple(dict(zip(names, row, strict=True)) for row in first)
        stops = {"stop": True, "warn": False}[each.notes["severity"]]
        results.append(CheckResult(each.name, each.meaning, each.notes["then"], stops, count, rows))
    return tuple(results)


def _row(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in row.items())


def _short(value: Any) -> str:
    """Return the value so that what a page wrote cannot command a terminal or flood a log."""
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "..."
