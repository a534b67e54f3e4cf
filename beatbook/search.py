"""Answers `beatbook search`: articles that hold the words, with the words in their place."""

import re
from collections.abc import Sequence

from beatbook import moments
from beatbook.book import Book, opened, slug
from beatbook.formats import Format, emit
from beatbook.printable import line


def answer(
    words: Sequence[str], outlet: str | None, since: str | None, until: str | None, limit: int, form: Format
) -> None:
    """Write the newest articles that hold all the words; a word with a blank in it is a phrase."""
    from warehouse import query

    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    days = {"since": moments.asked_day(since, "--from"), "until": moments.asked_day(until, "--to")}
    with opened() as book:
        found = query.search(
            book.connection, asked, limit=limit, outlet=slug(outlet) if outlet else None, **days
        )
        if form is Format.TABLE:
            _show(book, found.to_pylist(), asked, limit)
        else:
            emit(found, form)


def _show(book: Book, found: list[dict[str, str]], asked: str, limit: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    for row in found:
        at = moments.day(row["day"]) if row["day"] else "no date"  # type: ignore[arg-type]
        where = f"{at} · {line(book.outlets[row['outlet']])} · "
        screen.print(Text.assemble(Text(line(row["headline"]), style="bold")))
        screen.print(Text.assemble(("  " + where, "dim"), (row["article_id"], "cyan")))
        snippet = Text(line(row["snippet"] or ""))
        for quoted, word in re.findall(r'"([^"]+)"|(\S+)', asked):
            snippet.highlight_regex(rf"(?i){re.escape(quoted or word)}", style="black on bright_yellow")
        screen.print(Padding(snippet, (0, 0, 1, 2), expand=False))
    if not found:
        screen.print(Text(f"No article holds {asked}. {book.reach}"))
    elif len(found) == limit:
        screen.print(Text(f"The newest {limit}; --limit shows more.", style="dim"))
    screen.print(Text(book.as_of, style="dim"))
