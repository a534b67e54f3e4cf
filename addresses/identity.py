"""Which article an address means, in whatever dress it is shown: the key that all its addresses share.

A key is compared and hashed, never asked for, so it may leave out what only a guess could restore. Where the
address does not say whether something is dress or identity, it is identity: asking for one page twice costs a
request, taking two articles for one loses an article.
"""

import re
from functools import lru_cache

from .parameters import says_nothing
from .spelling import NotAnAddress, pairs, split

_DRESSED_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|wap|touch)\.(?=[^.]+\.)")  # never down to a bare suffix
_WELL_KNOWN_PORT = re.compile(r":(?:80|443)$")  # whichever scheme it came with
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^;/]*", re.IGNORECASE)
_COOKIELESS = re.compile(r"\([A-Z]\([a-z0-9]+\)\)", re.IGNORECASE)  # ASP.NET's session in the path
_DEFAULT_DOCUMENT = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp)", re.IGNORECASE)
_DRESSED_NAME = re.compile(r"(?:\.(?:amp|print))+(?=(?:\.html?)?$)")
_DRESSES = frozenset({"amp", "amp.html", "print"})
# A path names an article by a number, by a slug of three words or more, by a document or by a random id.
_NAMES_ARTICLE = re.compile(
    r"\d{5}|[^-]+-[^-]+-[^-]|\.(?:html?|ece|cms)$|^(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{10,}$", re.IGNORECASE
)


@lru_cache(maxsize=1 << 14)  # a source's state, the ledger and the archive ask for the same ones
def page_key(url: str) -> str:
    """Return a key that all addresses of one page share and no other's; what is no address, stripped.

    Scheme, `www.`, mobile and AMP hosts, AMP and print views, trailing slash, default documents, session ids,
    parameters that say nothing and the pages of one article make no difference. Applying it again changes
    nothing.

    >>> page_key("https://m.example.test/news/police-chief-resigns/amp/?utm_source=rss#top")
    '//example.test/news/police-chief-resigns'
    >>> page_key("https://example.test/?p=123") == page_key("https://example.test/?p=124")
    False
    """
    before, key = None, url
    while key != before:  # what was in the way of a rule may have gone by another
        before, key = key, _key(key)
    return key


def _key(url: str) -> str:
    try:
        _, host, path, query = split(f"http:{url}" if url.startswith("//") else url)
    except NotAnAddress:
        return url.strip()
    host = _WELL_KNOWN_PORT.sub("", host)
    while _DRESSED_HOST.match(host):
        host = host.partition(".")[2]
    segments = _undressed(path.split("/"))
    names_article = any(map(_NAMES_ARTICLE.search, segments))
    kept = pairs(query, lambda name, value: not says_nothing(name, value, path_names_article=names_article))
    return f"//{host}/{'/'.join(segments)}{'?' if kept else ''}{kept}"


def is_section_above(claimed: str, url: str) -> bool:
    """Return whether the claimed address is a folder above the page and no article, as in broken templates.

    >>> is_section_above("https://example.test/news", "https://example.test/news/police-chief-resigns")
    True
    >>> is_section_above("https://example.test/a-long-story", "https://example.test/a-long-story/2")
    False
    """
    above, below = (page_key(each).partition("?")[0].rstrip("/") for each in (claimed, url))
    rest = below.removeprefix(f"{above}/").split("/")
    is_folder = below.startswith(f"{above}/") and not set(rest) <= _DRESSES
    return is_folder and not any(map(_NAMES_ARTICLE.search, above.split("/")[3:]))


def _undressed(segments: list[str]) -> list[str]:
    """Return the segments without sessions, default documents, and AMP or print if others name the page."""
    segments = [_SESSION.sub("", name) for name in segments if not _COOKIELESS.fullmatch(name)]
    segments = [_DRESSED_NAME.sub("", name) or name for name in segments if name]
    if segments and _DEFAULT_DOCUMENT.fullmatch(segments[-1]):
        segments = segments[:-1]
    named = [name for name in segments if name.lower() not in _DRESSES]
    return named if any(map(_NAMES_ARTICLE.search, named)) else segments
