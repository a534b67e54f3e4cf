"""Shows the words behind a figure: some of the articles that it counts, each with its evidence in context."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatbook.book import Book
from beatbook.excerpt import excerpt
from beatbook.moments import day
from beatbook.printable import line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text


def examples(book: Book, topic: str, since: dt.date, until: dt.date, most: int = 3) -> list[dict[str, Any]]:
    """Return articles about the topic published in these days, of as many outlets as there are.

    Keys: article_id, outlet, day, headline, body, and of the first evidence in the body start, end, rule.
    """
    asked = (Path(__file__).parent / "sql" / "examples.sql").read_text()
    values = {"topic": topic, "since": since, "until": until, "most": most}
    rows: list[dict[str, Any]] = book.connection.execute(asked, values).to_arrow_table().to_pylist()
    return rows


def face(book: Book, example: dict[str, Any], *, colour: bool) -> "RenderableType":
    """Return an example: who wrote it when, by which rule it counts, the words, and the article's id."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    where = Text.assemble(
        (line(book.outlets[example["outlet"]]), "bold"),
        f" · {day(example['day'])} · rule {line(example['rule'])}",
    )
    name = Text(example["article_id"], style="dim")
    return Padding(Group(where, _in_context(example, colour), name), (0, 0, 1, 2), expand=False)


def _in_context(example: dict[str, Any], colour: bool) -> "Text":
    """Return the span within its paragraph, as much of it as reads well."""
    from rich.text import Text

    before, span, after = excerpt(example["body"], example["start"], example["end"])
    return Text.assemble(before, (span if colour else f"[{span}]", "black on bright_yellow"), after)
