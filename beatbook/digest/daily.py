"""What is done after each publish: the digest is written and sent, and saved queries are asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from beatbook.digest import alerting, feeds, lookout, sending, shelving, telling
from beatbook.digest.ledger import Ledger
from beatbook.refusal import Refusal
from beatbook.saved_queries import Saved, files, read
from warehouse import durable
from warehouse.home import Home

if TYPE_CHECKING:
    from beatbook.book import Book


@dataclass
class Done:
    """What came of it: what a person may want to read, and what went wrong and is said once."""

    said: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def daily(home: Home, at: dt.datetime) -> Done:
    """Write and send the digest of the last whole day, then ask the saved queries; none stops the others."""
    from beatbook.book import opened

    done, ledger = Done(), Ledger.of(home)
    home.digests.mkdir(parents=True, exist_ok=True)
    with durable.alone(home.digests / ".lock"), opened(home, quiet=True) as book:
        to = _targets(done)
        _digest(home, book, to, ledger, done)
        watch(home, book, to, ledger, at, done)
    return done


def alerts(home: Home, at: dt.datetime) -> Done:
    """Ask the saved queries alone, as is done each hour: what quiet hours held back may leave now."""
    from beatbook.book import opened

    done, ledger = Done(), Ledger.of(home)
    home.digests.mkdir(parents=True, exist_ok=True)
    with durable.alone(home.digests / ".lock"), opened(home, quiet=True) as book:
        watch(home, book, _targets(done), ledger, at, done)
    return done


def watch(
    home: Home, book: "Book", to: Sequence[sending.Target], ledger: Ledger, at: dt.datetime, done: Done
) -> None:
    """Ask the saved queries: write their feeds, send what is new."""
    saved = readable(home, book, done)
    _write_feeds(home, book, saved)
    told = alerting.alert(book, saved, to, ledger, at)
    if told.sent:
        done.said.append(f"{told.sent} alerts were sent.")
    done.said += told.held
    if told.failed:
        done.problems.append(f"Alerts did not reach {', '.join(told.failed)}: they are not sent again.")


def readable(home: Home, book: "Book", done: Done) -> list[Saved]:
    """Return the saved queries that the book can answer; the others are problems with a name."""
    kept = []
    for file in files(home):
        try:
            kept.append(lookout.checked(book, read(file)))
        except Refusal as problem:
            done.problems.append(str(problem))
    return kept


def _targets(done: Done) -> list[sending.Target]:
    try:
        return sending.targets()
    except Refusal as problem:
        done.problems.append(str(problem))
        return []


def _digest(home: Home, book: "Book", to: Sequence[sending.Target], ledger: Ledger, done: Done) -> None:
    try:
        digest = shelving.made(home, book)
    except Refusal as problem:
        done.said.append(str(problem))  # a book's first hours: no day is over yet
        return
    done.said.append(str(shelving.shelve(home, digest)))
    doubts = telling.doubts(digest.window.day, ledger)
    failed = sending.failures(telling.message(digest), to, ledger)
    done.said += doubts
    if failed:
        again = f"`beatbook digest --day {digest.window.day} --send --again` sends it once more"
        done.problems.append(f"The digest of {digest.window.day} did not reach {', '.join(failed)}: {again}.")


def _write_feeds(home: Home, book: "Book", saved: Sequence[Saved]) -> None:
    """Write each query's feed into the home, where the desk alone reads it; those of no query go."""
    folder = home.digests / feeds.FOLDER
    for each in saved:
        durable.write(folder / f"{each.slug}.xml", feeds.of_saved(book, each).encode())
    known = {file.stem for file in files(home)}
    for feed in folder.glob("*.xml"):
        if feed.stem not in known:
            feed.unlink()
