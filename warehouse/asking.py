"""How a question is put to an open warehouse, and what is said of one that cannot be answered."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse.answers import Connection, Fetch, T, arrow, plain
from warehouse.limits import LIMITS
from warehouse.statements import statement
from warehouse.unanswered import (
    DamagedBook,
    OtherBook,
    QuestionError,
    TimeLimit,
    TooLarge,
    UnknownOutlet,
    UnknownTopic,
)

if TYPE_CHECKING:
    import pyarrow as pa

DAMAGE = re.compile(
    r"(Invalid Input|IO) Error: .*/segments/.*\.parquet|(INTERNAL|Serialization) Error"
    r"|IO Error: .*([Cc]hecksum|[Cc]orrupt|[Cc]ould not read)"
)


def answer(con: Connection, question: str, values: Mapping[str, Any] | None = None) -> "pa.Table":
    """Return the answer to one of the SQL files under `questions`. Raises OtherBook."""
    return fetched(con, question, values, arrow)


def fetched(con: Connection, question: str, values: Mapping[str, Any] | None, fetch: Fetch[T]) -> T:
    """Return the answer as `warehouse.answers.arrow` or `.plain` gives it. Raises OtherBook, DamagedBook."""
    try:
        with unbroken():
            return fetch(con.execute(statement("questions", question).text, values))
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        why = str(problem).partition("\n")[0]
        told = f"This book was built by another version of Beatbook ({why}): `beatbook retag` builds it anew."
        raise OtherBook(told) from problem


@contextmanager
def within(con: Connection, seconds: float) -> Iterator[None]:
    """Give a block's statements so many seconds. Raises TimeLimit, DamagedBook, and QuestionError."""
    timer = threading.Timer(seconds, con.interrupt)
    timer.start()
    try:
        yield
    except duckdb.InterruptException as stopped:
        raise TimeLimit(f"No answer within {seconds:g} s: ask for fewer days or fewer columns.") from stopped
    except duckdb.OutOfMemoryException as problem:
        most = LIMITS["memory_limit"]
        raise TooLarge(f"This takes more memory than {most}: ask for fewer days or columns.") from problem
    except duckdb.Error as problem:
        raise refused(problem) from problem
    finally:
        timer.cancel()


@contextmanager
def unbroken() -> Iterator[None]:
    """Raise DamagedBook for what DuckDB says in the block of a damaged file."""
    try:
        yield
    except duckdb.Error as problem:
        if damaged := damage(problem):
            raise damaged from problem
        raise


def refused(problem: duckdb.Error) -> QuestionError:
    """Return what to raise instead of DuckDB's error."""
    return damage(problem) or QuestionError(said(problem))


def damage(problem: duckdb.Error) -> DamagedBook | None:
    """Return what to raise if the error says that a file of the book cannot be read, else None.

    >>> print(damage(duckdb.IOException("IO Error: Corrupt database file")).message[:47])
    The book cannot be read (Corrupt database file)
    >>> damage(duckdb.InvalidInputException("Invalid Input Error: There is no topic 'parquet'"))
    """
    told, _, _ = str(problem).partition("\n")
    told, _, _ = told.partition(': value "')  # what a damaged text reads like
    if type(problem) is not duckdb.Error and not DAMAGE.match(told):  # what reads Parquet raises the bare one
        return None
    why = told.removeprefix("Invalid Input Error: ").removeprefix("IO Error: ")
    return DamagedBook(
        f"The book cannot be read ({why}): `beatbook doctor` says what is damaged, `beatbook doctor --repair`"
        " makes it again."
    )


def said(problem: duckdb.Error) -> str:
    """Return DuckDB's words, and what to do instead where the book is not to be changed.

    >>> said(duckdb.InvalidInputException("Invalid Input Error: every must be day or week"))
    'every must be day or week'
    """
    told = str(problem).removeprefix("Invalid Input Error: ")
    if isinstance(problem, duckdb.PermissionException):
        told += "\nOnly the book itself can be read: `beatbook export --sql ... --to FILE` writes files."
    elif "Table function cannot contain subqueries" in told:
        told += "\nA search must be known beforehand: `set variable words = (select ...)`, then"
        told += " `from search(getvariable('words'))`."
    elif "attached in read-only mode" in told:
        told += "\nThe book is for reading only: `create temp table` keeps rows while you ask."
    return told


def one(con: Connection, text: str) -> None:
    """Raise QuestionError for SQL that asks nothing, or several things of which one would be answered.

    Statements that prepare a question, such as `create temp table`, may stand before it. Raises duckdb.Error
    for what is no SQL.
    """
    statements = con.extract_statements(text)
    if not statements:
        raise QuestionError("Say what to ask: `from sample_queries` has examples.")
    if any(each.expected_result_type == [duckdb.ExpectedResultType.QUERY_RESULT] for each in statements[:-1]):
        raise QuestionError("Only the last of these statements would be answered: ask them one by one.")


def known(con: Connection, *, topic: str | None = None, outlet: str | None = None) -> None:
    """Raise UnknownTopic or UnknownOutlet, with the names that come near, for one that there is not."""
    for kind, slug, unknown in (("topic", topic, UnknownTopic), ("outlet", outlet, UnknownOutlet)):
        if slug is None:
            continue
        slug = str(slug)  # of a list or a number DuckDB would say what does not help
        rows = [row for row in fetched(con, "names", None, plain).to_pylist() if row["kind"] == kind]
        if slug not in {row["slug"] for row in rows} and not _is_told(con, kind, slug):
            called = {row["slug"]: row["slug"] for row in rows} | {row["name"]: row["slug"] for row in rows}
            message = f"There is no {kind} {slug!r}: `beatbook {kind}s` lists them."
            raise unknown(message, near(slug, called))


def _is_told(con: Connection, kind: str, slug: str) -> bool:
    """Return whether the book has rows of what is on no list any more."""
    return any(told == kind for (told,) in fetched(con, "unlisted", {"slug": slug}, plain).values)


def days(since: object, until: object) -> None:
    """Raise QuestionError for days that stand the wrong way round; the macro known_days says the same.

    Whatever DuckDB takes for a day will do: dates, times, texts.

    >>> days("2026-11-01", date(2026, 11, 22))
    """
    first, last = _day(since), _day(until)
    if first and last and last < first:
        raise QuestionError(f"until {last} lies before since {first}: turn them round.")


def _day(named: object) -> date | None:
    try:
        return date.fromisoformat(str(named)[:10])
    except ValueError:
        return None  # no day is named, or DuckDB says what is wrong with it


def near(word: str, called: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs whose slug or name looks like the word, or holds it, best first."""
    from difflib import get_close_matches

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
