"""WordPress's posts API, read for addresses, dates and headlines: the pages are fetched like all others."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from w3lib.url import add_or_replace_parameter, add_or_replace_parameters

from .offer import Offer, Reading, UnreadableSource, headline, in_utc

PER_PAGE = 100  # the most that WordPress gives
FIELDS = "link,date_gmt,title"
NUMBER = re.compile(r"[0-9]{1,6}")


def first(url: str) -> str:
    """Return the address of the newest posts: the same every day, so that a poll knows what the last one saw.

    >>> first("https://a.test/wp-json/wp/v2/posts")
    'https://a.test/wp-json/wp/v2/posts?per_page=100&page=1&orderby=date&order=desc&_fields=link%2Cdate_gmt%2Ctitle'
    """
    asked = {
        "per_page": str(PER_PAGE),
        "page": "1",
        "orderby": "date",
        "order": "desc",
        "_fields": FIELDS,
    }
    return str(add_or_replace_parameters(url, asked))


def read(document: bytes, url: str, total_pages: str | None = None, since: datetime | None = None) -> Reading:
    """Return the posts of one page; the page after it is a child while X-WP-TotalPages says there is one.

    Posts are newest first: once one is older than `since`, that page was the last of the window.
    Raises UnreadableSource for anything but a list of posts, with WordPress's own message if it gives one.
    """
    posts = _posts(document)
    offers = [offer for offer in map(_offer, posts) if offer]
    kept = [offer for offer in offers if not (since and offer.offered_at and offer.offered_at < since)]
    left_out = len(offers) - len(kept)
    page = _page(url)
    last = _number(total_pages) or page + (len(posts) == PER_PAGE)
    more = page < last and bool(posts) and not left_out
    return Reading(
        tuple(kept),
        children=(str(add_or_replace_parameter(url, "page", str(page + 1))),) if more else (),
        without_address=len(posts) - len(offers),
        outside_window=left_out,
        reaches_at=None if more else since,
        is_newest_first=True,
    )


def _posts(document: bytes) -> list[Any]:
    try:
        said = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"no JSON: starts with {document[:60]!r}") from error
    if isinstance(said, dict) and isinstance(said.get("message"), str):
        raise UnreadableSource(f"WordPress says: {said['message'][:100]!r}")
    if not isinstance(said, list):
        raise UnreadableSource(f"no list of posts, but {type(said).__name__}")
    return said


def _offer(post: Any) -> Offer | None:
    link = post.get("link") if isinstance(post, dict) else None
    if not isinstance(link, str) or not link.strip():
        return None
    title = post.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    text = rendered if isinstance(rendered, str) else None
    return Offer(link.strip(), _moment(post.get("date_gmt")), headline(text))


def _moment(text: object) -> datetime | None:
    """Return the post's time: in UTC, though WordPress writes no zone."""
    try:
        return in_utc(datetime.fromisoformat(text)) if isinstance(text, str) else None
    except ValueError:
        return None


def _page(url: str) -> int:
    return _number(parse_qs(urlsplit(url).query).get("page", [None])[0]) or 1


def _number(text: str | None) -> int | None:
    return int(text) if text and NUMBER.fullmatch(text) else None
