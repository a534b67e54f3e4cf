"""Gathers a whole digest from the snapshot, and says in a sentence what it comes to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beatbook import moments
from beatbook.digest import changes, findings
from beatbook.digest.asking import of_window
from beatbook.digest.lines import Digest, Section
from beatbook.digest.window import Window
from beatbook.digest.wording import count, sentence

if TYPE_CHECKING:
    from beatbook.book import Book


def gather(book: "Book", told: Window) -> Digest:
    """Return the digest of a window, all of it from the open book."""
    from warehouse import query

    sections = (
        findings.bursts(book, told),
        findings.stories(book, told),
        findings.silences(book, told),
        changes.edits(book, told),
        changes.releases(book, told),
        changes.sources(book, told),
    )
    (seen,) = of_window(book, "seen", told)
    of, on = ("this day", "") if told.days == 1 else ("these days", " on every one")
    was = "was" if seen["whole"] == 1 else "were"
    said = f"{sentence(count(seen['articles'], 'article'))} held of {of}."
    said += f" {seen['whole']} of {seen['outlets']} outlets {was} seen{on}."
    return Digest(
        told,
        headline(sections, seen["articles"]),
        said,
        changes.unseen(book, told),
        sections,
        book.as_of,
        query.snapshot(book.connection)["version"],
        book.is_demo,
    )


def headline(sections: Sequence[Section], articles: int) -> str:
    """Return what the sections come to, in one sentence."""
    totals = {section.name: section.total for section in sections}
    unrun = sum(
        "Nobody ran it" in line.said for each in sections if each.name == "releases" for line in each.lines
    )
    parts = [
        (totals["bursts"], "burst", "bursts"),
        (totals["stories"], "new story in several outlets", "new stories in several outlets"),
        (totals["silences"], "silence", "silences"),
        (totals["edits"], "edit that tells", "edits that tell"),
        (unrun, "release that nobody ran", "releases that nobody ran"),
    ]
    told = [count(number, one, more) for number, one, more in parts if number]
    if told:
        return f"{sentence(', '.join(told))}."
    if totals["releases"]:
        return "A quiet day: every press release was run, and nothing else stands out."
    if not articles:
        return "Nothing that we hold was published."
    return f"A quiet day: {count(articles, 'article')}, and none of them stands out."


def title(digest: Digest) -> str:
    """Return what a mail's subject and a page's title say: of which days, and what it comes to."""
    return f"Beatbook, {days(digest.window)}: {digest.headline.rstrip('.')}"


def days(told: Window) -> str:
    """Return the window's days in words, a single one with its weekday.

    >>> from datetime import date
    >>> from beatbook.digest.window import alone
    >>> days(alone(date(2026, 11, 1)))
    'Sun 1 Nov 2026'
    """
    return moments.span(told.since, told.day) if told.days > 1 else f"{told.day:%a} {moments.day(told.day)}"
