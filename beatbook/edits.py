"""Answers `beatbook edits`: what outlets changed after publication, newest first, by kind."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, islice
from typing import Any

from beatbook import measured, moments
from beatbook.book import Book, opened, slug
from beatbook.citing import call, cite
from beatbook.formats import Format, emit
from beatbook.printable import counted, line

MOST = 50  # edited articles on screen
KIND = 18  # characters of a kind's name
WIDTH = 240  # characters of the words before and after
PRINTED_ONCE = "No article was looked at a second time yet: `make demo` again plays the papers of later days."


@dataclass(frozen=True)
class Question:
    """What was asked."""

    topic: str | None = None
    outlet: str | None = None
    kind: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def of(
        cls, topic: str | None, outlet: str | None, kind: str | None, since: str | None, until: str | None
    ) -> "Question":
        """Return the question that the words of a command line put; refuses what it cannot mean."""
        first, last = moments.asked_days(since, until)
        named = slug(kind).replace("-", "_") if kind else None
        return cls(slug(topic) if topic else None, slug(outlet) if outlet else None, named, first, last)


def answer(question: Question, form: Format, cited: bool = False) -> None:
    """Write the typed edits: as a list on screen, or as rows of the macro `edits`."""
    from warehouse import query

    with opened() as book:
        found = query.edits(book.connection, **asdict(question))
        if cited:
            cite(book, call("edits", asdict(question)))
        if form is not Format.TABLE:
            emit(found, form)
            return
        asked = {name: value for name, value in asdict(question).items() if name != "kind"}
        _show(book, question, found.to_pylist(), query.second_looks(book.connection, **asked))


def _show(book: Book, question: Question, found: Sequence[dict[str, Any]], looks: int) -> None:
    from rich.text import Text

    from beatbook.screen import out

    about = book.topics[question.topic] if question.topic else "all topics"
    who = book.outlets[question.outlet] if question.outlet else "all outlets"
    out().print(Text(line(f"Edits after publication, {about}, {who}"), style="bold"))
    changed = [list(rows) for _, rows in groupby(found, lambda row: (row["article_id"], row["edited_at"]))]
    out().print(Text(_summary(found, changed, looks) if looks or not book.is_demo else PRINTED_ONCE))
    for rows in islice(changed, MOST):
        _show_change(book, rows)
    if len(changed) > MOST:
        more = f"and {len(changed) - MOST:,} more edited articles: --from, --to or --outlet narrow it."
        out().print(Text(more, style="dim"))
    out().print()
    if found:
        out().print(Text("Word by word: `beatbook article ID --versions`.", style="dim"))
    out().print(Text(measured.beside("edits"), style="dim"))
    out().print(Text(book.as_of, style="dim"))


def _summary(found: Sequence[dict[str, Any]], changed: Sequence[Sequence[dict[str, Any]]], looks: int) -> str:
    if not looks:
        return "No article was looked at a second time yet, so no edit can be seen: the next crawl will look."
    seen = f"{counted(looks, 'second look')} at articles"
    if not found:
        return f"None seen in {seen}."
    articles = len({rows[0]["article_id"] for rows in changed})
    kinds = Counter(row["kind"] for row in found).most_common()
    listed = ", ".join(f"{spelt(kind)} {count}" for kind, count in kinds)
    return f"{counted(len(found), 'edit')} of {counted(articles, 'article')} in {seen}: {listed}."


def _show_change(book: Book, rows: Sequence[dict[str, Any]]) -> None:
    """Show one article's edits of one moment."""
    from rich.text import Text

    from beatbook.screen import out

    first = rows[0]
    seen = moments.day_and_time(first["edited_at"])
    after = "" if first["hours_after"] is None else f" · {_after(first['hours_after'])} after publication"
    out().print()
    out().print(Text.assemble((line(first["headline"]), "bold"), "  ", (first["article_id"], "cyan")))
    where = f"{line(book.outlets[first['outlet']])} · seen {seen}{after}"
    out().print(Text(f"  {where}", style="dim"))
    out().print(_typed(rows))


def _typed(rows: Iterable[dict[str, Any]]) -> Any:
    """Return a table of edits: the kinds, and the words before and after, once for all kinds of one place."""
    from rich.table import Table
    from rich.text import Text

    from beatbook.redline import replaced
    from beatbook.screen import has_colour

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=KIND + 2, no_wrap=True)
    table.add_column()
    for (old, new), of_one in groupby(rows, lambda row: (row["old_text"], row["new_text"])):
        kinds = "\n".join(f"  {spelt(row['kind'])}" for row in of_one)
        table.add_row(Text(kinds), replaced(old, new, colour=has_colour(), width=WIDTH))
    return table


def spelt(kind: str) -> str:
    """Return a kind as people say it.

    >>> spelt("police_line_added")
    'police line added'
    """
    return kind.replace("_", " ")


def reasoned(edit: dict[str, Any]) -> str:
    """Return the kind of an edit, and who or what says so where that is more than that it is one.

    >>> reasoned({"kind": "number_changed", "rule": "two to three"})
    'number changed (two to three)'
    """
    is_telling = edit["kind"].startswith(("voice", "name", "number", "made", "soft", "sharp"))
    return f"{spelt(edit['kind'])} ({line(edit['rule'])})" if is_telling else spelt(edit["kind"])


def _after(hours: float) -> str:
    """Return how long after publication, in hours, or in days from two days on.

    >>> _after(0.5), _after(26.0), _after(72.0)
    ('within the hour', '26 h', '3 d')
    """
    if hours < 1:
        return "within the hour"
    return f"{hours:,.0f} h" if hours < 48 else f"{hours / 24:,.0f} d"
