"""Keeps what people marked right or wrong, and says from it how precise each topic's rules are."""

import fcntl
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from math import sqrt

from warehouse import durable
from warehouse.home import Home

CONFIDENCE = 1.959964  # standard errors on either side that hold 95 of 100 samples
RIGHT, WRONG, UNSURE = "right", "wrong", "unsure"


class MarksError(Exception):
    """Raised for a file of marks that cannot be read as it stands."""


@dataclass(frozen=True)
class Mark:
    """What somebody said of one article that a topic's rules found: right, wrong or unsure.

    `rule` is empty where the whole topic was marked, else the one rule that was on trial.
    """

    topic: str
    rules_version: str
    rule: str
    article_id: str
    mark: str
    note: str = ""


@dataclass(frozen=True)
class Precision:
    """How many of the marked articles were right; those that somebody was unsure of are not among them."""

    right: int
    marked: int
    unsure: int = 0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the precision by Wilson (1927), which holds for small samples too.

        >>> [round(end, 2) for end in Precision(46, 50).interval]
        [0.81, 0.97]
        """
        n, z = self.marked, CONFIDENCE
        if not n:
            return 0.0, 1.0
        part = self.right / n
        middle = part + z * z / (2 * n)
        reach = z * sqrt(part * (1 - part) / n + z * z / (4 * n * n))
        low, high = ((middle + side) / (1 + z * z / n) for side in (-reach, reach))
        return max(0.0, low), min(1.0, high)

    def __str__(self) -> str:
        """Return it in words.

        >>> str(Precision(46, 50))
        '46 of 50 marked, 0.81-0.97'
        """
        low, high = self.interval
        return f"{self.right} of {self.marked} marked, {low:.2f}-{high:.2f}"


def keep(home: Home, given: Iterable[Mark]) -> None:
    """Add marks to those that are kept, all or none; of one article and the same rules the last counts."""
    lines = "".join(json.dumps(asdict(mark), ensure_ascii=False) + "\n" for mark in given)
    home.root.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        before = home.marks.read_bytes() if home.marks.exists() else b""
        durable.write(home.marks, before + lines.encode())


def marks(home: Home) -> list[Mark]:
    """Return the marks that count. Raises MarksError, naming the line, for a file that nobody can read."""
    if not home.marks.exists():
        return []
    last: dict[tuple[str, ...], Mark] = {}
    for mark in _read(home):
        last[mark.topic, mark.rules_version, mark.rule, mark.article_id] = mark
    return list(last.values())


def of_topics(home: Home) -> dict[str, dict[str, Precision]]:
    """Return the precision of each topic that was marked, by its rules' versions, the first marked first."""
    counted: dict[tuple[str, str], list[str]] = {}
    for mark in marks(home):
        if not mark.rule:
            counted.setdefault((mark.topic, mark.rules_version), []).append(mark.mark)
    found: dict[str, dict[str, Precision]] = {}
    for (topic, version), given in counted.items():
        found.setdefault(topic, {})[version] = precision(given)
    return found


def precision(given: Iterable[str]) -> Precision:
    """Return the precision that marks add up to.

    >>> precision(["right", "wrong", "unsure", "right"])
    Precision(right=2, marked=3, unsure=1)
    """
    said = list(given)
    return Precision(said.count(RIGHT), said.count(RIGHT) + said.count(WRONG), said.count(UNSURE))


def _read(home: Home) -> Iterator[Mark]:
    names = {field.name for field in fields(Mark)}
    lines = (
        home.marks.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    )  # a note may hold other breaks
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            if row.keys() != names or row["mark"] not in (RIGHT, WRONG, UNSURE):
                raise ValueError("it is no mark")
        except (ValueError, AttributeError) as problem:
            raise MarksError(f"{home.marks}, line {number}: {problem}; mend or remove it") from problem
        yield Mark(**row)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Wait for the lock and hold it, so that two sheets read at once are both kept."""
    with home.marks.with_name(f".{home.marks.name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
