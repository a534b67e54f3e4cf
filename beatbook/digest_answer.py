"""Answers `beatbook digest`: prints a digest, and sends it if asked to."""

import sys

from beatbook import moments
from beatbook.book import opened
from beatbook.digest import html_face, sending, shelving, telling, text_face
from beatbook.digest.ledger import Ledger
from beatbook.digest.lines import Digest
from beatbook.digest.links import on_disk, sent
from beatbook.digest_commands import Face
from beatbook.formats import as_json
from beatbook.refusal import Refusal
from beatbook.screen import say
from warehouse.home import Home


def answer(day: str | None, form: Face, *, send: bool, again: bool) -> None:
    """Write the digest of the last whole day, which is kept in the home, or of another."""
    home = Home.from_env()
    asked = moments.asked_day(day, "--day")
    if again and not send:
        raise Refusal("--again goes with --send.")
    to = sending.targets() if send else []
    if send and not to:
        raise Refusal(f"{sending.VARIABLE} names nobody to send it to: docs/digest.md says how.")
    with opened(home, quiet=True) as book:
        digest = shelving.made(home, book, asked)
    if asked is None:
        _keep(home, digest)
    ledger = Ledger.of(home)
    if send:
        failed = sending.failures(telling.message(digest), to, ledger, again=again)
        if failed:
            raise Refusal(f"The digest of {digest.window.day} did not reach {', '.join(failed)}.", 1)
    sys.stdout.write(written(digest, form))
    for doubt in telling.doubts(digest.window.day, ledger):
        say(doubt, style="yellow")


def _keep(home: Home, digest: Digest) -> None:
    try:
        shelving.shelve(home, digest)
    except OSError as problem:
        say(f"Not kept in {home.digests}: {problem.strerror}.", style="yellow")


def written(digest: Digest, form: Face) -> str:
    """Return the digest in a format."""
    match form:
        case Face.TEXT:
            return text_face.text(digest, sent())
        case Face.HTML:
            return html_face.html(digest, on_disk())
        case Face.JSON:
            return f"{as_json(digest.plain())}\n"
