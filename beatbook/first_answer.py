"""What a newcomer sees first: a trend, the words behind its highest figure, and what to type next."""

import datetime as dt
import shlex
import sys
from pathlib import Path
from typing import Any

from beatbook import demo, examples, trend
from beatbook.book import Book
from beatbook.moments import day
from beatbook.screen import has_colour, out

TOPIC = "stop-and-search"
LONG = 40  # characters of a command that others are not aligned with


def show(book: Book) -> None:
    """Write the trend of the demo's first question, evidence for its highest week, and what to type next."""
    from rich.text import Text

    question = trend.Question(TOPIC)
    trend.show(book, question)
    peak = _highest_week(book, question)
    if peak:
        found = examples.examples(book, TOPIC, peak["period"], peak["period"] + dt.timedelta(days=6))
        screen = out()
        screen.print()
        week = f"the {peak['articles']} articles of the week of {day(peak['period'])}"
        screen.print(Text(f"{len(found)} of {week}, and the words for which they count:", style="bold"))
        screen.print()
        for example in found:
            screen.print(examples.face(book, example, colour=has_colour()))
        next_steps(book, found)


def next_steps(book: Book, found: list[dict[str, Any]]) -> None:
    """Write commands that work as they stand, each with what it does."""
    article = found[0]["article_id"] if found else ""
    _write_steps(
        book,
        [
            (f"trend {TOPIC} --by outlet", "who wrote, and who did not"),
            (f"article {article}", "one article, its evidence in colour"),
            ('search "stop and search" Hackney', "articles that hold the words"),
            (f"status --from {book.days[0]}" if book.days else "status", "where we were blind, and why"),
            (f"sql \"from share('{TOPIC}', every := 'month')\"", "anything else, in SQL"),
            *_edits(book),
            ("serve", "all of it as pages, in a browser"),
            ("newsstand", "the fictional papers themselves, in a browser"),
        ],
    )


def _edits(book: Book) -> list[tuple[str, str]]:
    if book.connection.execute("from edits limit 1").fetchall():
        return [("edits", "what papers changed after they had printed it")]
    if book.is_demo:
        into = "" if book.home.root == demo.DEMO.resolve() else f" --into {_shown(book.home.root)}"
        return [(f"demo{into}", "once more: the same papers eighteen days later, and what they edited")]
    return []


def _highest_week(book: Book, question: trend.Question) -> dict[str, Any] | None:
    weeks = [week for week in trend.rows(book, question).to_pylist() if week["articles"]]
    return max(weeks, key=lambda week: (week["articles"], week["period"]), default=None)


def _write_steps(book: Book, steps: list[tuple[str, str]]) -> None:
    from rich.text import Text

    program = command(book.home.root)
    out().print(Text("Next:", style="bold"))
    column = max(len(words) for words, _ in steps if len(words) <= LONG) + len(program)
    for words, what in steps:
        typed = f"{program} {words}".ljust(column + 1)
        out().print(Text.assemble("  ", (typed, "cyan"), "  ", (f"# {what}", "dim")), soft_wrap=True)


def command(root: Path) -> str:
    """Return how to call this program from here on the book in `root`, as one types it."""
    program = Path(sys.executable).parent / "beatbook"
    here = Path.cwd()
    shown = program.relative_to(here) if program.is_relative_to(here) else program
    return f"{_named_home(root)}{shlex.quote(str(shown))}"


def _named_home(root: Path) -> str:
    """Return the setting that a command needs to open this book, nothing if it is the one it opens anyway."""
    from warehouse.home import Home

    if Home.from_env().root == root:
        return ""
    return f"BEATBOOK_HOME={_shown(root)} "


def _shown(root: Path) -> str:
    """Return a folder as one types it from here."""
    return shlex.quote(str(root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else root))
