"""Answers `beatbook voices`: who gets to speak about a topic, in which role, and for how long."""

import datetime as dt
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from beatbook import measured, moments, status
from beatbook.book import Book, opened, slug
from beatbook.citing import call, cite
from beatbook.formats import Format, emit
from beatbook.printable import counted, line
from beatbook.refusal import Refusal

if TYPE_CHECKING:
    import pyarrow as pa

WAYS = ("role", "outlet", "week")
FIRST_ROLES = 4  # roles that a line of an outlet or week names; it counts the rest


@dataclass(frozen=True)
class Question:
    """What was asked."""

    topic: str | None
    by: str = "role"
    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def of(
        cls, topic: str | None, by: str, outlet: str | None, since: str | None, until: str | None
    ) -> "Question":
        """Return the question that the words of a command line put; refuses what it cannot mean."""
        if by not in WAYS:
            raise Refusal(f"--by {by}: voices can be parted by {' or '.join(WAYS)}.")
        first, last = moments.asked_days(since, until)
        return cls(slug(topic) if topic else None, by, slug(outlet) if outlet else None, first, last)


def answer(question: Question, form: Format, cited: bool = False) -> None:
    """Write the voices: as a table of shares, or as rows of the macros `voices` and `voices_by_outlet`."""
    with opened() as book:
        asked = replace(question, until=book.last_day(question.since, question.until))
        rows = _rows(book, asked)
        if cited:
            values = {name: value for name, value in asdict(asked).items() if name != "by"}
            macro = "voices" if question.by == "role" else "voices_by_outlet"
            cite(book, call(macro, values, "topic"))
        if form is not Format.TABLE:
            emit(rows, form)
            return
        told = rows.to_pylist()
        if not any(row["role"] for row in told):
            raise Refusal(f"Nobody is quoted in these articles. {book.reach}")
        _show(book, question, told)


def _rows(book: Book, question: Question) -> "pa.Table":
    from warehouse import query

    by = None if question.by == "role" else "outlet"
    return query.voices(
        book.connection,
        question.topic,
        by=by,
        outlet=question.outlet,
        since=question.since,
        until=question.until,
    )


def _show(book: Book, question: Question, told: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from beatbook.screen import out

    about = book.topics[question.topic] if question.topic else "all topics"
    who = book.outlets[question.outlet] if question.outlet else "all outlets"
    out().print(Text(line(f"Who speaks, {about}, {who}"), style="bold"))
    out().print()
    out().print(_by_role(told) if question.by == "role" else _parted(told, question.by, book))
    out().print()
    blind = max((row.get("outlets_blind") or 0 for row in told), default=0) or len(
        {row["outlet"] for row in told if row.get("state") in ("blind", "partial")}
    )
    if blind:
        seen = f"Not seen on some days, so perhaps too low: {counted(blind, 'outlet')}."
        out().print(Text(f"{seen}{_why(book, question)}", style="yellow"))
    out().print(Text(measured.beside("voices", "roles"), style="dim"))
    out().print(Text(book.as_of, style="dim"))


def _why(book: Book, question: Question) -> str:
    """Return which command says why, of the whole weeks that are counted; empty if no article has a date."""
    since, until = question.since or (book.days and book.days[0]), question.until
    if not since:
        return ""
    last = until and moments.monday(until) + dt.timedelta(days=6)
    return " " + status.why(moments.monday(since), last)


def _by_role(told: list[dict[str, Any]]) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("role", min_width=22)
    for name in ("words", "% of words", "quotations", "% of quotations", "articles", "outlets"):
        table.add_column(name, justify="right")
    for row in told:
        shares = (f"{100 * row['share_of_words']:.1f}", f"{100 * row['share_of_quotations']:.1f}")
        table.add_row(
            _spelt(row["role"]), f"{row['words']:,}", shares[0], f"{row['quotations']:,}", shares[1],
            f"{row['articles']:,}", str(row["outlets"]),
        )  # fmt: skip
    return table


def _parted(told: list[dict[str, Any]], by: str, book: Book) -> Any:
    """Return a line an outlet or week: how many words are spoken, and which part in the foremost roles."""
    from rich.table import Table

    words: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    unseen: dict[Any, bool] = defaultdict(lambda: True)
    for row in told:
        key = row["outlet"] if by == "outlet" else row["period"]
        unseen[key] &= row["state"] == "blind"
        if row["role"]:
            words[key][row["role"]] += row["words"]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(by)
    table.add_column("words", justify="right")
    table.add_column("% of words")
    for key in sorted(unseen) if by == "week" else sorted(unseen, key=lambda one: -sum(words[one].values())):
        name = line(book.outlets[key]) if by == "outlet" else str(key)
        total = sum(words[key].values())
        said = "blind" if unseen[key] else _foremost(words[key], total)
        table.add_row(name, "" if unseen[key] else f"{total:,}", said)
    return table


def _foremost(words: dict[str, int], total: int) -> str:
    ranked = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{_spelt(role)} {100 * count / total:.0f}" for role, count in ranked[:FIRST_ROLES]]
    rest = sum(count for _, count in ranked[FIRST_ROLES:])
    return ", ".join([*named, f"others {100 * rest / total:.0f}"] if rest else named)


def _spelt(role: str) -> str:
    return role.replace("_", " ").replace("pcc or", "PCC or")
