"""What a page is, an article or something else, by its types, its address, its head and its text."""

import re

from transforms import jsonld
from transforms.page import Page
from transforms.urls import path

STUB = 120  # words up to which the text of a paywalled page is a taste, not the article
CUT = 250  # words up to which a wall after the last paragraph, not the article's end, ended it
_RUNNING_TEXT, _PARAGRAPH = 400, 40  # words, and words a paragraph, from which no list of teasers is read
_WALL_TEXT = 400  # words up to which a page without a date that talks of little but cookies is a wall of them
_KINDS = {
    "LiveBlogPosting": "live",
    "VideoObject": "video",
    "ImageGallery": "gallery",
    "MediaGallery": "gallery",
    "PodcastEpisode": "audio",
    "AudioObject": "audio",
    "CollectionPage": "section",
    "SearchResultsPage": "section",
    "Quiz": "puzzle",
}
_PATHS = (
    (
        "advertorial",
        re.compile(
            r"/(?:advertorials?|sponsored(?:-content)?|paid-?(?:content|post)|partner-content|promoted"
            r"|brand-?(?:studio|hub)|advertis(?:ement|er)-(?:feature|content)|native-content)(?:/|$)",
            re.I,
        ),
    ),
    (
        "puzzle",
        re.compile(
            r"/(?:crosswords?|puzzles?|sudoku|quizz?(?:es)?|wordle|codeword|horoscopes?)(?:/|$)", re.I
        ),
    ),
    ("live", re.compile(r"/live(?:-?blogs?)?/|-live-updates?(?:-|/|$)|-live-blog(?:-|/|$)", re.I)),
    (
        "gallery",
        re.compile(
            r"/(?:galler(?:y|ies)|in-pictures|picture-galler(?:y|ies)|photos?|photo-galler(?:y|ies))/", re.I
        ),
    ),
    ("video", re.compile(r"/(?:videos?|av|watch)/", re.I)),
    ("audio", re.compile(r"/(?:audio|podcasts?|sounds|listen)/", re.I)),
    (
        "section",
        re.compile(r"^/?$|^/(?:tag|tags|topic|topics|category|author|authors|search)(?:/|$)", re.I),
    ),
)
_PAID = re.compile(
    r"^(?:sponsored|advertorial|advertisement feature|paid (?:content|post|for)|partner content)\b", re.I
)
_PAID_TAG = re.compile(
    r"\b(?:in association with|advertisement feature|sponsored (?:content|post))\s*$", re.I
)
_CROSSWORD = re.compile(r"^(?:(?:quick|cryptic|prize|daily)\s+)*crossword\b|^sudoku\b|^codeword\b", re.I)
_CONSENT = re.compile(
    r"^(?:before you continue|we value your privacy|your privacy(?: choices)?$"
    r"|we (?:care about|respect) your privacy|we use cookies|cookies? (?:consent|notice|settings)"
    r"|privacy (?:settings|centre|center)|consent\b)",
    re.I,
)
_ABOUT_COOKIES = re.compile(r"\b(?:cookies?|consent|privacy|partners|personalised|preferences)\b", re.I)


def kind(
    page: Page, headline: str = "", body: str = "", access: str = "unknown", *, cut: bool = False
) -> str:
    """Return what the page is: article, live, or what is none of our articles.

    That is video, gallery, audio, section, puzzle, advertorial, consent (a wall) or stub. A stub is an
    article's beginning before a paywall: few words on a page that is not free, fewer than half of those
    that the page says it has, or few words with a wall right after them (`cut`).
    """
    if _is_consent(page, headline, body):
        return "consent"
    said = _said(page, headline, body)
    if said in ("article", "video", "audio", "gallery") and _is_stub(page, body, access, cut):
        return "stub"
    return said


def _said(page: Page, headline: str, body: str) -> str:
    types = jsonld.types(page.article)
    if any("LiveBlogPosting" in jsonld.types(node) for node in page.nodes):
        return "live"
    if "AdvertiserContentArticle" in types or _is_paid(page, headline):
        return "advertorial"
    claims_article = any(name.endswith("Article") for name in types)
    by_path = next((name for name, pattern in _PATHS if pattern.search(path(page.url))), None)
    if by_path and not (claims_article and by_path == "section"):
        return by_path
    if _CROSSWORD.search(headline):
        return "puzzle"
    if claims_article:
        return "article"
    by_type = next((_KINDS[name] for name in types if name in _KINDS), None)
    if by_type:
        return by_type
    return "section" if _is_undated_site_page(page) and not _is_running_text(body) else "article"


def _is_paid(page: Page, headline: str) -> bool:
    named = (
        page.first("article:section", "og:section", "parsely-section", "section"),
        jsonld.text(page.article.get("articleSection")),
        page.first("article:content_type", "content-type-label", "page-type"),
    )
    return any(name and _PAID.search(name) for name in named) or bool(_PAID_TAG.search(headline))


def _is_undated_site_page(page: Page) -> bool:
    """Return whether the page calls itself one of the site and bears no date, as fronts and sections do."""
    return page.first("og:type") == "website" and not _is_dated(page)


def _is_running_text(body: str) -> bool:
    words = len(body.split())
    return words >= _RUNNING_TEXT and words >= _PARAGRAPH * len(body.split("\n\n"))


def _is_dated(page: Page) -> bool:
    told = page.article.get("datePublished") or page.first("article:published_time", "date")
    return bool(told or page.times)


def _is_consent(page: Page, headline: str, body: str) -> bool:
    """Return whether the page only asks for consent: its headline asks, and it has no date."""
    words = len(body.split())
    if _is_dated(page) or words > _WALL_TEXT:
        return False
    return bool(_CONSENT.search(headline)) and 25 * len(_ABOUT_COOKIES.findall(body)) >= words


def _is_stub(page: Page, body: str, access: str, cut: bool) -> bool:
    words = len(body.split())
    if cut and words <= CUT:
        return True
    if access != "paywalled":
        return False
    told = str(page.article.get("wordCount") or "")
    promised = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 0
    return words < STUB or 2 * words < promised or (words <= CUT and body.endswith(("…", "...")))
