"""Answers `beatbook stories` and `beatbook story`: who told of an event, in which order, and who did not."""

from typing import Any

from beatbook import measured, moments, outlets_told
from beatbook.book import Book, opened, slug
from beatbook.formats import Format, emit
from beatbook.printable import counted, line

MEANING = {
    "silent": "Silent, though we saw every day of it",
    "partial": "Nothing found, but not every day was seen",
    "blind": "Blind, so nothing can be said",
}


def list_them(topic: str | None, since: str | None, until: str | None, limit: int, form: Format) -> None:
    """Write the stories that most outlets ran; a story is listed if any of its days is in the range."""
    from warehouse import query

    days = dict(zip(("since", "until"), moments.asked_days(since, until), strict=True))
    with opened() as book:
        found = query.stories(book.connection, topic=slug(topic) if topic else None, limit=limit, **days)
        if form is Format.TABLE:
            _list(book, found.to_pylist())
        else:
            emit(found, form)


def _list(book: Book, found: list[dict[str, Any]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    for row in found:
        first, last = row["first_day"], row["last_day"]
        when = "no date" if first is None else moments.day(first)
        if last != first:
            when += f" to {moments.day(last)}"
        told = f"{counted(row['articles'], 'article')} of {counted(row['outlets'], 'outlet')}"
        silent = ", ".join(outlets_told.name(book, slug) for slug in row["silent"]) or "nobody"
        screen.print(Text.assemble((line(row["label"]), "bold"), "  ", (row["story_id"], "cyan")))
        if row["first_outlet"] is not None:
            told += f" · first {outlets_told.name(book, row['first_outlet'])}"
        if row["half_life_hours"] is not None:
            told += f" · half of them out after {_hours(row['half_life_hours'])}"
        about = f"{when} · {told}\nsilent though up: {silent}"
        screen.print(Padding(Text(about, style="dim"), (0, 0, 1, 2), expand=False))
    if not found:
        screen.print(Text(f"No story fits. {book.reach}"))
    screen.print(Text(measured.beside("stories"), style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def answer(name: str, form: Format) -> None:
    """Write one story's articles in order, and the outlets that ran nothing of it."""
    from warehouse import query

    with opened() as book:
        found = query.story(book.connection, name)
        if form is Format.TABLE:
            _show(book, found.to_pylist())
        else:
            emit(found, form)


def _show(book: Book, found: list[dict[str, Any]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    ran = [row for row in found if row["state"] == "ran"]
    outlets = len({row["outlet"] for row in ran})
    told = f"{counted(len(ran), 'article')} of {counted(outlets, 'outlet')}"
    screen.print(Text.assemble((found[0]["story_id"], "cyan"), f": {told}{_pace(ran)}\n"))
    for nth, row in enumerate(ran):
        at = moments.day_and_time(row["published_at"]) or "no date"
        hours = row["hours_after_first"]
        behind = "" if hours is None else "  first" if nth == 0 else f"  {_hours(hours)} later"
        screen.print(
            Text.assemble((at, "dim"), f"  {outlets_told.name(book, row['outlet'])}", (behind, "dim"))
        )
        told_as = Text.assemble(line(row["headline"]), "  ", (row["article_id"], "cyan"))
        screen.print(Padding(told_as, (0, 0, 0, 2), expand=False))
    outlets_told.tell_states(book, found, MEANING)
    screen.print()
    screen.print(Text(measured.beside("stories"), style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _pace(ran: list[dict[str, Any]]) -> str:
    """Return after what time half of a story's articles were out; empty with fewer than two dates.

    >>> _pace([{"hours_after_first": hours} for hours in (0.0, 4.0, 70.0, None)])
    ', half of them out after 4 h'
    """
    from statistics import median

    hours = [row["hours_after_first"] for row in ran if row["hours_after_first"] is not None]
    return f", half of them out after {_hours(median(hours))}" if len(hours) > 1 else ""


def _hours(hours: float) -> str:
    """Return a time behind in hours, or in days from two days on.

    >>> _hours(5.25), _hours(72.0)
    ('5 h', '3 d')
    """
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} d"
