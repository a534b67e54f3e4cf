"""The headline among the several that a page carries."""

import re
from functools import lru_cache

from transforms import jsonld
from transforms.markup import squeezed
from transforms.page import Page

_SITE = re.compile(r"\s+(?:[|•·*–—]|-|::|»)\s+[^|•·*–—»]{2,60}$")
_NOT_WORD = re.compile(r"[\W_]+")


def headline(page: Page) -> str:
    """Return the headline, or "" if there is none.

    What the page claims for itself wins: JSON-LD, then og:title, then the title without its " | Site"; but
    in the words of the h1 where the claim is that h1, cut short or with something hung on it. An h1 that no
    claim is akin to counts only where nothing is claimed, since other stories' headings and logos are h1
    too.
    """
    claim = next(filter(None, (_claimed(page), *_metas(page), without_site(page.title, page))), "")
    if not claim:
        return next(iter(page.titles), "")
    return next((title for title in page.titles if _is_whole(title, claim)), claim)


def _is_whole(title: str, claim: str) -> bool:
    """Return whether the h1 is what the claim says, or is the start of it, or goes on where it stops."""
    a, b = _plain(title), _plain(claim)
    return bool(a) and (a == b or (min(len(a), len(b)) >= 15 and (a.startswith(b) or b.startswith(a))))


def _claimed(page: Page) -> str:
    return without_site(jsonld.text(page.article.get("headline")) or "", page)


def _metas(page: Page) -> list[str]:
    return [without_site(page.first(name) or "", page) for name in ("og:title", "twitter:title")]


def without_site(title: str, page: Page) -> str:
    """Return the title without the " | Site" and " - Section" that follow it, if they are that.

    A part after a dash or bar is cut only if it is the site's name or an h1 ends where it begins.
    """
    sites = {_plain(site) for site in (page.first("og:site_name") or "", _publisher(page)) if site}
    headings = {_plain(heading) for heading in page.titles}
    host = _plain(page.url.split("/")[2]) if page.url.count("/") > 1 else ""
    cut = squeezed(title)
    while match := _SITE.search(cut):
        rest, tail = cut[: match.start()], _plain(match.group())
        own = tail in sites or (tail and tail.replace(" ", "") in host.replace(" ", ""))
        if not own and not any(_plain(rest).startswith(heading) for heading in headings if heading):
            break
        cut = rest
    return cut


def _publisher(page: Page) -> str:
    publisher = page.article.get("publisher")
    return jsonld.text(publisher.get("name")) or "" if isinstance(publisher, dict) else ""


def same_headline(one: str, other: str) -> bool:
    """Return whether one headline equals, contains or shortens the other, whatever their quotes and case.

    >>> same_headline("Met ‘sorry’ for strip search of girl", "Met 'sorry' for strip search...")
    True
    """
    a, b = _plain(one), _plain(other)
    return bool(a) and bool(b) and (a == b or (min(len(a), len(b)) >= 15 and (a in b or b in a)))


def is_about(text: str, headline: str) -> bool:
    """Return whether the text takes up a third of the headline's longer words.

    >>> is_about("Officers searched a house in Leeds.", "Man held in Leeds"), is_about("Donate", "Man held")
    (True, False)
    """
    return taken_up(text, headline) >= 1 / 3


def taken_up(text: str, headline: str) -> float:
    """Return the share of the headline's longer words that the text takes up, 0 where it has none."""
    told = {word for word in _plain(headline).split() if len(word) > 3}
    return len(told.intersection(_plain(text).split())) / len(told) if told else 0.0


@lru_cache(maxsize=256)  # of one page, whose paragraphs may be long
def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text.lower()).strip()
