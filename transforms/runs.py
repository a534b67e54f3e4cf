"""A page as a sequence of runs: stretches of text between block boundaries, with what surrounds them."""

import re
from dataclasses import dataclass

from lxml import etree

from transforms.boilerplate import SKIPPED, is_boilerplate, is_boilerplate_role
from transforms.markup import marks, squeezed

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong"
    " sub sup time tt u var wbr img br ruby rb rtc th td".split()
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BREAK = "\x1f"  # a <br>; never in a page, the parser takes control characters out
_BREAKS = re.compile(f"(?:\\s*{_BREAK}\\s*){{2,}}")


@dataclass(slots=True, eq=False)
class Run:
    """One stretch of text without a block boundary in it."""

    text: str
    linked: int  # characters inside links
    owner: etree._Element  # the block it stands in
    flagged: tuple[etree._Element, ...]  # furniture by name, outermost first
    strong: bool  # all of it stands in one <strong> or <b>

    @property
    def tag(self) -> str:
        """The block's tag."""
        return str(self.owner.tag)

    @property
    def link_density(self) -> float:
        """Share of the text inside links."""
        return min(1.0, self.linked / max(1, len(self.text)))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.owner.tag in HEADINGS


class _Gatherer:
    """Text gathered since the last block boundary."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.parts: list[str] = []
        self.linked = 0
        self.strong = 0
        self.blocks: list[etree._Element] = []
        self.flagged: list[etree._Element] = []

    def add(self, text: str | None, *, in_link: bool, in_strong: bool) -> None:
        if not text:
            return
        self.parts.append(text)
        size = len(text.strip())
        self.linked += size if in_link else 0
        self.strong += size if in_strong else 0

    def flush(self) -> None:
        if not self.parts:
            return
        joined = "".join(self.parts)
        bare = joined.strip()
        if bare and bare != _BREAK:
            texts = _BREAKS.split(joined) if _BREAK in joined else [joined]
            share, bold = self.linked / max(1, len(bare)), self.strong >= 0.9 * len(bare)
            for piece in texts:
                text = squeezed(piece.replace(_BREAK, " "))
                if text:
                    linked = round(share * len(text)) if len(texts) > 1 else self.linked
                    self.runs.append(Run(text, linked, self.blocks[-1], tuple(self.flagged), bold))
        self.parts.clear()
        self.linked = self.strong = 0


def runs_of(root: etree._Element) -> list[Run]:
    """Return the page's runs of text in order, without those in elements that never hold an article's text."""
    gatherer = _Gatherer()
    gatherer.blocks.append(root)
    links = strongs = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in SKIPPED or _is_hidden(element):
                skipped = element
                walker.skip_subtree()
                continue
            if tag == "a":
                links += 1
            elif tag in ("b", "strong"):
                strongs += 1
            elif tag == "br":
                gatherer.parts.append(_BREAK)
            elif tag == "td" or tag == "th":
                gatherer.parts.append(" ")
            if tag not in INLINE:
                gatherer.flush()
                gatherer.blocks.append(element)
            if element is not root and tag != "body" and _is_flagged(element):
                gatherer.flush()
                gatherer.flagged.append(element)
            gatherer.add(element.text, in_link=links > 0, in_strong=strongs > 0)
            continue
        if element is skipped:
            skipped = None
        else:
            if gatherer.flagged and gatherer.flagged[-1] is element:
                gatherer.flush()
                gatherer.flagged.pop()
            if tag not in INLINE:
                gatherer.flush()
                gatherer.blocks.pop()
            if tag == "a":
                links -= 1
            elif tag in ("b", "strong"):
                strongs -= 1
        if element is not root:
            gatherer.add(element.tail, in_link=links > 0, in_strong=strongs > 0)
    gatherer.blocks.append(root)
    gatherer.flush()
    return gatherer.runs


def _is_hidden(element: etree._Element) -> bool:
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true":
        return True
    style = get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _is_flagged(element: etree._Element) -> bool:
    role = element.get("role")
    return (
        element.tag in ("aside", "header")
        or (role is not None and is_boilerplate_role(role))
        or is_boilerplate(marks(element))
    )
