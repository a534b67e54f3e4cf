"""One parse of a page: bytes of whatever charset become one lxml tree that everything else reads."""

import re

from lxml import etree
from lxml.html import HTMLParser

MOST_BYTES = 8_000_000  # a live blog of a day is 1.3 MB; what is longer is cut, not refused
MOST_MARKS = 500  # characters of what a page calls an element
_LONGEST_TAG = 65_536  # bytes; parsing takes the square of a tag's attributes
_MOST_ATTRIBUTES = 4_000
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LATIN = {"windows-1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "cp1252"}
_WITHOUT_CONTROLS = bytes(32 if code < 32 and code not in (9, 10, 13) else code for code in range(256))


def as_utf8(html: bytes) -> bytes:
    """Return the page in UTF-8: by its BOM, else as it is if it is that, else from what it declares.

    Valid UTF-8 beats the declaration, since text of another charset is hardly ever valid UTF-8 by chance; a
    page that declares nothing is windows-1252, as is one that declares iso-8859-1 (WHATWG Encoding
    Standard).

    >>> as_utf8("<meta charset=iso-8859-1><p>“café”".encode("windows-1252")).decode()
    '<meta charset=iso-8859-1><p>“café”'
    """
    for mark, charset in _BOMS:
        if html.startswith(mark):
            return html[len(mark) :].decode(charset, "replace").encode("utf-8", "replace")
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return _from_charset(html).encode("utf-8", "replace")
    return html


def _from_charset(html: bytes) -> str:
    declared = _META_CHARSET.search(html[:8192])
    charset = declared[1].decode("ascii").lower() if declared else "windows-1252"
    if charset in _LATIN or (charset.startswith("utf") and not _is_mostly_utf8(html)):
        charset = "windows-1252"
    try:
        return html.decode(charset, "replace")
    except LookupError:
        return html.decode("windows-1252", "replace")


def _is_mostly_utf8(html: bytes) -> bool:
    """Return whether a page that breaks UTF-8 does so rarely: one bad byte must not turn every ’ into â€™."""
    text = html.decode("utf-8", "replace")
    return text.count("\ufffd") * 5 <= len(html) - len(text)


def parse(html: bytes | str) -> etree._Element | None:
    """Return the root of the page's tree, or None where there is nothing that could be called a page."""
    page = (
        as_utf8(html[:MOST_BYTES])
        if isinstance(html, bytes)
        else html[:MOST_BYTES].encode("utf-8", "replace")
    )
    parser = HTMLParser(  # of lxml.html: trafilatura reads no other tree
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        no_network=True,
        huge_tree=True,  # unclosed tags nest deeper than the 256 levels that libxml2 allows otherwise
    )
    try:
        return etree.fromstring(_without_endless_tags(page.translate(_WITHOUT_CONTROLS)), parser)
    except etree.XMLSyntaxError:  # nothing but white space and comments
        return None


def _without_endless_tags(page: bytes) -> bytes:
    """Return the page without the attributes of tags that have thousands of them."""
    if not _has_endless_tag(page):
        return page
    pieces = page.split(b">")
    for place, piece in enumerate(pieces):
        start = piece.rfind(b"<")
        if start >= 0 and len(piece) - start >= _LONGEST_TAG and piece[start + 1 : start + 2].isalpha():
            name, *attributes = piece[start:].split(None, _MOST_ATTRIBUTES)
            if len(attributes) == _MOST_ATTRIBUTES:
                pieces[place] = piece[:start] + name
    return b">".join(pieces)


def _has_endless_tag(page: bytes) -> bool:
    """Return whether so many bytes as no honest tag has follow each other without the end of one."""
    start = 0
    while len(page) - start >= _LONGEST_TAG:
        end = page.rfind(b">", start, start + _LONGEST_TAG)
        if end < 0:
            return True
        start = end + 1
    return False


def is_all_in(element: etree._Element, *tags: str) -> bool:
    """Return whether all of the element's text stands in one child of these tags."""
    if len(element) != 1 or element[0].tag not in tags:
        return False
    return not (element.text or "").strip() and not (element[0].tail or "").strip()


def squeezed(text: str) -> str:
    """Return the text with each stretch of white space, hard or soft, as one space.

    >>> squeezed(" a\\n b\xa0c ")
    'a b c'
    """
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def text_of(element: etree._Element) -> str:
    """Return all text below the element, white space squeezed."""
    return squeezed("".join(str(part) for part in element.itertext()))


def marks(element: etree._Element) -> str:
    """Return what the page calls the element: class, id and the names its system gives it, in one string.

    A long one is cut: what is said of names is remembered, and a hostile page could fill the memory with it.
    """
    get = element.get
    named = (get("class"), get("id"), get("data-testid"), get("data-component"), get("data-gu-name"))
    return " ".join(filter(None, named))[:MOST_MARKS]
