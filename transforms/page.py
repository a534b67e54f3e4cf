"""A page as parsed: its tree, and what its head says of it, gathered in one walk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from transforms import jsonld
from transforms.markup import parse, text_of


@dataclass(frozen=True)
class Page:
    """A page's tree and the elements in which pages describe themselves."""

    url: str
    root: etree._Element
    meta: Mapping[str, tuple[str, ...]]  # lower-case name or property -> contents in order
    links: Mapping[str, tuple[str, ...]]  # rel -> href
    titles: tuple[str, ...]  # h1s, first to last
    title: str  # of the head
    times: tuple[etree._Element, ...] = field(repr=False)
    scripts: tuple[str, ...] = field(repr=False)  # JSON-LD

    @cached_property
    def nodes(self) -> tuple[jsonld.Node, ...]:
        """All JSON-LD objects of the page."""
        return jsonld.nodes(self.scripts)

    @cached_property
    def article(self) -> jsonld.Node:
        """The JSON-LD object that is the page's article; empty if there is none."""
        return jsonld.article(self.nodes)

    def first(self, *names: str) -> str | None:
        """Return the first non-blank meta of these names, in the order of the names."""
        return next((text for name in names for text in self.meta.get(name, ())), None)


def read_page(html: bytes | str, url: str) -> Page | None:
    """Return the page, or None where the bytes hold none."""
    root = parse(html)
    if root is None:
        return None
    meta: dict[str, tuple[str, ...]] = {}
    links: dict[str, tuple[str, ...]] = {}
    titles: list[str] = []
    times: list[etree._Element] = []
    scripts: list[str] = []
    title = ""
    for element in root.iter("meta", "link", "h1", "time", "script", "title"):
        match element.tag:
            case "meta":
                name = element.get("property") or element.get("name") or element.get("itemprop")
                content = jsonld.text(element.get("content"))
                if name and content:
                    key = name.strip().lower()
                    meta[key] = (*meta.get(key, ()), content)
            case "link":
                rel, href = (element.get("rel") or "").strip().lower(), (element.get("href") or "").strip()
                if rel and href:
                    links[rel] = (*links.get(rel, ()), href)
            case "h1":
                titles.append(text_of(element))
            case "time":
                times.append(element)
            case "script":
                if "ld+json" in (element.get("type") or "").lower() and element.text:
                    scripts.append(element.text)
            case "title":
                title = title or text_of(element)  # svg has titles too; the head's comes first
    etree.strip_elements(root, "script", "style", "svg", "iframe", with_tail=False)  # half of it, and no text
    return Page(url, root, meta, links, tuple(filter(None, titles)), title, tuple(times), tuple(scripts))
