"""Pages become articles, and every page leaves a word on what came of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any

import pyarrow as pa

from transforms.dates import DateCandidate, winner
from transforms.extract import VERSION, Article, extract
from transforms.latest import latest
from transforms.repeats import without
from transforms.schemas import ARTICLES, READINGS
from transforms.selecting import Selectors, valid_on
from transforms.urls import article_id, canonical

TOLERANCE = timedelta(minutes=10)  # clocks of outlets run ahead of ours by this much
NEVER_ARTICLES = ("section", "puzzle", "advertorial", "consent")
SHOWN_NOT_TOLD = ("gallery", "video", "audio")
MISSED = "selectors found nothing"  # count it in fetches.detail: the page was redesigned
FEW_WORDS = 40  # a gallery or video page with more text than this tells its story in words


@dataclass(frozen=True)
class Reading:
    """What came of one page."""

    page: Mapping[str, Any]
    outcome: str  # fetched | not_article | paywalled | extract_failed
    detail: str | None
    article: Mapping[str, Any] | None  # a row of ARTICLES


def read(
    pages: pa.Table,
    owned: Mapping[str, Collection[str]] | None = None,
    selectors: Mapping[str, Sequence[Selectors]] | None = None,
    repeated: pa.Table | None = None,
) -> tuple[pa.Table, pa.Table]:
    """Return each page's article as the page shows it, and one reading for each page.

    `pages` is shaped like `schemas.PAGES`; only `outlet`, `url` and `html` must be there, or ValueError. An
    article that several pages carry has as many rows: `latest` tells how it stands, `versions` how it
    changed. `owned` gives, by outlet, further registered domains in which its canonical addresses may lie;
    without it, only the domain that the page came from is believed. `selectors` gives, by outlet, where its
    articles stand and on which days; a page on which they find nothing is read without, and its reading
    says so. `repeated` are lines to leave out, shaped like `schemas.REPEATS`.
    """
    owned, selectors = owned or {}, selectors or {}
    readings = [
        _reading(page, owned.get(page["outlet"], ()), selectors.get(page["outlet"], ()))
        for page in _rows(pages)
    ]
    rows = [reading.article for reading in readings if reading.article is not None]
    articles = pa.Table.from_pylist(rows, schema=ARTICLES)
    return (
        articles if repeated is None else without(articles, repeated),
        pa.Table.from_pylist([_reading_row(reading) for reading in readings], schema=READINGS),
    )


def unread(pages: pa.Table, why: str) -> tuple[pa.Table, pa.Table]:
    """Return what `read` gives for pages that ended their reader: no article, and a reading that says why."""
    readings = [_reading_row(Reading(page, "extract_failed", why, None)) for page in _rows(pages)]
    return ARTICLES.empty_table(), pa.Table.from_pylist(readings, schema=READINGS)


def articles(pages: pa.Table) -> pa.Table:
    """Return the articles of the pages, each as it was last fetched."""
    return latest(read(pages)[0])


def _rows(pages: pa.Table) -> Iterator[Mapping[str, Any]]:
    missing = {"outlet", "url", "html"} - set(pages.column_names)
    if missing:
        raise ValueError(f"pages lack the columns {', '.join(sorted(missing))}; see transforms.schemas.PAGES")
    for batch in pages.to_batches(max_chunksize=64):  # pages are large: never all of them as Python objects
        yield from batch.to_pylist()


def _reading(page: Mapping[str, Any], owned: Collection[str], selectors: Sequence[Selectors]) -> Reading:
    """Return what came of one page; a page that breaks a parser costs itself and nothing else."""
    try:
        fetched_at = page.get("fetched_at")
        valid = valid_on(selectors, fetched_at.date() if fetched_at else None)
        article = extract(page["html"], _address(page), owned, valid)
    except (RecursionError, MemoryError, ValueError, LookupError, TypeError, AttributeError) as trouble:
        return Reading(page, "extract_failed", f"{type(trouble).__name__}: {trouble}"[:300], None)
    article = _dated(article, page)
    if refusal := _refusal(article):
        return Reading(page, *refusal, None)
    missed = valid is not None and article.body_source != "selectors"
    return Reading(page, "fetched", MISSED if missed else None, _article_row(article, page))


def _address(page: Mapping[str, Any]) -> str:
    return str(page.get("final_url") or page["url"])


def _refusal(article: Article) -> tuple[str, str] | None:
    """Return the outcome and the reason where the page is no article; a brief of one paragraph is one."""
    words = len(article.body.split())
    if not article.headline:
        return "not_article", "no headline"
    if article.kind in NEVER_ARTICLES or (article.kind in SHOWN_NOT_TOLD and words < FEW_WORDS):
        return "not_article", f"{article.kind} page"
    if article.kind == "stub":
        return "paywalled", f"{words} words before the wall"
    return None if article.body else ("not_article", "no body text")


def _dated(article: Article, page: Mapping[str, Any]) -> Article:
    """Return the article with its times judged by the fetch, and its feed's date where it has none."""
    fetched_at, offered_at = page.get("fetched_at"), page.get("offered_at")
    latest = fetched_at + TOLERANCE if fetched_at else None
    dates = article.dates
    if offered_at is not None:
        dates = (
            *dates,
            DateCandidate("published", offered_at.astimezone(UTC), "feed", offered_at.isoformat()),
        )
    published = winner([one for one in dates if one.source not in ("feed", "text")], "published", latest)
    published = published or winner(dates, "published", latest)
    modified = winner(dates, "modified", latest)
    return replace(
        article,
        dates=dates,
        published_at=published.at if published else None,
        published_source=published.source if published else None,
        modified_at=modified.at if modified else None,
    )


def _article_row(article: Article, page: Mapping[str, Any]) -> Mapping[str, Any]:
    address = article.canonical_url or canonical(_address(page))
    return {
        "article_id": article_id(page["outlet"], address),
        "outlet": page["outlet"],
        "url": address,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "body": article.body,
        "body_source": article.body_source,
        "authors": list(article.authors),
        "agencies": list(article.agencies),
        "section": article.section,
        "published_at": article.published_at,
        "published_source": article.published_source,
        "modified_at": article.modified_at,
        "dates": [
            {"field": one.field, "at": one.at, "source": one.source, "raw": one.raw} for one in article.dates
        ],
        "language": article.language,
        "kind": article.kind,
        "access": article.access,
        "words": len(article.body.split()),
        "fetched_at": page.get("fetched_at"),
        "run_id": page.get("run_id"),
        "page_url": page["url"],
        "warc_file": page.get("warc_file"),
        "warc_offset": page.get("warc_offset"),
        "extractor": VERSION,
    }


def _reading_row(reading: Reading) -> Mapping[str, Any]:
    return {
        "outlet": reading.page["outlet"],
        "run_id": reading.page.get("run_id"),
        "page_url": reading.page["url"],
        "outcome": reading.outcome,
        "detail": reading.detail,
        "article_id": reading.article["article_id"] if reading.article else None,
    }
