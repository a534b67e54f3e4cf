"""What a page says about itself in JSON-LD, read from whatever state the JSON is in."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]
MOST_NODES = 500  # a page of a thousand products is no article
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_NEXT_OBJECT = re.compile(r"\}\s*\{")
_DEEPER = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting)$")
_PAGE = re.compile(r"(?:Page|VideoObject|ImageGallery|MediaGallery|PodcastEpisode)$")


def nodes(scripts: Sequence[str]) -> tuple[Node, ...]:
    """Return every top-level object of the page's JSON-LD scripts, those in `@graph` and lists included.

    >>> [node["@type"] for node in nodes(['{"@graph": [{"@type": "NewsArticle"}, {"@type": "Person"}]}'])]
    ['NewsArticle', 'Person']
    """
    found: list[Node] = []
    for script in scripts:
        for value in _loaded(script):
            found.extend(_objects(value, MOST_NODES - len(found)))
    return tuple(found)


def _loaded(script: str) -> list[Any]:
    """Return the script's values; broken JSON is mended in the ways publishers break it, or else left out."""
    text = _WRAPPING.sub("", script).strip()
    for attempt in _attempts(text):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return []


def _attempts(text: str) -> Iterator[str]:
    yield text
    mended = _TRAILING_COMMA.sub("", text)
    yield mended
    yield "[" + _NEXT_OBJECT.sub("},{", mended) + "]"
    yield html.unescape(mended)


def _objects(value: Any, room: int) -> Iterator[Node]:
    waiting = [(value, 0)]
    while waiting and room > 0:
        item, depth = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend((part, depth) for part in item[:MOST_NODES])
        elif isinstance(item, dict):
            room -= 1
            if "@type" in item:
                yield item
            if depth < 3:
                waiting.extend(
                    (item[key], depth + 1) for key in _DEEPER if isinstance(item.get(key), dict | list)
                )


def types(node: Node) -> tuple[str, ...]:
    """Return the node's types without their vocabulary's address."""
    return tuple(str(kind).rsplit("/", 1)[-1] for kind in listed(node.get("@type")))


def article(found: Sequence[Node]) -> Node:
    """Return the page's article, what it lacks filled in from nodes of the same page; empty if there is none.

    Other articles on the page (related ones) fill nothing in, unless they carry the same headline.
    """
    articles = [node for node in found if _is_a(node, _ARTICLE)]
    articles.sort(key=lambda node: "headline" not in node)
    same = [node for node in articles if text(node.get("headline")) == text(articles[0].get("headline"))]
    whole: dict[str, Any] = {}
    for node in (*same, *(node for node in found if _is_a(node, _PAGE))):
        whole = {**{key: value for key, value in node.items() if value not in (None, "", [], {})}, **whole}
    return whole


def _is_a(node: Node, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(kind) for kind in types(node))


def listed(value: Any) -> list[Any]:
    """Return a value that may be absent, single or a list as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str | None:
    """Return the value as plain text, entities resolved, or None if it is no text or blank.

    >>> text("Met Police&#8217;s plan ")
    'Met Police’s plan'
    """
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str)), None)
    if not isinstance(value, str):
        return None
    plain = value
    for _ in range(2):  # some are escaped twice: "&amp;#8217;"
        plain = html.unescape(plain)
    return " ".join(plain.split()) or None


def resolved(node: Any, found: Sequence[Node]) -> Any:
    """Return the node that an `@id` reference means, or the node itself."""
    if isinstance(node, dict) and "name" not in node and node.get("@id"):
        return next((other for other in found if other.get("@id") == node["@id"] and "name" in other), node)
    return node
