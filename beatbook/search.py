"""Answers `beatbook search`: articles that hold the words, with the words in their place."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from beatbook import moments
from beatbook.book import Book, opened, slug
from beatbook.citing import call, cite
from beatbook.formats import Format, emit
from beatbook.printable import line

if TYPE_CHECKING:
    from rich.text import Text

OPERATOR = re.compile(r"AND|OR|NOT|IN|NEAR/\d+|headline|lead")

SMALL = re.compile(r"(?<!\S)(?:and|or|not)(?!\S)")


def answer(
    words: Sequence[str],
    outlet: str | None,
    topic: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    form: Format,
    cited: bool = False,
) -> None:
    """Write the articles that hold what is asked for, the best first; several arguments must all be there."""
    from warehouse import query

    asked = joined(words)
    days = dict(zip(("since", "until"), moments.asked_days(since, until), strict=True))
    with opened() as book:
        one, about = slug(outlet) if outlet else None, slug(topic) if topic else None
        found = query.search(book.connection, asked, limit=limit, outlet=one, topic=about, **days)
        if cited:
            named = {"query": asked, **days, "outlet": one, "topic": about, "most": limit}
            cite(book, call("search", named, "query"))
        if form is Format.TABLE:
            _show(book, found.to_pylist(), asked, limit)
        else:
            emit(found, form)


def _show(book: Book, found: list[dict[str, str]], asked: str, limit: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import has_colour, out

    screen = out()
    for row in found:
        at = moments.day(row["day"]) if row["day"] else "no date"  # type: ignore[arg-type]
        where = f"{at} · {line(book.outlets[row['outlet']])} · "
        screen.print(Text.assemble(Text(line(row["headline"]), style="bold")))
        screen.print(Text.assemble(("  " + where, "dim"), (row["article_id"], "cyan")))
        screen.print(
            Padding(_marked(line(row["snippet"] or ""), colour=has_colour()), (0, 0, 1, 2), expand=False)
        )
    if not found:
        screen.print(Text(f"No article holds {asked}. {book.reach}"))
        if small := SMALL.search(asked):
            meant = f"{small[0]} is a word of the phrase here; as an operator it is {small[0].upper()}."
            screen.print(Text(meant))
    elif len(found) == limit:
        screen.print(Text(f"The best {limit}; --limit shows more.", style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def joined(words: Sequence[str]) -> str:
    """Return one query for the arguments of a command; each is a phrase, or a query of its own.

    >>> joined(["strip search", "school", "OR", "pupil{,s}"])
    'strip search AND school OR pupil{,s}'
    """
    asked = words[0]
    for before, word in pairwise(words):
        joins = OPERATOR.fullmatch(before) or OPERATOR.fullmatch(word) or before == "(" or word == ")"
        asked += f" {word}" if joins else f" AND {word}"
    return asked


def _marked(snippet: str, *, colour: bool) -> "Text":
    """Return the snippet with its words in colour, or between their marks where there is none."""
    from rich.text import Text

    if not colour:
        return Text(snippet)
    shown = Text()
    for part in re.split("(«[^»]*»)", snippet):
        is_mark = part.startswith("«") and part.endswith("»")
        shown.append(part[1:-1] if is_mark else part, style="black on bright_yellow" if is_mark else "")
    return shown
