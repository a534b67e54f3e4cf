"""A page as a sequence of runs: stretches of text between block boundaries, with what surrounds them."""

import re
from dataclasses import dataclass

from lxml import etree

from transforms.boilerplate import is_boilerplate, is_boilerplate_role
from transforms.markup import marks, squeezed

# Elements that never hold an article's running text.
SKIPPED = frozenset(
    """
    head title link meta script style noscript template svg math iframe object embed canvas audio video
    picture source track map area nav footer button input select option textarea label dialog menu figure
    figcaption rp rt progress meter datalist output frame frameset
    """.split()  # noqa: SIM905 (forty quoted words read worse)
)
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike
    strong sub sup time tt u var wbr img br ruby rb rtc th td
    """.split()  # noqa: SIM905
)
PROSE = frozenset(
    {"a", "abbr", "b", "cite", "em", "i", "q", "strong"}
)  # what a name says of these is its topic
LEAST_PROSE = 40  # characters of a paragraph beside its links
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FRAMES = frozenset(
    {"aside", "header", "form"}
)  # some systems wrap the whole page in a form: judged by their text
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect", re.IGNORECASE)
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$|[\"”’]$")
_BREAK = "\x1f"  # stands for <br>; no page has one, the parser takes control characters out
_BREAKS = re.compile(f"(?:\\s*{_BREAK}\\s*){{2,}}")


@dataclass(slots=True, eq=False)
class Run:
    """One stretch of text without a block boundary in it."""

    text: str
    linked: int  # characters inside links
    owner: etree._Element  # the block it stands in
    flagged: tuple[etree._Element, ...]  # elements around it that are boilerplate by name, outermost first

    @property
    def tag(self) -> str:
        """The block's tag."""
        return str(self.owner.tag)

    @property
    def link_density(self) -> float:
        """Share of the text inside links."""
        return min(1.0, self.linked / max(1, len(self.text)))

    @property
    def is_ended(self) -> bool:
        """Whether it ends as sentences do."""
        return bool(_END.search(self.text))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.owner.tag in HEADINGS


class _Walk:
    """The runs found so far, and the text gathered since the last block boundary."""

    def __init__(self, root: etree._Element) -> None:
        self.runs: list[Run] = []
        self.blocks = [root]
        self.flagged: list[etree._Element] = []
        self.links = 0  # open <a>
        self.parts: list[str] = []
        self.linked = 0

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.links:
                self.linked += len(text.strip())

    def enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self.parts.append(_BREAK)
        elif tag == "a":
            self.links += 1
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag not in INLINE:
            self.flush()
            self.blocks.append(element)
        if _is_flagged(element):
            self.flush()
            self.flagged.append(element)
        self.add(element.text)

    def leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "a":
            self.links -= 1
        elif tag not in INLINE:
            self.flush()
            self.blocks.pop()
        if self.flagged and self.flagged[-1] is element:
            self.flush()
            self.flagged.pop()

    def flush(self) -> None:
        """Make runs of what was gathered: one, or one each where two line breaks part them."""
        if not self.parts:
            return
        joined = "".join(self.parts)
        pieces = _BREAKS.split(joined) if _BREAK in joined else [joined]
        texts = [text for piece in pieces if (text := squeezed(piece.replace(_BREAK, " ")))]
        whole = sum(map(len, texts))
        for text in texts:
            linked = self.linked * len(text) // whole
            self.runs.append(Run(text, linked, self.blocks[-1], tuple(self.flagged)))
        self.parts.clear()
        self.linked = 0


def runs_of(root: etree._Element) -> list[Run]:
    """Return the page's runs of text in order, without those of elements that never hold an article's."""
    walk = _Walk(root)
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        if event == "start":
            if element.tag in SKIPPED or _is_hidden(element):
                skipped = element
                walker.skip_subtree()
            else:
                walk.enter(element)
        else:
            if element is skipped:
                skipped = None
            else:
                walk.leave(element)
            walk.add(element.tail)
    walk.flush()
    return walk.runs


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _is_flagged(element: etree._Element) -> bool:
    if element.tag in _FRAMES:
        return True
    if element.tag in ("html", "body"):
        return False
    role = element.get("role")
    if role is not None and is_boilerplate_role(role):
        return True
    return is_boilerplate(marks(element)) and not _is_in_prose(element)


def _is_in_prose(element: etree._Element) -> bool:
    """Return whether it is a link or emphasis amid a sentence, as where a page makes its topics links."""
    around = element.getparent()
    if element.tag not in PROSE or around is None or around.tag != "p":
        return False
    own = len((around.text or "").strip()) + sum(len((each.tail or "").strip()) for each in around)
    is_last = element.getnext() is None and not (element.tail or "").strip()
    return own >= LEAST_PROSE and not is_last
