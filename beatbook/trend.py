"""Answers `beatbook trend`: how much was written about a topic, and how much of the time we could see."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from math import nan
from typing import TYPE_CHECKING, Any, Literal, cast

from beatbook import marking, measured, moments, status
from beatbook.book import Book, opened, slug
from beatbook.citing import call, cite
from beatbook.formats import Format, emit
from beatbook.printable import counted, line
from beatbook.refusal import Refusal

if TYPE_CHECKING:
    from beatbook.trend_face import Point, Series
    from warehouse.answers import Rows

NAMED = 3  # outlets that a caveat names; it counts the rest
Every = Literal["week", "month"]


@dataclass(frozen=True)
class Question:
    """What was asked; `since` and `until` widen to whole periods."""

    topic: str
    by_outlet: bool = False
    every: Every = "week"
    share: bool = False
    outlet: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def of(
        cls,
        topic: str,
        by: str | None,
        every: str,
        share: bool,
        outlet: str | None,
        since: str | None,
        until: str | None,
    ) -> "Question":
        """Return the question that the words of a command line put; refuses what it cannot mean."""
        if by not in (None, "outlet"):
            raise Refusal(f"--by {by}: a trend can be parted by outlet.")
        if every not in ("week", "month"):
            raise Refusal(f"--every {every}: a period is a week or a month.")
        first, last = moments.asked_days(since, until)
        return cls(topic, by == "outlet", cast(Every, every), share, outlet, first, last)


def answer(question: Question, form: Format, cited: bool = False) -> None:
    """Write the trend: as a picture, or as rows (`period`, `articles`, coverage) for machines."""
    from warehouse import query

    with opened() as book:
        if form is Format.TABLE:
            show(book, question)
        elif form is Format.PARQUET:
            emit(query.answer(book.connection, *_asked(book, question)), form)
        else:
            emit(rows(book, question), form)
        if cited:
            name, values = _asked(book, question)
            cite(book, call(name, values, "topic"))


def show(book: Book, question: Question) -> None:
    """Draw the trend with the question above it and what to know about it below."""
    from rich.text import Text

    from beatbook import trend_face
    from beatbook.screen import out

    told = rows(book, question).to_pylist()
    if not told:
        raise Refusal(f"The book says nothing of these days. {book.reach}")
    measure = trend_face.Measure("% of output" if question.share else "articles", question.every)
    each = told if question.by_outlet else rows(book, replace(question, by_outlet=True)).to_pylist()
    screen = out()
    screen.print(Text(headline(question, book, told), style="bold"))
    screen.print()
    if question.by_outlet:
        screen.print(trend_face.by_outlet(_lines(told, book.outlets, question), measure, screen.width))
    else:
        screen.print(trend_face.by_period(_all_outlets(told, question), measure))
    screen.print()
    for caveat in caveats(each, book.outlets, question):
        screen.print(Text(caveat, style="yellow"))
    if book.mixture:
        screen.print(Text(book.mixture, style="yellow"))
    if beside := marking.stands_beside(book, slug(question.topic)):
        screen.print(Text(beside.capitalize(), style="dim"))
    else:
        screen.print(Text(measured.beside("topics"), style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def rows(book: Book, question: Question) -> "Rows":
    """Return the trend's rows, with the columns of `warehouse.query.trend`."""
    from warehouse import query

    return query.fetched(book.connection, *_asked(book, question), query.plain)


def _asked(book: Book, question: Question) -> tuple[str, dict[str, Any]]:
    from warehouse import query

    return query.trend_asked(
        book.connection,
        slug(question.topic),
        by="outlet" if question.by_outlet else None,
        every=question.every,
        share=question.share,
        outlet=slug(question.outlet) if question.outlet else None,
        since=question.since,
        until=book.last_day(question.since, question.until),
    )


def headline(question: Question, book: Book, rows: list[dict[str, Any]]) -> str:
    """Return the question in words, as in `Taser, articles a week, all outlets, 6 Jul to 1 Nov 2026`."""
    first, last = rows[0]["period"], _last_day(rows[-1]["period"], question.every)
    figure = f"{'% of articles' if question.share else 'articles'} a {question.every}"
    one = book.outlets[slug(question.outlet)] if question.outlet else ""
    who = one or ("by outlet" if question.by_outlet else "all outlets")
    return line(f"{book.topics[slug(question.topic)]}, {figure}, {who}, {moments.span(first, last)}")


def caveats(by_outlet: list[dict[str, Any]], names: dict[str, str], question: Question) -> list[str]:
    """Return what a reader must know before trusting the numbers: who was not seen, wholly or in part.

    The last sentence names the command that says why.
    """
    blind = Counter(names[row["outlet"]] for row in by_outlet if row["state"] == "blind")
    partly = Counter(names[row["outlet"]] for row in by_outlet if row["state"] in ("partial", "degraded"))
    said = []
    if blind:
        said.append(f"Blind, so a gap and no zero: {_counted(blind, question.every)}.")
    if partly:
        said.append(f"Seen in part or thinly, so perhaps too low: {_counted(partly, question.every)}.")
    if not said:
        return []
    periods = [row["period"] for row in by_outlet]
    until = _last_day(max(periods), question.every) if question.until else None
    return [*said, status.why(min(periods), until)]


def _all_outlets(rows: list[dict[str, Any]], question: Question) -> "Series":
    from beatbook.trend_face import Series

    return Series("all outlets", [_point(row, question) for row in rows], _total(rows, question))


def _lines(rows: list[dict[str, Any]], names: dict[str, str], question: Question) -> "list[Series]":
    """Return one line an outlet, the highest total first; before an outlet's first period it has no value."""
    from beatbook.trend_face import Point, Series

    periods = sorted({row["period"] for row in rows})
    found: dict[str, dict[dt.date, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        found[row["outlet"]][row["period"]] = row
    lines = [
        Series(
            names[outlet],
            [_point(own[day], question) if day in own else Point(day, nan) for day in periods],
            _total(list(own.values()), question),
        )
        for outlet, own in found.items()
    ]
    return sorted(lines, key=lambda one: (-(one.total or 0), one.name))


def _point(row: dict[str, Any], question: Question) -> "Point":
    from beatbook.trend_face import Point

    value = row["articles"]
    if question.share and value is not None:
        value = nan if row["share"] is None else 100 * row["share"]  # seen, and silent on everything
    notes = []
    if row.get("outlets_blind") and value is not None:
        notes.append(f"{row['outlets_blind']} of {row['outlets_blind'] + row['outlets_up']} outlets blind")
    if not row["is_complete"]:
        notes.append("so far")
    return Point(row["period"], value, ", ".join(notes))


def _total(rows: list[dict[str, Any]], question: Question) -> float | None:
    seen = [row for row in rows if row["articles"] is not None]
    articles = sum(row["articles"] for row in seen)
    if not question.share:
        return float(articles) if seen else None
    output = sum(row["output"] for row in seen)
    return 100 * articles / output if output else None


def _last_day(period: dt.date, every: str) -> dt.date:
    if every == "week":
        return period + dt.timedelta(days=6)
    return (period.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _counted(outlets: Counter[str], every: str) -> str:
    most = [f"{name} ({counted(n, every)})" for name, n in outlets.most_common(NAMED)]
    rest = len(outlets) - NAMED
    return ", ".join([*most, counted(rest, "more outlet")] if rest > 0 else most)
