"""What a page is, an article or something else, by its types, its address and its head."""

import re

from transforms import jsonld
from transforms.page import Page
from transforms.urls import path

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


def kind(page: Page) -> str:
    """Return what the page is: article, live, video, gallery, audio or section."""
    types = jsonld.types(page.article)
    if "LiveBlogPosting" in types:
        return "live"
    claims_article = any(name.endswith("Article") for name in types)
    by_path = next((name for name, pattern in _PATHS if pattern.search(path(page.url))), None)
    if by_path and not (claims_article and by_path == "section"):
        return by_path
    if claims_article:
        return "article"
    by_type = next((_KINDS[name] for name in types if name in _KINDS), None)
    return by_type or ("section" if _is_undated_site_page(page) else "article")


def _is_undated_site_page(page: Page) -> bool:
    """Return whether the page calls itself one of the site and bears no date, as fronts and sections do."""
    dated = page.article.get("datePublished") or page.first("article:published_time", "date")
    return page.first("og:type") == "website" and not dated and not page.times
