"""Digests of a page, so that a second look can tell whether it changed, and whether a reader would notice."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape

SHORTEST_PARAGRAPH = 40  # characters; shorter ones are dates, counters and credits more often than not
FURNITURE = frozenset({b"nav", b"aside", b"footer", b"form", b"noscript", b"template"})
RAW = frozenset({b"script", b"style"})  # nothing inside is a tag
TEXTS = frozenset({b"h1", b"p"})
# A tree would cost more than all else that is done with a page: one pass over these tags says as much.
TAG = re.compile(
    rb"<(?:!--|(/?)(h1|p|nav|aside|footer|form|noscript|template|script|style)(?=[\s/>])[^<>]{0,4000}>)",
    re.IGNORECASE,
)
ANY_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,4000}>")
QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def payload_digest(body: bytes) -> str:
    """Return a digest of a page as served, unpacked."""
    return sha256(body).hexdigest()[:32]


def text_digest(body: bytes, encoding: str) -> str:
    """Return a digest of a page's headings and paragraphs: what advertisements and counters leave alone.

    It decides only when the page is looked at again; what a revision is, refining decides.
    """
    try:
        texts = [(tag, _plain(text.decode(encoding, "replace"))) for tag, text in _texts(body)]
    except LookupError:  # no such encoding
        return payload_digest(body)
    told = [text for tag, text in texts if text and (tag == b"h1" or len(text) >= SHORTEST_PARAGRAPH)]
    return (
        sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:32] if told else payload_digest(body)
    )


def _texts(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each heading and paragraph outside the page's furniture, still with the markup inside it."""
    opened: tuple[bytes, int] | None = None  # the text under way, and where it begins
    within, at = 0, 0
    while match := TAG.search(body, at):
        at, closing, name = match.end(), match[1] == b"/", (match[2] or b"").lower()
        if not name or (name in RAW and not closing):  # a comment, a script: on to its end
            end = body.find(b"-->", at) if not name else _end_of(name, body, at)
            at = len(body) if end < 0 else end
            continue
        if opened and (name in TEXTS or name in FURNITURE):
            if not within:
                yield opened[0], body[opened[1] : match.start()]
            opened = None
        if name in FURNITURE:
            within = max(0, within - 1) if closing else within + 1
        elif name in TEXTS and not closing:
            opened = name, at
    if opened and not within:
        yield opened[0], body[opened[1] :]


def _end_of(name: bytes, body: bytes, start: int) -> int:
    match = re.compile(rb"</" + name, re.IGNORECASE).search(body, start)
    return match.start() if match else -1


def _plain(text: str) -> str:
    if "<" in text:
        text = ANY_TAG.sub("", text)
    if "&" in text:
        text = unescape(text)
    text = " ".join(text.split())
    return text if text.isascii() else text.translate(QUOTES)
