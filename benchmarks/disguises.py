"""Real pages in disguise: the same text in other markup, to see how much a reader rests on names and tags."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from benchmarks.saved_pages import SavedPage
from transforms.markup import parse

_NAMES = ("class", "id", "itemprop", "role", "rel")


def disguised(page: SavedPage, disguise: str) -> SavedPage:
    """Return the page in one of the `DISGUISES`; its truth stays what it was."""
    root = parse(page.html)
    assert root is not None, page.name
    DISGUISES[disguise](root)
    return replace(page, html=etree.tostring(root, encoding="utf-8", method="html"))


def _nameless(root: etree._Element) -> None:
    """Give every class, id and data attribute a name that says nothing, the same for the same name."""
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if name in _NAMES or name.startswith(("data-", "aria-")):
                digest = hashlib.sha256(element.attrib[name].encode()).digest()
                element.attrib[name] = f"x{int.from_bytes(digest[:4])}"  # in letters it might spell "ad"


def _without_jsonld(root: etree._Element) -> None:
    for script in list(root.iter("script")):
        script.text = ""


def _in_divs(root: etree._Element) -> None:
    for paragraph in root.iter("p"):
        paragraph.tag = "div"


def _in_breaks(root: etree._Element) -> None:
    """Part neighbouring paragraphs by two line breaks, as old systems do, not by elements."""
    for paragraph in list(root.iter("p")):
        following = paragraph.getnext()
        if following is not None and following.tag == "p":
            paragraph.append(etree.Element("br"))
            paragraph.append(etree.Element("br"))
        paragraph.tag = "span"
        paragraph.attrib.clear()


def _wrapped(root: etree._Element) -> None:
    """Put every paragraph into two boxes of its own, as page builders do."""
    for paragraph in list(root.iter("p")):
        inner, outer = etree.Element("p"), etree.Element("div")
        inner[:] = paragraph[:]
        inner.text, paragraph.text = paragraph.text, None
        paragraph.tag = "div"
        outer.append(inner)
        paragraph.append(outer)


def _without_tags(root: etree._Element) -> None:
    """Take from HTML5's elements what they mean."""
    for element in root.iter("article", "main", "section", "header", "footer", "nav", "aside", "figure"):
        element.tag = "div"
    for element in root.iter("figcaption"):
        element.tag = "p"


DISGUISES: dict[str, Callable[[etree._Element], None]] = {
    "no names": _nameless,
    "no JSON-LD": _without_jsonld,
    "div for p": _in_divs,
    "br for p": _in_breaks,
    "boxed p": _wrapped,
    "div for HTML5": _without_tags,
}
