"""Keeps digests in the home, a folder a day: what later digests begin after, and what is sent."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.digest import html_face, text_face
from beatbook.digest.lines import Digest
from beatbook.digest.links import on_disk
from beatbook.digest.window import Window
from beatbook.formats import as_json
from beatbook.refusal import Refusal
from warehouse import durable
from warehouse.home import Home

if TYPE_CHECKING:
    from beatbook.book import Book

HTML, TEXT, JSON = (
    "digest.html",
    "digest.txt",
    "digest.json",
)  # the last is written last: with it a digest exists


def earlier(home: Home) -> list[Window]:
    """Return the windows of the digests that are kept, in order of their days."""
    return [_window(path) for path in sorted(home.digests.glob(f"????-??-??/{JSON}"))]


def shelve(home: Home, digest: Digest) -> Path:
    """Write the digest's three files in place of an earlier snapshot's, and return their folder."""
    folder = home.digests / digest.window.day.isoformat()
    durable.write(folder / HTML, html_face.html(digest, on_disk()).encode())
    durable.write(folder / TEXT, text_face.text(digest, on_disk()).encode())
    durable.write(folder / JSON, f"{as_json(digest.plain())}\n".encode())
    return folder


def empty(path: Path) -> None:
    """Leave of a digest which days it told of, and nothing that it told."""
    for other in (HTML, TEXT):
        path.with_name(other).unlink(missing_ok=True)
    window = json.loads(path.read_text(encoding="utf-8"))["window"]
    durable.write(path, f"{as_json({'window': window})}\n".encode())


def made(home: Home, book: "Book", day: dt.date | None = None) -> Digest:
    """Return the digest of the last whole day, or of another, made from the open book; none is written.

    Raises Refusal where no day is over yet, and for a day that is not.
    """
    from beatbook.digest import asking, gathering

    kept = earlier(home)
    told, last = asking.last_window(book, kept, day), asking.last_window(book, kept)
    if told is None or last is None:
        raise Refusal(f"No day is over yet that {home.root} holds, so there is nothing to digest.")
    if told.day > last.day:
        raise Refusal(f"{told.day} is not over, or was not crawled yet: the last whole day is {last.day}.")
    return gathering.gather(book, told)


def _window(path: Path) -> Window:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["window"]
        return Window(
            dt.date.fromisoformat(told["since"]),
            dt.date.fromisoformat(told["day"]),
            dt.datetime.fromisoformat(told["seen_after"]),
            dt.datetime.fromisoformat(told["seen_until"]),
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise Refusal(f"{path} is no digest ({problem}): take its folder away.") from problem
