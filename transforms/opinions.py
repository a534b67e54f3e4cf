"""Second opinions on a body, so that no page is read wrongly where other readers agree on better."""

import logging
import re
from collections import Counter
from copy import deepcopy
from itertools import pairwise

import trafilatura
from lxml import etree
from resiliparse.extract.html2text import extract_plain_text

from transforms import jsonld
from transforms.headline import is_about, same_headline
from transforms.markup import squeezed
from transforms.page import Page

LITTLE = 40  # words; a police brief has as many, so an opinion must say twice as much to be heard
MUCH = 250  # words from which a body that the page names so is not doubted
OURS_SEEN = 0.9  # share of our body that resiliparse must see too, or we ask on
THEIRS_SEEN = 0.75  # share of resiliparse's text, which keeps boxes and captions, that ours must cover
FAR = 0.7  # F1 below which trafilatura's body is another text than ours, not another cut of it
SURE = 0.85  # share of trafilatura's body that resiliparse must see for the two to outvote us
DEEPEST = 256  # levels; resiliparse takes the square of them
MOST_CHARACTERS = 3_000_000
_TOO_MANY_ATTRIBUTES = etree.XPath("boolean(//*[count(@*) > 64])")
_DEEP = etree.XPath("boolean(/" + "/*" * DEEPEST + ")")
_WORD = re.compile(r"\w+")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it can make nothing of

Paragraphs = tuple[str, ...]
Shingles = Counter[tuple[str, ...]]


def heard(page: Page, headline: str, ours: Paragraphs, *, named: bool = False) -> tuple[Paragraphs, str]:
    """Return the body's paragraphs and whose they are: blocks (ours), trafilatura or json-ld.

    A text that the page names as its body (`named`), of some length and about what the headline is about,
    is not doubted. About any other, resiliparse is asked, which is fast and greedy; only where it does not
    see what we see, trafilatura; and only where these two agree on a text that is not ours, and is about
    what the headline is about, is it taken: on pages that we read well, every other reader is worse. The
    JSON-LD's `articleBody` is asked last, where there is next to nothing else: where pages have both it is
    the worse one (teasers, captions inside, paragraphs run together).
    """
    if named and _words(ours) >= MUCH and is_about(" ".join(ours), headline):
        return ours, "blocks"
    mine, greedy = _shingles(ours), _shingles(_resiliparse(page))
    is_seen = bool(mine) and _share(mine, greedy) >= OURS_SEEN
    if is_seen and _share(greedy, mine) >= THEIRS_SEEN:
        return ours, "blocks"
    strict = _trafilatura(page) if greedy.total() > LITTLE else ()
    strict = tuple(line for line in strict if not same_headline(line, headline))
    other = _shingles(strict)
    is_far = _share(other, mine) < 1 - FAR if is_seen else _f1(mine, other) < FAR
    if is_far and _share(other, greedy) >= SURE and is_about(_added(strict, mine), headline):
        return strict, "trafilatura"
    if _words(ours) < LITTLE and _claims_article(page) and not is_about(" ".join(ours), headline):
        for opinion, whose in ((strict, "trafilatura"), (_article_body(page), "json-ld")):
            if _words(opinion) > max(LITTLE, 2 * _words(ours)):
                return opinion, whose
    return ours, "blocks"


def _added(theirs: Paragraphs, mine: Shingles) -> str:
    """Return the paragraphs that we have not."""
    return " ".join(one for one in theirs if _share(_shingles((one,)), mine) < 0.5)


def _words(paragraphs: Paragraphs) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _shingles(paragraphs: Paragraphs) -> Shingles:
    """Return how often each pair of neighbouring words stands in the text, paragraphs' ends ignored."""
    return Counter(pairwise(_WORD.findall(" ".join(paragraphs).lower())))


def _share(part: Shingles, whole: Shingles) -> float:
    return (part & whole).total() / max(1, part.total())


def _f1(one: Shingles, other: Shingles) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _claims_article(page: Page) -> bool:
    named = any(kind.endswith(("Article", "BlogPosting")) for kind in jsonld.types(page.article))
    return named or page.first("og:type") == "article"


def _resiliparse(page: Page) -> Paragraphs:
    """Return resiliparse's reading of our tree, in which all tags close; none if it would choke on it."""
    if _TOO_MANY_ATTRIBUTES(page.root) or _DEEP(page.root):
        return ()
    source = etree.tostring(page.root, encoding="unicode", method="html")
    if len(source) > MOST_CHARACTERS:
        return ()
    return tuple(
        extract_plain_text(source, main_content=True, alt_texts=False, list_bullets=False).split("\n")
    )


def _trafilatura(page: Page) -> Paragraphs:
    try:
        text = trafilatura.extract(
            deepcopy(page.root),
            url=page.url,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
        )
    except (RecursionError, ValueError, TypeError, AttributeError):
        return ()  # it raises on trees that nest too deep; it was only asked for an opinion
    return tuple(filter(None, map(squeezed, (text or "").split("\n"))))


def _article_body(page: Page) -> Paragraphs:
    raw = page.article.get("articleBody")
    text = re.sub(r"<[^<>]{1,200}>", " ", raw) if isinstance(raw, str) else ""
    return tuple(filter(None, map(squeezed, re.split(r"\n+|\r+", text))))
