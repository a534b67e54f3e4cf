"""One parse of a page: bytes of whatever charset become one lxml tree that everything else reads."""

import re

from lxml import etree

MOST_BYTES = 20_000_000  # a live blog of a day is 1.3 MB; what is longer is cut, not refused
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "cp1252"}
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], " ")


def decoded(html: bytes) -> str:
    """Return the text of a page: by its BOM, else as UTF-8 if it is that, else as it declares, else windows-1252.

    Valid UTF-8 beats the declaration, since text of another charset is hardly ever valid UTF-8 by chance, and
    browsers read "iso-8859-1" as windows-1252 (WHATWG Encoding Standard).

    >>> decoded("<meta charset=iso-8859-1><p>“café”".encode("windows-1252"))
    '<meta charset=iso-8859-1><p>“café”'
    """
    for mark, charset in _BOMS:
        if html.startswith(mark):
            return html[len(mark) :].decode(charset, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError as trouble:
        # one broken byte in a page that is otherwise UTF-8 must not turn every apostrophe into "â€™"
        declared = _META_CHARSET.search(html[:8192])
        charset = declared[1].decode("ascii").lower() if declared else "windows-1252"
        if charset in {"utf-8", "utf8"} and (trouble.start > 8192 or _mostly_utf8(html)):
            return html.decode("utf-8", "replace")
        return _declared(html, charset)


def _mostly_utf8(html: bytes) -> bool:
    text = html.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 5 <= sum(1 for sign in text if sign > "\x7f")


def _declared(html: bytes, charset: str) -> str:
    charset = "windows-1252" if charset in _LATIN or charset.startswith("utf") else charset
    try:
        return html.decode(charset, "replace")
    except LookupError:
        return html.decode("windows-1252", "replace")


def parse(html: bytes | str) -> etree._Element | None:
    """Return the root of the page's tree, or None where there is nothing that could be called a page."""
    text = decoded(html[:MOST_BYTES]) if isinstance(html, bytes) else html[:MOST_BYTES]
    clean = text.translate(_CONTROLS).encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
        no_network=True,
        huge_tree=True,  # unclosed tags nest deeper than the 256 levels that libxml2 allows otherwise
    )
    try:
        return etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:  # nothing but white space and comments
        return None


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
    """Return what the page calls the element: its class, id and test id, in one string."""
    get = element.get
    return f"{get('class', '')} {get('id', '')} {get('data-testid', '')}"
