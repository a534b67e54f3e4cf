"""A second opinion for pages on which our own reader finds next to nothing."""

import logging
import re
from copy import deepcopy

import trafilatura

from transforms import jsonld
from transforms.markup import squeezed
from transforms.page import Page

LITTLE = 40  # words; a police brief has as many, so an opinion must say twice as much to be heard
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it can make nothing of


def rescued(page: Page, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs, or those of trafilatura or the JSON-LD where those say much more.

    Only for pages that say they are articles: on others, little text is the truth. The JSON-LD's
    `articleBody` is asked last: where pages have both it is the worse one (teasers, captions inside,
    paragraphs run together).
    """
    ours = _words(paragraphs)
    if ours >= LITTLE or not _claims_article(page):
        return paragraphs
    for opinion in (_trafilatura(page), _article_body(page)):
        if _words(opinion) > max(LITTLE, 2 * ours):
            return opinion
    return paragraphs


def _words(paragraphs: tuple[str, ...]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _claims_article(page: Page) -> bool:
    named = any(kind.endswith(("Article", "BlogPosting")) for kind in jsonld.types(page.article))
    return named or page.first("og:type") == "article"


def _trafilatura(page: Page) -> tuple[str, ...]:
    try:
        text = trafilatura.extract(
            deepcopy(page.root),
            url=page.url,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
        )
    except (RecursionError, ValueError, TypeError, AttributeError):
        return ()  # it raises on trees that nest too deep; it was only asked as a last resort
    return tuple(filter(None, map(squeezed, (text or "").split("\n"))))


def _article_body(page: Page) -> tuple[str, ...]:
    raw = page.article.get("articleBody")
    text = re.sub(r"<[^>]{1,200}>", " ", raw) if isinstance(raw, str) else ""
    return tuple(filter(None, map(squeezed, re.split(r"\n+|\r+", text))))
