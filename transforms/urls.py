"""What a page's claims about its own address are worth, and the identifier made of it."""

import hashlib
from collections.abc import Collection
from urllib.parse import urljoin, urlsplit

import tldextract

from addresses import canonical as canonical
from addresses import is_section_above, page_key

_suffixes = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None
)  # the snapshot it ships: no network, no disk


def registered_domain(url: str) -> str:
    """Return the domain that somebody registered, else the host itself (loopback, single labels).

    >>> registered_domain("https://www.example.co.uk/x")
    'example.co.uk'
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _suffixes(host).top_domain_under_public_suffix or host


def path(url: str) -> str:
    """Return the address's path, "" where it has none or is no address.

    >>> path("https://example.org/news/1?a=2")
    '/news/1'
    """
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def own_address(claimed: str, url: str, owned: Collection[str] = ()) -> str | None:
    """Return a page's claim about its own address, absolute and canonical, or None if it must not be trusted.

    Only http(s), and only the registered domain the page came from or those `owned` by the same outlet: a
    page must not speak for another publisher. Nor for the front page or a section above it: templates that
    claim one for every article would make all of them one.

    >>> own_address("/news/1", "https://www.example.org/news/1?utm_source=x")
    'https://www.example.org/news/1'
    """
    try:
        address = urljoin(url, claimed.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    host = f".{parts.hostname or ''}"
    is_owned = any(host.endswith(f".{domain}") for domain in owned)
    if not is_owned and registered_domain(address) != registered_domain(url):
        return None
    return None if is_section_above(address, url) else canonical(address)


def article_id(outlet: str, address: str) -> str:
    """Return an article's identifier: its outlet's slug and twelve hex digits of its page's key.

    All addresses of one page give the same identifier, whichever of them was asked for.

    >>> article_id("guardian", "https://www.theguardian.com/uk-news/2026/nov/22/police")
    'guardian-1dd69ace8fbe'
    """
    digest = hashlib.sha256(page_key(address).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{outlet}-{digest[:12]}"
