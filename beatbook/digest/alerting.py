"""Sends what saved queries newly find: each finding once to each, and none in a query's quiet hours."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beatbook import moments
from beatbook.digest import chat_face, html_face, lookout
from beatbook.digest.ledger import FAILED, Ledger
from beatbook.digest.lines import Digest, Line, Section
from beatbook.digest.links import sent
from beatbook.digest.sending import Message, Target, send
from beatbook.digest.window import alone
from beatbook.digest.wording import count
from beatbook.saved_queries import Saved

if TYPE_CHECKING:
    from beatbook.book import Book

WHAT = {
    "burst": ("burst", "bursts"),
    "any": ("article", "articles"),
    "silence": ("story that some were silent on", "stories that some were silent on"),
}


@dataclass(frozen=True)
class Round:
    """What one round came to: the names of those it did not reach, and how many findings wait, by query."""

    failed: tuple[str, ...]
    sent: int
    held: tuple[str, ...]


def alert(
    book: "Book", saved: Sequence[Saved], to: Sequence[Target], ledger: Ledger, at: dt.datetime
) -> Round:
    """Send what is new; what falls into quiet hours is found again after them. `at` has a time zone."""
    clock = at.astimezone(moments.london()).time()
    failed: list[str] = []
    held: list[str] = []
    told = 0
    for each in saved:
        lines = lookout.found(book, each) if to else []
        for target in to:
            known = ledger.known([line.key for line in lines], target.key)
            new = [line for line in lines if line.key not in known]
            if not new:
                continue
            if each.quiet is not None and each.quiet.holds(clock):
                what = count(len(new), *WHAT[each.alert])
                held.append(f"{each.name}: {what}, held until {each.quiet.until:%H:%M}.")
                continue
            outcome = send(message(book, each, new), target, ledger)
            told += outcome is not None
            failed += [target.name] if outcome == FAILED else []
    return Round(tuple(dict.fromkeys(failed)), told, tuple(dict.fromkeys(held)))


def message(book: "Book", saved: Saved, lines: Sequence[Line]) -> Message:
    """Return what is sent of a query's new findings."""
    found = count(len(lines), *WHAT[saved.alert])
    section = Section(saved.alert, saved.name, tuple(lines), f"Asked: {saved.asks}.", len(lines))
    told = Digest(
        alone(max(line.day for line in lines)),
        f"{saved.name}: {found}",
        f"A saved query of this desk, {saved.slug}.toml.",
        (),
        (section,),
        book.as_of,
        "",
        book.is_demo,
    )
    return Message(
        tuple(line.key for line in lines),
        f"Beatbook alert, {told.headline}",
        chat_face.chat(told, sent()),
        html_face.html(told, sent(), f"Beatbook alert, {told.headline}"),
        f"The rest: beatbook saved try {saved.slug}",
    )
