"""The one spelling of an address: what clients, feeds and caches wrote differently is written alike."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus, unquote_to_bytes, urlsplit, urlunsplit

from .parameters import says_nothing

DEFAULT_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_REPEATED = re.compile(
    r"^(?:https?:/*)+(?=https?:[/\\])", re.IGNORECASE
)  # "http://https://..." in feeds by hand
_SLASHES = re.compile(r"^(https?):[/\\]+", re.IGNORECASE)  # one, three or the wrong ones, as browsers forgive
_EDGES = "".join(map(chr, range(0x21)))  # browsers leave out control characters around an address
_IGNORED = dict.fromkeys(map(ord, "\t\r\n"))  # and these inside it
# An AMP cache names the publisher's address in its path: /c/s/www.example.test/story, "s" for https.
_CACHES = re.compile(r"(.+\.)?(cdn\.ampproject\.org|google\.[a-z]{2,3}(\.[a-z]{2})?|bing\.com)")
_CACHED = re.compile(r"/+(?:c|v|wp|amp)/+(?P<secure>s/+)?(?P<rest>[^/]+\.[^/]+(?:/.*)?)")


class NotAnAddress(ValueError):
    """Raised for what is no http or https address of a host; the message says why."""


def canonical(url: str) -> str:
    """Return the address in its one spelling, still one to ask for; no http address comes back stripped.

    Scheme and host in lower case and ASCII, no default port, no user, no fragment, parameters that say
    nothing gone and the others sorted, escapes only where needed, case of the path kept, the publisher's own
    address in place of an AMP cache's. Applying it again changes nothing.

    >>> canonical("HTTPS://WWW.Example.org:443/News/A?utm_source=x&b=2&a=1#top")
    'https://www.example.org/News/A?a=1&b=2'
    """
    try:
        scheme, host, path, query = split(url)
    except NotAnAddress:
        return url.strip()
    kept = pairs(query, lambda name, value: not says_nothing(name, value, path_names_article=False))
    return urlunsplit((scheme, host, path, kept, ""))


def split(url: str) -> tuple[str, str, str, str]:
    """Return scheme, host (with its port if not the default), path and query; all but the query respelled.

    Raises NotAnAddress for anything that is no http or https address of a host.
    """
    try:
        parts = urlsplit(publishers(url))
        port = parts.port
    except ValueError as error:
        raise NotAnAddress(str(error)) from error
    scheme, host = parts.scheme.lower(), _ascii(parts.hostname or "")
    if scheme not in DEFAULT_PORTS:
        raise NotAnAddress("is not http or https")
    if not host:
        raise NotAnAddress("names no host")
    netloc = f"{host}:{port}" if port and port != DEFAULT_PORTS[scheme] else host
    return scheme, netloc, _path(parts.path), parts.query


def publishers(url: str) -> str:
    """Return the publisher's own address in place of an AMP cache's, repaired.

    Raises ValueError for what cannot be taken apart.

    >>> publishers("https://www-example-test.cdn.ampproject.org/c/s/www.example.test/news/a")
    'https://www.example.test/news/a'
    """
    url = repaired(url)
    parts = urlsplit(url)
    cached = _CACHED.fullmatch(_path(parts.path)) if _CACHES.fullmatch(_ascii(parts.hostname or "")) else None
    if cached is None:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return publishers(f"http{'s' if cached['secure'] else ''}://{cached['rest']}{query}")


def repaired(url: str) -> str:
    """Return the address as a browser would understand it: slashes mended, a doubled beginning gone.

    >>> repaired("http://https:/www.example.org\\\\a b"), repaired("http://http://example.org")
    ('https://www.example.org/a b', 'http://example.org')
    """
    url = _SLASHES.sub(r"\1://", _REPEATED.sub("", url.strip().strip(_EDGES).translate(_IGNORED)))
    before, mark, query = url.partition("?")
    return before.replace("\\", "/") + mark + query


def pairs(query: str, wanted: Callable[[str, str], bool]) -> str:
    """Return the wanted parameters of a query, sorted and spelled alike, so that their order says nothing.

    >>> pairs("b=%7e&a=1+2&&c", lambda name, value: True)
    'a=1+2&b=~&c='
    """
    return "&".join(sorted(f"{name}={value}" for name, value in _pairs(query) if wanted(name, value)))


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        while name.lower().startswith("amp;"):  # an "&amp;" that was escaped once too often
            name = name[4:]
        yield _plus(name), _plus(value)


def _plus(text: str) -> str:
    """Return one half of a parameter in its one spelling, whatever charset its bytes are in."""
    return quote_plus(unquote_to_bytes(text.replace("+", " ").encode("utf-8", "surrogatepass")))


def _ascii(host: str) -> str:
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    host = host.rstrip(".").lower()
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    """Return the path without dots that lead up, exactly those characters escaped that must be.

    An escaped slash stays one: it is part of a name.
    """
    spelled = quote(_ESCAPE.sub(_plainest, path), safe="%/:@!$&'()*+,;=~", errors="surrogatepass")
    walked: list[str] = []
    segments = spelled.removeprefix("/").split("/")
    for segment in segments:
        if segment == "..":
            walked = walked[:-1]
        elif segment != ".":
            walked.append(segment)
    if segments[-1] in (".", ".."):
        walked.append("")
    return "/" + "/".join(walked)


def _plainest(escape: re.Match[str]) -> str:
    """Return an escape as the letter it needlessly stands for, else in capitals; a lone % becomes one."""
    if escape[1] is None:
        return "%25"
    sign = chr(int(escape[1], 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else escape[0].upper()
