"""How a question is put to an open warehouse, and what is said of one that cannot be answered."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.statements import statement

Connection = duckdb.DuckDBPyConnection


class QuestionError(Exception):
    """Raised for a question that cannot be answered as put; the message says what to do next.

    `near` holds what may have been meant, best first.
    """

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message, near)
        self.message = message
        self.near = near

    def __str__(self) -> str:
        return f"{self.message} Did you mean {', '.join(self.near)}?" if self.near else self.message


class NoWarehouse(QuestionError):
    """Raised by `open` before anything was published."""


class UnknownTopic(QuestionError):
    """Raised for a topic that the taxonomy does not have."""


class UnknownOutlet(QuestionError):
    """Raised for an outlet that the catalogue does not have."""


class UnknownArticle(QuestionError):
    """Raised for an id or an address that no article has, and for one that several share."""


class UnknownStory(QuestionError):
    """Raised when no story, or more than one, has the name given."""


class OtherBook(QuestionError):
    """Raised by a question that asks for what the book has not, because other SQL built it."""


class TimeLimit(QuestionError):
    """Raised when an answer takes longer than it may."""


def answer(con: Connection, question: str, values: Mapping[str, Any] | None = None) -> pa.Table:
    """Return the answer to one of the SQL files under `questions`. Raises OtherBook."""
    try:
        return con.execute(statement("questions", question).text, values).to_arrow_table()
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        why = str(problem).partition("\n")[0]
        told = f"This book was built by another version of Beatbook ({why}): `beatbook retag` builds it anew."
        raise OtherBook(told) from problem


@contextmanager
def within(con: Connection, seconds: float) -> Iterator[None]:
    """Give a block's statements so many seconds. Raises TimeLimit, and QuestionError with DuckDB's words."""
    timer = threading.Timer(seconds, con.interrupt)
    timer.start()
    try:
        yield
    except duckdb.InterruptException as stopped:
        raise TimeLimit(f"No answer within {seconds:g} s: ask for fewer days or fewer columns.") from stopped
    except duckdb.Error as problem:
        raise QuestionError(str(problem)) from problem
    finally:
        timer.cancel()


def known(con: Connection, kind: str, slug: str, unknown: type[QuestionError]) -> None:
    """Raise the error, with the names that come near, for a slug that the warehouse does not have."""
    rows = [row for row in answer(con, "names").to_pylist() if row["kind"] == kind]
    if slug not in {row["slug"] for row in rows}:
        called = {row["slug"]: row["slug"] for row in rows} | {row["name"]: row["slug"] for row in rows}
        message = f"There is no {kind} {slug!r}: `beatbook {kind}s` lists them."
        raise unknown(message, near(slug, called))


def near(word: str, called: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs whose slug or name looks like the word, or holds it, best first."""
    folded = {name.casefold(): slug for name, slug in called.items()}
    asked = word.casefold()
    close = get_close_matches(asked, folded, n=5, cutoff=0.6)
    holding = [name for name in folded if len(asked) > 2 and asked in name]
    return tuple(dict.fromkeys(folded[name] for name in [*close, *holding]))[:5]


def among(name: str, value: str | None, allowed: tuple[str | None, ...]) -> None:
    """Raise QuestionError for a value that is not allowed, and say which are."""
    if value not in allowed:
        words = tuple(word for word in allowed if word)
        raise QuestionError(f"{name} can be {' or '.join(words)}, not {value!r}.")
