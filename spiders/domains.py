"""Which hosts an outlet's declared domains cover."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


def within(url: str, domains: Iterable[str]) -> bool:
    """Return whether the address's host is one of the domains or below one.

    >>> within("https://feeds.example.test/rss", ["example.test"])
    True
    >>> within("https://notexample.test/", ["example.test"])
    False
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return any(host == domain or host.endswith("." + domain) for domain in domains)
