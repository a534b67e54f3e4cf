"""Answers `beatbook saved`: lists the desk's queries, tries one, sends what is due."""

import datetime as dt
from pathlib import Path

from beatbook import moments
from beatbook.book import Book, opened
from beatbook.digest import daily, lookout, sending
from beatbook.digest.lines import Line
from beatbook.printable import line
from beatbook.refusal import Refusal
from beatbook.saved_queries import Saved, files, folder, read
from beatbook.screen import out, say
from warehouse.home import Home

SHOWN = 10  # articles of one that is tried


def list_them() -> None:
    """Write each saved query: what it asks, how much it finds, the newest, what it would alert to."""
    from rich.text import Text

    home = Home.from_env()
    done = daily.Done()
    with opened(home) as book:
        kept = daily.readable(home, book, done)
        for saved in kept:
            _show(book, saved, most=1)
            out().print()
    if not kept and not done.problems:
        out().print(Text(f"No query is saved in {folder(home)}: docs/digest.md shows how one is written."))
    if done.problems:
        raise Refusal("\n".join(done.problems))


def try_one(name: str) -> None:
    """Write what one saved query finds, by its file or by its name."""
    home = Home.from_env()
    path = Path(name)
    if not path.exists() and not name.endswith(".toml"):
        path = folder(home) / f"{name}.toml"
    if not path.exists():
        known = ", ".join(file.stem for file in files(home)) or "none is saved"
        raise Refusal(f"There is no saved query {name!r}: {known}.")
    with opened(home) as book:
        _show(book, lookout.checked(book, read(path.resolve())), most=SHOWN)


def send() -> None:
    """Send what is due, and say what is held back."""
    if not sending.targets():
        raise Refusal(f"{sending.VARIABLE} names nobody to send it to: docs/digest.md says how.")
    done = daily.alerts(Home.from_env(), dt.datetime.now(dt.UTC))
    for said in done.said or ["Nothing is due."]:
        say(said)
    if done.problems:
        raise Refusal("\n".join(done.problems), 1)


def _show(book: Book, saved: Saved, most: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    screen = out()
    found = lookout.articles(book, saved, most=most)
    alerts = lookout.found(book, saved)
    screen.print(Text.assemble((line(saved.name), "bold"), "  ", (saved.slug, "cyan")))
    total = found[0]["total"] if found else 0
    for said in (f"{saved.asks}: {total:,} articles", _alerts(saved, alerts)):
        screen.print(Padding(Text(line(said)), (0, 0, 0, 2), expand=False))
    for row in found:
        told = Text.assemble(
            (f"{moments.day(row['day'])}  {row['outlet']}  ", "dim"), row["headline"] or "(no headline)"
        )
        screen.print(Padding(told, (0, 0, 0, 4), expand=False))
    if most > 1:
        for each in alerts:
            told = Text.assemble(("! ", "yellow"), (each.title, "bold"), f" – {each.said}")
            screen.print(Padding(told, (0, 0, 0, 2), expand=False))


def _alerts(saved: Saved, alerts: list[Line]) -> str:
    if saved.alert == "none":
        return "no alerts"
    hours = f", held from {saved.quiet.since:%H:%M} to {saved.quiet.until:%H:%M}" if saved.quiet else ""
    of = f" at {saved.least:g} deviations" if saved.alert == "burst" else ""
    return f"alert on {saved.alert}{of}: {len(alerts)} in the last {lookout.BACK} days{hours}"
