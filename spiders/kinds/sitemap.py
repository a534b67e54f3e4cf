"""Sitemaps: news sitemaps, plain urlsets and indexes, gzipped or not."""

import re
import zlib
from datetime import datetime

from lxml import etree

from .offer import Offer, Reading, UnreadableSource, headline, iso_moment

LARGEST_BYTES = 10 * 1024 * 1024  # unpacked; the protocol allows five times that, but not our memory
ENTRIES = {"sitemapindex": "sitemap", "urlset": "url"}  # root -> what it lists
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def read(
    document: bytes, url: str, content_type: str | None = None, *, since: datetime | None = None
) -> Reading:
    """Return what a sitemap offers; an index gives children, those that changed last first.

    Entries and children dated before `since` are counted and left out. A sitemap cut short gives what came
    through. Raises UnreadableSource for anything else, and for XML with a DTD or entities.
    """
    plain, cut = _unpacked(document)
    root = parsed(plain)
    kind = etree.QName(root).localname.lower()
    if kind not in ENTRIES:
        raise UnreadableSource(f"no sitemap: its root is {kind!r}")
    entries = [_texts(entry) for entry in _named(root, ENTRIES[kind])]
    offers = [_offer(texts) for texts in entries if texts.get("loc")]
    kept = [offer for offer in offers if not (since and offer.offered_at and offer.offered_at < since)]
    left_out = len(offers) - len(kept)
    is_index = kind == "sitemapindex"
    return Reading(
        () if is_index else tuple(kept),
        children=tuple(offer.url for offer in sorted(kept, key=_changed)) if is_index else (),
        without_address=len(entries) - len(offers),
        outside_window=left_out,
        cut_short=cut,
        reaches_at=since if left_out else None,
    )


def _unpacked(document: bytes) -> tuple[bytes, str | None]:
    """Return the XML within and what was left out: a sitemap.xml.gz is gzip by content, not by transfer."""
    if not document.startswith(b"\x1f\x8b"):
        return document, None
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = stream.decompress(document, LARGEST_BYTES)
    except zlib.error as error:
        raise UnreadableSource(f"broken gzip: {error}") from error
    cut = f"unpacks to more than {LARGEST_BYTES} bytes, these were read" if stream.unconsumed_tail else None
    return plain, cut


def parsed(document: bytes) -> etree._Element:
    """Return the root of untrusted XML; raises UnreadableSource for none, and for a DTD or entities."""
    if _DOCTYPE.search(document):
        raise UnreadableSource("declares a DTD or entities, which no list of articles needs")
    safe = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(document, safe)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(f"no XML: {error}") from error
    if root is None:
        raise UnreadableSource(f"no XML: starts with {document[:60]!r}")
    return root


def _named(root: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in root if isinstance(child.tag, str) and etree.QName(child).localname == name]


def _texts(entry: etree._Element) -> dict[str, str]:
    """Return the entry's texts by their tags' local names, its own and those of Google's news extension."""
    own, found = etree.QName(entry).namespace, dict[str, str]()
    for element in entry.iter():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            name = etree.QName(element)
            if name.namespace == own or "sitemap-news" in (
                name.namespace or ""
            ):  # not image:loc, image:title
                found.setdefault(name.localname, element.text.strip())
    return found


def _offer(texts: dict[str, str]) -> Offer:
    moment = iso_moment(texts.get("publication_date")) or iso_moment(texts.get("lastmod"))
    return Offer(texts["loc"], moment, headline(texts.get("title")))


def _changed(child: Offer) -> float:
    """Return a key that puts what changed last first, and what does not say last, in its own order."""
    return -child.offered_at.timestamp() if child.offered_at else 0.0
