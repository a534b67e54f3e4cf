"""The one address of an article, and the identifier made of it."""

import hashlib
import re
from collections.abc import Collection
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

import tldextract
from courlan.clean import TRACKERS_RE

# Names that courlan takes for tracking but under which publishers keep an article's identity.
IDENTITY = frozenset({"cid", "eid", "uid", "id", "session", "source", "keyword", "medium"})
# Campaign marks of UK publishers and platforms that courlan does not list.
CAMPAIGN = re.compile(
    r"^(?:at_.*|ns_.*|ico|ito|icid|cmp|cmpid|ocid|smid|smtyp|srnd|amp|fb_.*|__.*|_ga|s_cid|spref|share|shared"
    r"|shareid|sharetype|social|hl_.*|mod|taid|guccounter|guce_.*|tblci|outputtype|int_.*)$"
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_suffixes = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None
)  # the snapshot it ships: no network, no disk


def canonical(url: str) -> str:
    """Return the address in its one spelling; what is no http address comes back stripped.

    Scheme and host in lower case, no default port, no user, no fragment, tracking parameters gone and the
    others sorted, path case kept. Applying it again changes nothing.

    >>> canonical("HTTPS://WWW.Example.org:443/News/A?utm_source=x&b=2&a=1#top")
    'https://www.example.org/News/A?a=1&b=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme, host = parts.scheme.lower(), _ascii_host(parts.hostname or "")
    if scheme not in _DEFAULT_PORTS or not host:
        return url.strip()
    if port and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    query = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not tracks(name)
    )
    return urlunsplit((scheme, host, _path(parts.path), urlencode(query), ""))


def tracks(name: str) -> bool:
    """Return whether a query parameter of this name says where a reader came from, not what is read."""
    low = name.lower()
    return low not in IDENTITY and bool(CAMPAIGN.match(low) or TRACKERS_RE.search(low))


def _ascii_host(host: str) -> str:
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    host = host.rstrip(".").lower()
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    """Return the path with exactly those characters escaped that must be; an escaped slash stays one."""
    return quote(_ESCAPE.sub(_plainest, path), safe="%/:@!$&'()*+,;=~", errors="surrogatepass") or "/"


def _plainest(escape: re.Match[str]) -> str:
    """Return an escape as the letter it needlessly stands for, else in capitals; a lone % becomes one."""
    if escape[1] is None:
        return "%25"
    sign = chr(int(escape[1], 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else escape[0].upper()


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
    page must not speak for another publisher.

    >>> own_address("/news/1", "https://www.example.org/news/1?utm_source=x")
    'https://www.example.org/news/1'
    """
    try:
        address = urljoin(url, claimed.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        return None
    host = f".{parts.hostname or ''}"
    is_owned = any(host.endswith(f".{domain}") for domain in owned)
    if not is_owned and registered_domain(address) != registered_domain(url):
        return None
    return canonical(address)


def article_id(outlet: str, address: str) -> str:
    """Return an article's identifier: its outlet's slug and twelve hex digits of its canonical address.

    >>> article_id("guardian", "https://www.theguardian.com/uk-news/2026/nov/22/police")
    'guardian-a310d08c2eca'
    """
    digest = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{outlet}-{digest[:12]}"
