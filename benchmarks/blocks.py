"""A page as numbered blocks of visible text, so that its truth can be told without its words."""

import re
from collections.abc import Iterator

from lxml import etree, html

# Not those of `transforms.runs`: the numbers in marked truths rest on these, which so must never change.
INLINE = frozenset(
    """
    a b i em strong span u small abbr sup sub font q cite time mark code ins del s br img label bdi wbr
    acronym big tt
    """.split()  # noqa: SIM905
)
UNSEEN = frozenset({"script", "style", "noscript", "head", "svg", "template", "iframe", "select", "option"})
_DECLARATION = re.compile(r"<\?xml[^>]*>")  # lxml refuses text that declares bytes


def blocks(page: bytes) -> list[str]:
    """Return the texts between block boundaries in the page's order, each on one line.

    >>> blocks(b"<h1>Two held</h1><p>A <b>man</b> was held.<script>x()</script></p>")
    ['Two held', 'A man was held.']
    """
    text = _DECLARATION.sub("", page.decode("utf-8", "replace"), count=1)
    lines = "".join(_pieces(html.fromstring(text))).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _pieces(element: etree._Element) -> Iterator[str]:
    """Yield the element's text; block boundaries, and nothing else, are line ends."""
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        edge = " " if element.tag == "br" else "" if element.tag in INLINE else "\n"
        yield edge
        yield " ".join((element.text or "").split("\n"))
        for child in element:
            yield from _pieces(child)
        yield edge
    yield " ".join((element.tail or "").split("\n"))
