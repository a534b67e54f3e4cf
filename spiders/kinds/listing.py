"""Section pages: the links to articles that a CSS selector finds, for outlets without feed or sitemap."""

from collections.abc import Set
from datetime import datetime
from typing import cast
from urllib.parse import urljoin

from lxml import etree, html
from lxml.cssselect import CSSSelector
from w3lib.encoding import html_to_unicode
from w3lib.html import get_base_url

from .offer import Offer, Reading, UnreadableSource, headline, iso_moment

Element = etree._Element


def read(
    document: bytes, url: str, content_type: str | None = None, *, links: str, after: str | None = None
) -> Reading:
    """Return the articles that a page lists; the page that `after` selects is its child.

    `links` may select the links themselves or what holds them. An article's date is that of the `<time>`
    which stands with its link and no other's. Raises UnreadableSource if `links` finds nothing: the page was
    redesigned, or is no longer the one it was.
    """
    _, text = html_to_unicode(content_type, document)
    root = _parsed(text)
    base = get_base_url(text, url)
    chosen = _chosen(root, links)
    if not chosen:
        raise UnreadableSource(f"the selector {links!r} finds nothing on the page")
    anchors = [anchor for anchor in map(_anchor, chosen) if anchor is not None]
    listed = {anchor.get("href") for anchor in anchors}
    found: dict[str, Offer] = {}
    for anchor in anchors:
        address = urljoin(base, anchor.get("href", "").strip())
        earlier = found.get(address)  # a picture and a headline often lead to the same article
        offer = Offer(address, _moment(anchor, listed), headline("".join(map(str, anchor.itertext()))))
        found[address] = _merged(earlier, offer) if earlier else offer
    return Reading(
        tuple(found.values()),
        children=_next(root, base, after) if after else (),
        without_address=len(chosen) - len(anchors),
        is_newest_first=True,
    )


def _parsed(text: str) -> Element:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(f"no web page: {error}") from error
    return root


def _chosen(root: Element, selector: str) -> list[Element]:
    return cast(list[Element], CSSSelector(selector, translator="html")(root))


def _anchor(element: Element) -> Element | None:
    """Return the link that the element is, holds, or lies in; None if there is none with an address."""
    around = element.iterancestors("a")
    for candidate in (*element.iter("a"), *around):
        if (candidate.get("href") or "").strip():
            return candidate
    return None


def _merged(earlier: Offer, later: Offer) -> Offer:
    return Offer(earlier.url, earlier.offered_at or later.offered_at, earlier.headline or later.headline)


def _moment(anchor: Element, listed: Set[str | None]) -> datetime | None:
    """Return the date that stands with this link: in the largest part of the page that holds no other."""
    own = anchor.get("href")
    for part in (anchor, *anchor.iterancestors()):
        if any(link.get("href") != own and link.get("href") in listed for link in part.iter("a")):
            return None
        for time in part.iter("time"):
            if moment := iso_moment((time.get("datetime") or "").strip()):
                return moment
    return None


def _next(root: Element, base: str, selector: str) -> tuple[str, ...]:
    for element in _chosen(root, selector):
        anchor = element if (element.get("href") or "").strip() else _anchor(element)  # <link rel=next> too
        if anchor is not None:
            return (urljoin(base, anchor.get("href", "").strip()),)
    return ()
