"""The lists by which sites offer articles: RSS 2.0, RSS 1.0, Atom, news sitemaps and sitemap indexes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree as ET

ATOM, RSS1 = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/"
RDF, DC = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"
SITEMAP, NEWS = (
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.google.com/schemas/sitemap-news/0.9",
)


@dataclass(frozen=True)
class Item:
    """One link a source offers; a source of real pages knows only the address."""

    url: str
    headline: str | None = None
    published_at: datetime | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None


def rss(title: str, homepage: str, items: Iterable[Item]) -> bytes:
    """Return an RSS 2.0 feed."""
    root = ET.Element("rss", {"version": "2.0"}, {"dc": DC})
    channel = ET.SubElement(root, "channel")
    _texts(channel, {"title": title, "link": homepage, "description": title, "language": "en-GB"})
    for item in items:
        entry = ET.SubElement(channel, "item")
        _texts(entry, {"title": item.headline, "link": item.url, "description": item.summary})
        ET.SubElement(entry, "guid", {"isPermaLink": "true"}).text = item.url
        if item.published_at is not None:
            date = format_datetime(item.published_at.astimezone(UTC), usegmt=True)
            _texts(entry, {"pubDate": date, "category": item.section})
        for author in item.authors:
            ET.SubElement(entry, f"{{{DC}}}creator").text = author
    return _xml(root)


def rdf(title: str, homepage: str, items: Iterable[Item]) -> bytes:
    """Return an RSS 1.0 feed: RDF, with Dublin Core dates and creators."""
    root = _root(f"{{{RDF}}}RDF", RSS1, rdf=RDF, dc=DC)
    channel = ET.SubElement(root, f"{{{RSS1}}}channel", {f"{{{RDF}}}about": homepage})
    _texts(channel, {f"{{{RSS1}}}title": title, f"{{{RSS1}}}link": homepage, f"{{{RSS1}}}description": title})
    order = ET.SubElement(ET.SubElement(channel, f"{{{RSS1}}}items"), f"{{{RDF}}}Seq")
    for item in items:
        ET.SubElement(order, f"{{{RDF}}}li", {f"{{{RDF}}}resource": item.url})
        entry = ET.SubElement(root, f"{{{RSS1}}}item", {f"{{{RDF}}}about": item.url})
        _texts(entry, {f"{{{RSS1}}}title": item.headline, f"{{{RSS1}}}link": item.url})
        _texts(entry, {f"{{{RSS1}}}description": item.summary, f"{{{DC}}}date": _iso(item.published_at)})
        for author in item.authors:
            ET.SubElement(entry, f"{{{DC}}}creator").text = author
    return _xml(root)


def atom(title: str, homepage: str, items: Iterable[Item]) -> bytes:
    """Return an Atom feed; its `updated` is that of its newest entry."""
    entries = list(items)
    root = _root(f"{{{ATOM}}}feed", ATOM)
    newest = max((item.published_at for item in entries if item.published_at is not None), default=None)
    _texts(root, {f"{{{ATOM}}}title": title, f"{{{ATOM}}}id": homepage, f"{{{ATOM}}}updated": _iso(newest)})
    ET.SubElement(root, f"{{{ATOM}}}link", {"href": homepage, "rel": "alternate"})
    for item in entries:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        _texts(entry, {f"{{{ATOM}}}title": item.headline, f"{{{ATOM}}}id": item.url})
        ET.SubElement(entry, f"{{{ATOM}}}link", {"href": item.url, "rel": "alternate"})
        moment = _iso(item.published_at)
        _texts(entry, {f"{{{ATOM}}}published": moment, f"{{{ATOM}}}updated": moment})
        _texts(entry, {f"{{{ATOM}}}summary": item.summary})
        for author in item.authors:
            ET.SubElement(ET.SubElement(entry, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = author
    return _xml(root)


def sitemap(items: Iterable[Item]) -> bytes:
    """Return a sitemap: addresses and when they last changed."""
    root = _root(f"{{{SITEMAP}}}urlset", SITEMAP, news=NEWS)
    for item in items:
        url = ET.SubElement(root, f"{{{SITEMAP}}}url")
        _texts(url, {f"{{{SITEMAP}}}loc": item.url, f"{{{SITEMAP}}}lastmod": _iso(item.published_at)})
    return _xml(root)


def news_sitemap(publication: str, items: Iterable[Item]) -> bytes:
    """Return a news sitemap: with publication, date and title."""
    root = _root(f"{{{SITEMAP}}}urlset", SITEMAP, news=NEWS)
    for item in items:
        url = ET.SubElement(root, f"{{{SITEMAP}}}url")
        ET.SubElement(url, f"{{{SITEMAP}}}loc").text = item.url
        news = ET.SubElement(url, f"{{{NEWS}}}news")
        about = ET.SubElement(news, f"{{{NEWS}}}publication")
        _texts(about, {f"{{{NEWS}}}name": publication, f"{{{NEWS}}}language": "en"})
        _texts(
            news, {f"{{{NEWS}}}publication_date": _iso(item.published_at), f"{{{NEWS}}}title": item.headline}
        )
    return _xml(root)


def sitemap_index(children: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return a sitemap of sitemaps, each with when it last changed."""
    root = _root(f"{{{SITEMAP}}}sitemapindex", SITEMAP)
    for address, changed_at in children:
        child = ET.SubElement(root, f"{{{SITEMAP}}}sitemap")
        _texts(child, {f"{{{SITEMAP}}}loc": address, f"{{{SITEMAP}}}lastmod": _iso(changed_at)})
    return _xml(root)


def _root(tag: str, default: str, **prefixes: str) -> ET._Element:
    return ET.Element(tag, nsmap={None: default, **prefixes})  # type: ignore[dict-item]  # stubs forget None


def _texts(parent: ET._Element, texts: dict[str, str | None]) -> None:
    for tag, text in texts.items():
        if text is not None:
            ET.SubElement(parent, tag).text = text


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(root: ET._Element) -> bytes:
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)
