"""Who may read the page and what it is: open or behind a wall, an article or something else."""

import re
from typing import Any
from urllib.parse import urlsplit

from transforms import jsonld
from transforms.page import Page

_TIERS = {
    "free": "open",
    "metered": "metered",
    "locked": "paywalled",
    "premium": "paywalled",
    "paid": "paywalled",
}
_KINDS = {
    "LiveBlogPosting": "live",
    "VideoObject": "video",
    "ImageGallery": "gallery",
    "MediaGallery": "gallery",
    "PodcastEpisode": "audio",
    "CollectionPage": "section",
    "SearchResultsPage": "section",
}
_PATHS = (
    ("live", re.compile(r"/live(?:-?blogs?)?/", re.IGNORECASE)),
    ("gallery", re.compile(r"/(?:galler(?:y|ies)|in-pictures|picture-gallery|photos?)/", re.IGNORECASE)),
    ("video", re.compile(r"/(?:videos?|av)/", re.IGNORECASE)),
    ("audio", re.compile(r"/(?:audio|podcasts?|sounds)/", re.IGNORECASE)),
    (
        "section",
        re.compile(r"^/?$|^/(?:tag|tags|topic|topics|category|author|authors|search)(?:/|$)", re.IGNORECASE),
    ),
)


def access(page: Page) -> str:
    """Return what the page says of who may read it: open, metered, paywalled or unknown."""
    tier = _TIERS.get((page.first("article:content_tier", "og:article:content_tier") or "").lower())
    free = _truth(page.article.get("isAccessibleForFree"))
    if free is None:
        parts = [part for part in jsonld.listed(page.article.get("hasPart")) if isinstance(part, dict)]
        free = False if any(_truth(part.get("isAccessibleForFree")) is False for part in parts) else None
    if tier == "metered":
        return "metered"
    if free is False:
        return "paywalled"
    return tier or ("open" if free else "unknown")


def _truth(value: Any) -> bool | None:
    """Return a JSON-LD truth value, which publishers write as a boolean, as a word or as an address.

    >>> _truth("https://schema.org/False"), _truth("true"), _truth(None)
    (False, True, None)
    """
    word = str(value).rsplit("/", 1)[-1].lower()
    return {"true": True, "1": True, "false": False, "0": False}.get(word)


def kind(page: Page) -> str:
    """Return what the page is: article, live, video, gallery, audio or section."""
    types = jsonld.types(page.article)
    if "LiveBlogPosting" in types:
        return "live"
    claims_article = any(name.endswith("Article") for name in types)
    try:
        path = urlsplit(page.url).path
    except ValueError:
        path = ""
    by_path = next((name for name, pattern in _PATHS if pattern.search(path)), None)
    if by_path and not (claims_article and by_path == "section"):
        return by_path
    by_type = next((_KINDS[name] for name in types if name in _KINDS), None)
    return "article" if claims_article or by_type is None else by_type
