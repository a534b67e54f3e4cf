"""A feed made harmless before feedparser sees it, which is written for feeds and not for attacks.

Nothing is lost that we read: addresses, dates and the first thousand characters of a headline.
"""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from .offer import UnreadableSource

LARGEST_BYTES = 5 * 1024 * 1024
MOST_ITEMS = 2000  # what one run may ask for; the newest stand first
LONGEST_TEXT = 5000  # bytes between two tags; bodies are read from the page, not from the feed
LONGEST_TAG = 20_000
MOST_TAGS = 250_000
CPU_SECONDS = 10.0  # feedparser needs two for the longest feed that is left

ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^<>\[]{0,2000}\[", re.IGNORECASE)
ITEM = re.compile(rb"<(?:[a-z]{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
TEXT = re.compile(rb"(>[^<>]{%d})[^<>]+" % LONGEST_TEXT)
TAG = re.compile(rb"<[^<>]{%d,}" % LONGEST_TAG)
BODIES = tuple(  # texts that we read from the page; feedparser spent half of its time on them
    (re.compile(rb"<" + name + rb"(?:\s[^<>]*)?(?<!/)>"), b"</" + name + b">")
    for name in (b"description", b"content:encoded", b"summary", b"content")
)
HALF = re.compile(rb"(?:[\xc0-\xff][\x80-\xbf]*|&[^;&\s]{0,30})\Z")  # of a character, or of a reference
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class Washed:
    """A feed's bytes as they may be parsed; `cut` says what of it was left out, if anything was."""

    document: bytes
    cut: str | None = None


def wash(document: bytes) -> Washed:
    """Return the feed without what could hurt: its first items, no endless texts, no giant tags.

    Raises UnreadableSource for XML that declares entities, which no feed needs.

    >>> wash(b"<rss>" + b"<item/>" + b"<item> x </item>" * 2500).cut
    '2500 items, the first 2000 were read'
    """
    plain, cut = _in_bytes(document), None
    if ENTITIES.search(plain):
        raise UnreadableSource("declares entities, which no feed needs")
    plain = TEXT.sub(_shorter, TAG.sub(b"<x/", _without_bodies(_without_long_sections(plain))))
    if len(plain) > LARGEST_BYTES:
        cut = f"{len(plain)} bytes without its texts, the first {LARGEST_BYTES} were read"
        plain = plain[:LARGEST_BYTES]
    items = [match.start() for match in ITEM.finditer(plain)]
    if len(items) > MOST_ITEMS:
        cut = f"{len(items)} items, the first {MOST_ITEMS} were read"
        plain = plain[: items[MOST_ITEMS]]
    if plain.count(b"<") > MOST_TAGS:
        raise UnreadableSource(f"more than {MOST_TAGS} tags for {len(items)} items")
    return Washed(plain, cut)


def _in_bytes(document: bytes) -> bytes:
    """Return the document in an encoding whose markup is ASCII, so that the searches here can see it."""
    start = document[:4]
    if not (start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start):
        return document
    codec = (
        "utf-16"
        if start[:2] in (b"\xff\xfe", b"\xfe\xff")
        else "utf-16-be"
        if start[:1] == b"\0"
        else "utf-16-le"
    )
    return DECLARATION.sub("", document.decode(codec, "replace")).encode()


def _without_long_sections(plain: bytes) -> bytes:
    """Return the feed without its long CDATA sections: they hold articles, or worse."""
    parts, at = [], 0
    while (start := plain.find(b"<![CDATA[", at)) >= 0 and (end := plain.find(b"]]>", start)) >= 0:
        is_long = end - start > LONGEST_TEXT
        parts.append(plain[at : start if is_long else end + 3])
        at = end + 3
    return b"".join([*parts, plain[at:]])


def _without_bodies(plain: bytes) -> bytes:
    """Return the feed without the elements that hold an item's text; one that is never closed stays."""
    for opening, closing in BODIES:
        parts, at = [], 0
        while (begun := opening.search(plain, at)) and (end := plain.find(closing, begun.end())) >= 0:
            parts.append(plain[at : begun.start()])
            at = end + len(closing)
        plain = b"".join([*parts, plain[at:]])
    return plain


def _shorter(match: re.Match[bytes]) -> bytes:
    """Return a text's beginning, ending neither within a character nor a reference; `]]` closes CDATA."""
    return HALF.sub(b"", match[1]) + (b"]]" if match[0].endswith(b"]]") else b"")


class TimeUp(BaseException):
    """Raised within a parser that does not come to an end; no `except Exception` of its own may catch it."""


@contextmanager
def limited(seconds: float = CPU_SECONDS) -> Iterator[None]:
    """Give the parsing within so much time of the processor, then raise UnreadableSource.

    Only a process's main thread can be interrupted, which is where crawls parse; elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except TimeUp:
        raise UnreadableSource(f"takes more than {seconds:g} seconds to read") from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
