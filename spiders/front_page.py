"""What a site's front page says of itself: its name, and the feeds that it declares."""

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html
from w3lib.encoding import html_to_unicode
from w3lib.html import get_base_url

from .addresses import MalformedAddress, ask_for
from .drafts import declarable
from .kinds.offer import headline
from .sources import Source

FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
MOST_DECLARED = 12
NAME_LIMIT = 80


@dataclass(frozen=True)
class FrontPage:
    """A front page, read."""

    name: str | None
    declared: tuple[Source, ...]  # feeds, in its own order, those of comments left out
    text: str


def read(body: bytes, url: str, content_type: str | None) -> FrontPage:
    """Return what the page says; a page that cannot be parsed says nothing."""
    _, text = html_to_unicode(content_type, body)
    try:
        root = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return FrontPage(None, (), text)
    base = get_base_url(text, url)
    declared = dict.fromkeys(_declared(root, base))
    return FrontPage(_name(root), tuple(declared)[:MOST_DECLARED], text)


def _declared(root: etree._Element, base: str) -> list[Source]:
    links = [link for link in root.iter("link") if (link.get("type") or "").lower() in FEEDS]
    found = []
    for link in links:
        said = f"{link.get('href')} {link.get('title')}".lower()
        if "alternate" not in (link.get("rel") or "").lower() or "comment" in said:
            continue
        try:
            url = ask_for(urljoin(base, (link.get("href") or "").strip()))
            declarable(url)
            found.append(Source("feed", url))
        except (MalformedAddress, ValueError):
            continue  # it declares what nobody can ask for
    return found


def _name(root: etree._Element) -> str | None:
    """Return the site's name: as it tells social networks, else the last part of its title."""
    for meta in root.iter("meta"):
        if meta.get("property") == "og:site_name" and (named := headline(meta.get("content"))):
            return named[:NAME_LIMIT].strip()
    title = headline(next((each.text for each in root.iter("title")), None)) or ""
    parts = [part.strip() for part in title.replace(" – ", " | ").replace(" - ", " | ").split(" | ")]
    shortest = min((part for part in parts if part), key=len, default="")
    return shortest[:NAME_LIMIT].strip() or None
