"""OPML, by which feed readers exchange their lists: outlets in as drafts, the catalogue's feeds out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from .addresses import MalformedAddress, ask_for
from .catalogue import Outlet
from .domains import within
from .drafts import declarable, site, slug
from .kinds.offer import UnreadableSource, headline
from .kinds.sitemap import parsed
from .sources import Source

NAME_LIMIT = 80


@dataclass(frozen=True)
class Outline:
    """One feed of somebody's list."""

    name: str
    feed: str
    homepage: str


@dataclass(frozen=True)
class Drafted:
    """What an OPML file came to: outlets to look through, and why the other outlines made none."""

    outlets: tuple[Outlet, ...]
    left_out: tuple[tuple[str, str], ...]  # name or address, reason


def drafts(document: bytes, catalogue: Iterable[Outlet]) -> Drafted:
    """Return an outlet for each site that the file lists feeds of, disabled until somebody has probed it.

    Feeds of one site become one outlet's sources; feeds that the catalogue has already are left out. Raises
    UnreadableSource for what is no OPML, or declares a DTD or entities.
    """
    known = list(catalogue)
    taken = {outlet.slug for outlet in known}
    made: dict[str, Outlet] = {}
    left_out: list[tuple[str, str]] = []
    root = parsed(document)
    if root.tag != "opml":
        raise UnreadableSource(f"no OPML: its root is {str(root.tag)[:60]!r}")
    for element in root.iter("outline"):
        if not element.get("xmlUrl"):
            continue  # a folder
        try:
            outline = _outline(element)
        except MalformedAddress as error:
            left_out.append((str(element.get("xmlUrl"))[:200], str(error)))
            continue
        owner = next((outlet for outlet in known if outlet.owns(outline.homepage)), None)
        if owner:
            left_out.append((outline.name, f"its site is in the catalogue as {owner.slug}"))
            continue
        host = site(outline.homepage)
        made[host] = _with(made.get(host) or _draft(outline, host, taken), outline)
        taken.add(made[host].slug)
    return Drafted(tuple(made.values()), tuple(left_out))


def _outline(element: etree._Element) -> Outline:
    feed = ask_for(str(element.get("xmlUrl")))
    declarable(feed)
    try:
        homepage = ask_for(str(element.get("htmlUrl") or ""))
        declarable(homepage)
    except MalformedAddress:
        homepage = f"{feed.split('/', 3)[0]}//{feed.split('/', 3)[2]}/"
    name = headline(element.get("title") or element.get("text")) or site(homepage)
    return Outline(name[:NAME_LIMIT].strip(), feed, homepage)


def _draft(outline: Outline, host: str, taken: set[str]) -> Outlet:
    return Outlet(
        slug=slug(outline.name, taken),
        name=outline.name,
        homepage=outline.homepage,
        kind="local",
        region="UK",
        domains=(host,),
        confidence="low",
        enabled=False,
        reason="imported from a list of feeds: probe it, and put its kind and region right, then enable it",
    )


def _with(draft: Outlet, outline: Outline) -> Outlet:
    """Return the draft with one more feed, whose host is declared."""
    if outline.feed in [source.url for source in draft.sources]:
        return draft
    more = () if within(outline.feed, draft.domains) else (site(outline.feed),)
    return replace(
        draft, domains=draft.domains + more, sources=(*draft.sources, Source("feed", outline.feed))
    )


def opml(outlets: Iterable[Outlet], now: datetime) -> bytes:
    """Return the outlets' feeds as OPML 2.0, an outline each, with kind and region as category."""
    root = etree.Element("opml", {"version": "2.0"})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Beatbook's outlets"
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = etree.SubElement(root, "body")
    for outlet in outlets:
        for source in outlet.sources:
            if source.kind == "feed":
                told = {"type": "rss", "text": outlet.name, "title": outlet.name, "xmlUrl": source.url}
                told |= {"htmlUrl": outlet.homepage, "category": f"/{outlet.kind},/{outlet.region}"}
                etree.SubElement(body, "outline", told)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
