"""Offered addresses, made fit to ask for."""

from urllib.parse import urlsplit, urlunsplit

from w3lib.url import safe_url_string

from addresses import publishers

LONGEST = 2048  # characters; longer ones are traps, and servers refuse them anyway


class MalformedAddress(ValueError):
    """An offered address cannot be asked for; the message says why."""


def ask_for(url: str) -> str:
    """Return the address as it will be asked for: encoded, without its fragment, the publisher's own.

    Raises MalformedAddress for anything that is no http or https address of a host.

    >>> ask_for(" https://example.test/a b#top ")
    'https://example.test/a%20b'
    """
    bare = url.strip()
    if len(bare) > LONGEST:
        raise MalformedAddress(f"longer than {LONGEST} characters")
    try:
        safe = str(safe_url_string(publishers(bare)))
        parts = urlsplit(safe)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise MalformedAddress(str(error)) from error
    if parts.scheme not in ("http", "https"):
        raise MalformedAddress("is not http or https")
    if not host or parts.username is not None:
        raise MalformedAddress("names no host" if not host else "carries a password")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))
