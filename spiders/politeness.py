"""Who we say we are and whom we may ask, as the environment declares it."""

import math
import os
import re
from collections.abc import Iterable
from importlib.metadata import version

from .rights import HONOURABLE

LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost):\d{1,5}")
CONTACT = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+|https?://[\x21-\x7e]+")


SHORTEST_PAUSE = 1.0  # seconds between two requests to one outlet on the live web
LONGEST_DOWNLOAD = 30.0  # seconds
LIVE_BYTES_PER_SECOND = 1_000_000  # a newspaper's front page in one second; no web team will notice


class NotPolite(Exception):
    """The environment does not say what a crawl must know; the message says what to set."""


def newsstand() -> str | None:
    """Return the `host:port` of the newsstand that plays every host, None on the live web.

    Raises NotPolite unless it is on loopback: politeness is off there, so it must be ours.
    """
    address = os.environ.get("BEATBOOK_NEWSSTAND")
    if address and not LOOPBACK.fullmatch(address):
        raise NotPolite(f"BEATBOOK_NEWSSTAND must be 127.0.0.1:<port>, not {address!r}")
    return address or None


def seconds_apart() -> float:
    """Return how long to wait between two requests: BEATBOOK_SECONDS_APART, at least 1 on the live web.

    On a newsstand it is 0 unless set. Raises NotPolite for what is no such number.
    """
    least = 0.0 if newsstand() else SHORTEST_PAUSE
    return max(least, _number("BEATBOOK_SECONDS_APART", least))


def bytes_per_second(own: int | None) -> int | None:
    """Return the bandwidth cap: the lower of the outlet's own and BEATBOOK_BYTES_PER_SECOND.

    Without either it is a megabyte a second on the live web, and none (None) on a newsstand.
    """
    cap = _number("BEATBOOK_BYTES_PER_SECOND", math.inf if newsstand() else LIVE_BYTES_PER_SECOND)
    cap = min(cap, own or math.inf)
    return None if cap == math.inf else max(1, int(cap))


def honoured(own: Iterable[str]) -> frozenset[str]:
    """Return which signals keep a page out of the archive: the outlet's own and those of BEATBOOK_HONOUR.

    None unless somebody asks for it. Raises NotPolite for a word that is no such signal.
    """
    words = [word.strip() for word in os.environ.get("BEATBOOK_HONOUR", "").split(",")]
    asked = frozenset(word for word in words if word)
    if strange := sorted(asked - set(HONOURABLE)):
        raise NotPolite(f"BEATBOOK_HONOUR may name {', '.join(HONOURABLE)}, not {', '.join(strange)!r}")
    return asked.union(own)


def download_seconds() -> float:
    """Return how long one download may take in all: 30 seconds, or less as BEATBOOK_DOWNLOAD_SECONDS says."""
    return min(LONGEST_DOWNLOAD, _number("BEATBOOK_DOWNLOAD_SECONDS", LONGEST_DOWNLOAD))


def _number(variable: str, otherwise: float) -> float:
    given = os.environ.get(variable, "").strip()
    try:
        number = float(given) if given else otherwise
    except ValueError:
        number = -1.0
    if not number >= 0:
        raise NotPolite(f"{variable} must be a number, not {given!r}")
    return number


def user_agent() -> str:
    """Return the name every request carries, with the contact of who runs the crawl.

    Raises NotPolite for a live crawl without a contact: a web team must be able to reach whoever asks.
    """
    contact = os.environ.get("BEATBOOK_CONTACT", "").strip()
    if not contact and newsstand():
        contact = "http://localhost/newsstand"
    if not contact:
        raise NotPolite(
            "a live crawl needs a contact that web teams can write to: "
            "set BEATBOOK_CONTACT to your mail address or to a page about your project"
        )
    if not CONTACT.fullmatch(contact):
        raise NotPolite(f"BEATBOOK_CONTACT must be a mail address or an http(s) page, not {contact!r}")
    return f"Beatbook/{version('beatbook')} (+{contact})"
