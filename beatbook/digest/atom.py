"""Writes Atom feeds (RFC 4287): ids that never change, and texts that can only be read."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from beatbook.printable import printable

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char
NOBODY = "Beatbook"


@dataclass(frozen=True)
class Entry:
    """One entry: what names it for good, its words, its own page, and when it last changed.

    Moments are UTC without a zone; `url` is the publisher's address, where there is one that may be linked.
    """

    key: str
    title: str
    summary: str
    page: str
    updated: dt.datetime
    published: dt.datetime | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()


def feed(
    key: str,
    title: str,
    subtitle: str,
    page: str,
    entries: Sequence[Entry],
    *,
    made_at: dt.datetime,
    address: str | None = None,
) -> str:
    """Return the feed; without entries it was last changed when the book was made.

    Pages are written as given, relative ones against the feed's own address, which is said if known.
    """
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # None is the default
    _add(root, "id", _id(key))
    _add(root, "title", title)
    _add(root, "subtitle", subtitle)
    _add(root, "updated", _moment(max((each.updated for each in entries), default=made_at)))
    _author(root, NOBODY)
    _link(root, "alternate", page, "text/html")
    if address is not None:
        _link(root, "self", address, TYPE)
    for each in entries:
        _entry(root, each)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def _entry(root: etree._Element, each: Entry) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    _add(entry, "id", _id(each.key))
    _add(entry, "title", each.title)
    _add(entry, "updated", _moment(each.updated))
    if each.published is not None:
        _add(entry, "published", _moment(each.published))
    for name in each.authors or (NOBODY,):
        _author(entry, name)
    _link(entry, "alternate", each.url or each.page, "text/html")
    if each.url:
        _link(entry, "related", each.page, "text/html")
    _add(entry, "summary", each.summary)


def _id(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'beatbook:{key}')}"


def _author(parent: etree._Element, name: str) -> None:
    _add(etree.SubElement(parent, f"{{{ATOM}}}author"), "name", name)


def _link(parent: etree._Element, rel: str, href: str, form: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=_clean(href), type=form)


def _add(parent: etree._Element, name: str, text: str) -> None:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _clean(text)
    if name in ("title", "subtitle", "summary"):
        element.set("type", "text")  # never HTML, whatever it looks like


def _clean(text: str) -> str:
    return ILLEGAL.sub("\ufffd", printable(text))


def _moment(at: dt.datetime) -> str:
    return f"{at.replace(tzinfo=None, microsecond=0).isoformat()}Z"
