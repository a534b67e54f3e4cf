"""Who we say we are and whom we may ask, as the environment declares it."""

import os
import re
from importlib.metadata import version

LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost):\d{1,5}")
CONTACT = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+|https?://[\x21-\x7e]+")


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
