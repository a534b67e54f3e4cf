"""Everybody who reads pages, we and the published extractors: each a function from a page to what it saw."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec

from benchmarks.saved_pages import SavedPage

OURS = "ours"


@dataclass(frozen=True)
class Seen:
    """What one reader made of one page, and the CPU seconds that its body took (ours: all of it)."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    paragraphs: tuple[str, ...] = ()
    seconds: float = 0.0


def beatbook(page: SavedPage) -> Seen:
    """Return what `transforms.extract` sees, body and metadata, in the time both took."""
    from transforms.extract import extract

    started = time.process_time()
    article = extract(page.html, page.url)
    seconds = time.process_time() - started
    lines = _lines(article.body.split("\n\n"))
    return Seen(article.headline, article.authors, article.published_at, lines, seconds)


def bare_trafilatura(page: SavedPage, **options: bool) -> Seen:
    """Return what trafilatura sees; timed is `trafilatura.extract` alone, not its metadata."""
    import trafilatura

    started = time.process_time()
    text = trafilatura.extract(page.html, **options)
    seconds = time.process_time() - started
    told = trafilatura.extract_metadata(page.html, default_url=page.url)
    authors = tuple(told.author.split("; ")) if told and told.author else ()
    day = datetime.fromisoformat(told.date).replace(tzinfo=UTC) if told and told.date else None
    return Seen((told and told.title) or "", authors, day, _lines((text or "").split("\n")), seconds)


def newspaper(page: SavedPage) -> Seen:
    """Return what newspaper4k sees, without fetching images."""
    from newspaper import Article, Config

    text = page.html.decode("utf-8", "replace")
    config = Config()
    config.fetch_images = False
    started = time.process_time()
    article = Article(page.url, config=config)
    article.download(input_html=text)
    article.parse()
    seconds = time.process_time() - started
    lines = _lines(article.text.split("\n"))
    return Seen(article.title or "", tuple(article.authors), _utc(article.publish_date), lines, seconds)


def news_please(page: SavedPage) -> Seen:
    """Return what news-please sees, without fetching images."""
    from newsplease import NewsPlease

    text = page.html.decode("utf-8", "replace")
    started = time.process_time()
    article = NewsPlease.from_html(text, url=page.url, fetch_images=False)
    seconds = time.process_time() - started
    authors = tuple(name for name in article.authors or () if name)
    lines = _lines((article.maintext or "").split("\n"))
    return Seen(article.title or "", authors, _utc(article.date_publish), lines, seconds)


def readability(page: SavedPage) -> Seen:
    """Return what readability-lxml sees: its summary's text, block by block."""
    from lxml import html
    from readability import Document

    text = page.html.decode("utf-8", "replace")
    started = time.process_time()
    document = Document(text)
    summary = html.fromstring(document.summary())
    blocks = [block.text_content() for block in summary.iter("p", "li", "h2", "h3", "h4", "pre", "td")]
    seconds = time.process_time() - started
    return Seen(document.short_title() or "", paragraphs=_lines(blocks), seconds=seconds)


def resiliparse(page: SavedPage) -> Seen:
    """Return what resiliparse sees; it reads the body only."""
    from resiliparse.extract.html2text import extract_plain_text

    text = page.html.decode("utf-8", "replace")
    started = time.process_time()
    body = extract_plain_text(text, main_content=True, alt_texts=False, list_bullets=False)
    return Seen(paragraphs=_lines(body.split("\n")), seconds=time.process_time() - started)


def rs_trafilatura(page: SavedPage) -> Seen:
    """Return what the Rust port of trafilatura sees of the body."""
    import rs_trafilatura as rust

    text = page.html.decode("utf-8", "replace")
    started = time.process_time()
    found = rust.extract(text)
    seconds = time.process_time() - started
    body = found if isinstance(found, str) else str(getattr(found, "content_text", None) or "")
    return Seen(paragraphs=_lines(body.split("\n")), seconds=seconds)


READERS: dict[str, Callable[[SavedPage], Seen]] = {
    OURS: beatbook,
    "trafilatura": bare_trafilatura,
    "trafilatura fast": partial(bare_trafilatura, fast=True),
    "trafilatura precise": partial(bare_trafilatura, favor_precision=True),
    "newspaper4k": newspaper,
    "news-please": news_please,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "rs-trafilatura": rs_trafilatura,
}
_NEEDS = {
    "newspaper4k": "newspaper",
    "news-please": "newsplease",
    "readability-lxml": "readability",
    "rs-trafilatura": "rs_trafilatura",
}


def missing(reader: str) -> str | None:
    """Return why a reader cannot be asked here, None if it can."""
    if reader not in _NEEDS or find_spec(_NEEDS[reader]):
        return None
    if reader == "rs-trafilatura":
        return "not installed: it has wheels for Python 3.12 only"
    return "not installed: `make evaluate` installs the peers"


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := " ".join(text.split())))


def _utc(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
