"""Answers `beatbook stories` and `beatbook story`: who told of an event, in which order, and who did not."""

from typing import Any

from beatbook import measured, moments
from beatbook.book import Book, opened, slug
from beatbook.formats import Format, emit
from beatbook.printable import line

MEANING = {
    "silent": "Silent, though we saw every day of it",
    "partial": "Nothing found, but not every day was seen",
    "blind": "Blind, so nothing can be said",
}


def list_them(topic: str | None, since: str | None, until: str | None, limit: int, form: Format) -> None:
    """Write the stories that most outlets ran; a story is listed if any of its days is in the range."""
    from warehouse import query

    days = {"since": moments.asked_day(since, "--from"), "until": moments.asked_day(until, "--to")}
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
        told = f"{_count(row['articles'], 'article')} of {_count(row['outlets'], 'outlet')}"
        silent = ", ".join(_name(book, slug) for slug in row["silent"]) or "nobody"
        screen.print(Text.assemble((line(row["label"]), "bold"), "  ", (row["story_id"], "cyan")))
        if row["first_outlet"] is not None:
            told += f" · first {_name(book, row['first_outlet'])}"
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
    from rich.table import Table
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    ran = [row for row in found if row["state"] == "ran"]
    outlets = len({row["outlet"] for row in ran})
    told = f"{_count(len(ran), 'article')} of {_count(outlets, 'outlet')}"
    screen.print(Text.assemble((found[0]["story_id"], "cyan"), f": {told}\n"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("published", "behind", "outlet", "headline", "article"):
        table.add_column(name, justify="right" if name == "behind" else "left", no_wrap=name != "headline")
    for row in ran:
        at = f"{row['published_at']:%Y-%m-%d %H:%M}" if row["published_at"] else "no date"
        behind = "–" if row["hours_after_first"] is None else _hours(row["hours_after_first"])
        cells = (at, behind, _name(book, row["outlet"]), line(row["headline"]))
        table.add_row(*map(Text, cells), Text(row["article_id"], style="cyan"))
    screen.print(table)
    for state, meaning in MEANING.items():
        names = [_name(book, row["outlet"]) for row in found if row["state"] == state]
        if names:
            screen.print(Text(f"\n{meaning}: {', '.join(names)}."))
    screen.print()
    screen.print(Text(measured.beside("stories"), style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _name(book: Book, outlet: str) -> str:
    return line(book.outlets.get(outlet, outlet))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _hours(hours: float) -> str:
    """Return a time behind in hours, or in days from two days on.

    >>> _hours(5.25), _hours(72.0)
    ('5 h', '3 d')
    """
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} d"
