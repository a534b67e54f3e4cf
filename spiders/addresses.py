"""Offered addresses, made fit to ask for and comparable, so that one page is asked for once."""

import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import safe_url_string

LONGEST = 2048  # characters; longer ones are traps, and servers refuse them anyway
TRACKING = re.compile(
    r"(utm_\w+|at_(medium|campaign|format|link_\w+|ptr_name|bbc_team)|fbclid|gclid|ito)(=|$)", re.IGNORECASE
)


class MalformedAddress(ValueError):
    """An offered address cannot be asked for; the message says why."""


def ask_for(url: str) -> str:
    """Return the address as it will be asked for: encoded, without its fragment.

    Raises MalformedAddress for anything that is no http or https address of a host.

    >>> ask_for(" https://example.test/a b#top ")
    'https://example.test/a%20b'
    """
    bare = url.strip()
    if len(bare) > LONGEST:
        raise MalformedAddress(f"longer than {LONGEST} characters")
    try:
        safe = str(safe_url_string(bare))
        parts = urlsplit(safe)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise MalformedAddress(str(error)) from error
    if parts.scheme not in ("http", "https"):
        raise MalformedAddress("is not http or https")
    if not host or parts.username is not None:
        raise MalformedAddress("names no host" if not host else "carries a password")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def same_page(url: str) -> str:
    """Return a key that two addresses share if they differ in scheme, host's case or tracking only.

    >>> same_page("https://Example.test/a?id=1&utm_source=rss#top") == same_page("http://example.test/a?id=1")
    True
    >>> same_page("https://example.test/a?id=1") == same_page("https://example.test/a?id=2")
    False
    """
    parts = urlsplit(url)
    query = "&".join(pair for pair in parts.query.split("&") if pair and not TRACKING.match(pair))
    return urlunsplit(("", parts.netloc.lower(), parts.path or "/", query, ""))
