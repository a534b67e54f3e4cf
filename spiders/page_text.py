"""Digests of a page, so that a second look can tell whether it changed, and whether a reader would notice."""

from hashlib import sha256
from typing import Any

from lxml import etree, html

SHORTEST_PARAGRAPH = 40  # characters; shorter ones are dates, counters and credits more often than not
FURNITURE = ("nav", "aside", "footer", "form", "script", "style", "noscript", "template")
TEXTS = etree.XPath(f"//h1 | //p[not({' or '.join(f'ancestor::{name}' for name in FURNITURE)})]")
QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def payload_digest(body: bytes) -> str:
    """Return a digest of a page as served, unpacked."""
    return sha256(body).hexdigest()[:32]


def text_digest(body: bytes, encoding: str) -> str:
    """Return a digest of a page's headings and paragraphs: what advertisements and counters leave alone.

    It decides only when the page is looked at again; what a revision is, refining decides.
    """
    try:
        root = html.document_fromstring(body, parser=html.HTMLParser(encoding=encoding, huge_tree=False))
    except (etree.LxmlError, ValueError, LookupError):
        return payload_digest(body)
    found: Any = TEXTS(root)
    texts = [(element.tag, _plain("".join(element.itertext()))) for element in found]
    told = [text for tag, text in texts if tag == "h1" or len(text) >= SHORTEST_PARAGRAPH]
    return (
        sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:32] if told else payload_digest(body)
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).translate(QUOTES)
