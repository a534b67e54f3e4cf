"""Shows the words behind a figure: some of the articles that it counts, each with its evidence in context."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatbook.book import Book
from beatbook.moments import day
from beatbook.printable import line, printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

CONTEXT = 75  # characters of text on either side of the span
SHORT_ID = 10  # letters that name an article among millions


def examples(book: Book, topic: str, since: dt.date, until: dt.date, most: int = 3) -> list[dict[str, Any]]:
    """Return articles about the topic published in these days, of as many outlets as there are.

    Keys: article_id, outlet, day, headline, body, and of the first evidence in the body start, end, rule.
    """
    asked = (Path(__file__).parent / "sql" / "examples.sql").read_text()
    values = {"topic": topic, "since": since, "until": until, "most": most}
    rows: list[dict[str, Any]] = book.connection.execute(asked, values).to_arrow_table().to_pylist()
    return rows


def face(book: Book, example: dict[str, Any], *, colour: bool) -> "RenderableType":
    """Return an example in two lines: who wrote it when and by which rule it counts, and the words."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    where = Text.assemble(
        (line(book.outlets[example["outlet"]]), "bold"),
        f" · {day(example['day'])} · rule {line(example['rule'])} · ",
        (example["article_id"][:SHORT_ID], "cyan"),
    )
    return Padding(Group(where, _in_context(example, colour)), (0, 0, 1, 2), expand=False)


def _in_context(example: dict[str, Any], colour: bool) -> "Text":
    """Return the span within its paragraph, as much of it as reads well."""
    from rich.text import Text

    body, start, end = printable(example["body"]), example["start"], example["end"]
    first = max(body.rfind("\n\n", 0, start) + 2 if "\n\n" in body[:start] else 0, start - CONTEXT)
    break_after = body.find("\n\n", end)
    last = min(len(body) if break_after < 0 else break_after, end + CONTEXT)
    before, after = body[first:start], body[end:last]
    if first > 0 and body[first - 1] not in "\n ":
        before = "… " + before.partition(" ")[2]
    if last < len(body) and body[last] not in "\n ":
        after = after.rpartition(" ")[0] + " …"
    span = body[start:end] if colour else f"[{body[start:end]}]"
    return Text.assemble(before, (span, "black on bright_yellow"), after)
