"""Makes of a digest what is sent, and says to whom it went."""

import datetime as dt
from collections.abc import Sequence

from beatbook.digest import chat_face, gathering, html_face
from beatbook.digest.ledger import Ledger
from beatbook.digest.lines import Digest
from beatbook.digest.links import sent
from beatbook.digest.sending import Message


def message(digest: Digest) -> Message:
    """Return the digest as it leaves this machine; its notice is the day, so that a day is sent once."""
    return Message(
        (notice(digest.window.day),),
        gathering.title(digest),
        chat_face.chat(digest, sent()),
        html_face.html(digest, sent()),
        f"The rest: beatbook digest --day {digest.window.day}",
    )


def notice(day: dt.date) -> str:
    """Return what a day's digest is called in the ledger."""
    return f"digest:{day}"


def doubts(day: dt.date, ledger: Ledger) -> Sequence[str]:
    """Return in sentences what was begun of a day's digest and never confirmed."""
    return [
        f"The digest of {day} {'did not reach' if one.outcome else 'may not have reached'} {one.name} "
        f"({one.begun_at}): `beatbook digest --day {day} --send --again` sends it once more."
        for one in ledger.doubts(notice(day))
    ]
