"""Tables of pages become tables of articles, and no page goes without a word."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

import transforms
from transforms import readings
from transforms.latest import latest
from transforms.schemas import ARTICLES, PAGES, READINGS

LD = '<script type="application/ld+json">'
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = "A man was arrested on suspicion of assault after an incident outside a shop in Leeds on Monday."


def html(body: str = TEXT, head: str = "", h1: str = "Man held in Leeds") -> bytes:
    return f"<html lang=en-GB><head>{head}</head><body><h1>{h1}</h1><p>{body}</p></body></html>".encode()


def page(
    url: str = "https://www.example.co.uk/news/1", page_html: bytes | None = None, **more: object
) -> dict:
    known = {"outlet": "example", "run_id": "r1", "url": url, "fetched_at": NOON}
    return {**known, "html": html() if page_html is None else page_html, **more}


def read(*pages: dict) -> tuple[list[dict], list[dict]]:
    articles, readings_ = transforms.read(pa.Table.from_pylist(list(pages), schema=PAGES))
    assert (articles.schema, readings_.schema) == (ARTICLES, READINGS)
    return articles.to_pylist(), readings_.to_pylist()


def published(date: str) -> str:
    return f"<meta property=article:published_time content='{date}'>"


def test_a_page_becomes_an_article_and_a_reading():
    articles, came = read(page(warc_file="day/x.warc.gz", warc_offset=77))
    article = articles[0]
    assert (article["headline"], article["body"], article["words"]) == ("Man held in Leeds", TEXT, 18)
    assert (article["page_url"], article["warc_offset"]) == ("https://www.example.co.uk/news/1", 77)
    assert came == [
        {
            "outlet": "example",
            "run_id": "r1",
            "page_url": "https://www.example.co.uk/news/1",
            "outcome": "fetched",
            "detail": None,
            "article_id": article["article_id"],
        }
    ]


def test_two_spellings_of_one_article_are_one_as_last_fetched():
    later = page(
        "https://www.example.co.uk/news/1?utm_source=x",
        html(h1="Man freed in Leeds"),
        fetched_at=NOON + timedelta(hours=1),
    )
    articles, came = read(later, page())
    assert [article["headline"] for article in articles] == ["Man freed in Leeds", "Man held in Leeds"]
    stands = latest(pa.Table.from_pylist(articles, schema=ARTICLES))
    assert stands["headline"].to_pylist() == ["Man freed in Leeds"]
    assert [one["article_id"] for one in came] == [articles[0]["article_id"]] * 2


def test_the_address_is_where_redirects_led_unless_the_page_gives_its_own():
    articles, _ = read(
        page("https://t.example.com/x", final_url="https://www.example.co.uk/news/1?utm_source=t")
    )
    assert articles[0]["url"] == "https://www.example.co.uk/news/1"


def test_a_canonical_address_of_another_publisher_is_not_believed():
    claim = "<link rel=canonical href=https://www.other.example/theirs>"
    assert read(page(page_html=html(head=claim)))[0][0]["url"] == "https://www.example.co.uk/news/1"


def test_a_domain_that_the_outlet_owns_is_believed():
    claim = html(head="<link rel=canonical href=https://www.sister.org/ours>")
    table = pa.Table.from_pylist([page(page_html=claim)], schema=PAGES)
    articles, _ = transforms.read(table, {"example": ["sister.org"]})
    assert articles["url"].to_pylist() == ["https://www.sister.org/ours"]


REFUSED = {
    "no body": (html(body=""), "not_article", "no body text"),
    "no headline": (f"<p>{TEXT}</p>".encode(), "not_article", "no headline"),
    "nothing": (b"", "not_article", "no headline"),
    "behind a wall": (
        html(head=f'{LD}{{"@type":"NewsArticle","isAccessibleForFree":false}}</script>'),
        "paywalled",
        "18 words before the wall",
    ),
    "a section": (
        html(head='<script type="application/ld+json">{"@type":"CollectionPage"}</script>'),
        "not_article",
        "section page",
    ),
}


@pytest.mark.parametrize(("page_html", "outcome", "detail"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_article_is_named(page_html, outcome, detail):
    articles, came = read(page(page_html=page_html))
    assert (articles, came[0]["outcome"], came[0]["detail"]) == ([], outcome, detail)


def test_a_page_that_breaks_the_parser_costs_only_itself(monkeypatch):
    def breaks(page_html, url, *more):
        if b"poison" in page_html:
            raise RecursionError("too deep")
        return real(page_html, url, *more)

    real = readings.extract
    monkeypatch.setattr(readings, "extract", breaks)
    articles, came = read(page(page_html=b"poison"), page("https://www.example.co.uk/news/2"))
    assert len(articles) == 1
    assert (came[0]["outcome"], came[0]["detail"]) == ("extract_failed", "RecursionError: too deep")


def test_a_feeds_date_is_used_only_where_the_page_has_none():
    offered = NOON - timedelta(hours=3)
    without, with_ = (
        read(page(page_html=html(head=head), offered_at=offered))[0][0]
        for head in ("", published("2026-11-22T08:00:00Z"))
    )
    assert (without["published_at"], without["published_source"]) == (offered, "feed")
    assert with_["published_at"] == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert [one["source"] for one in with_["dates"]] == ["meta:article:published_time", "feed"]


@pytest.mark.parametrize("date", ["2027-01-01T00:00:00Z", "1970-01-01T00:00:00Z"])
def test_a_date_after_the_fetch_or_before_the_web_is_kept_but_refused(date):
    article = read(page(page_html=html(head=published(date))))[0][0]
    assert article["published_at"] is None
    assert [one["raw"] for one in article["dates"]] == [date]


def test_a_clock_that_runs_a_little_ahead_is_forgiven():
    article = read(page(page_html=html(head=published("2026-11-22T12:05:00Z"))))[0][0]
    assert article["published_at"] == datetime(2026, 11, 22, 12, 5, tzinfo=UTC)


def test_outlet_address_and_html_are_enough():
    table = pa.table({"outlet": ["example"], "url": ["https://www.example.co.uk/news/1"], "html": [html()]})
    articles = transforms.articles(table)
    assert articles["headline"].to_pylist() == ["Man held in Leeds"]
    assert articles["fetched_at"].to_pylist() == [None]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="pages lack the columns html, outlet"):
        transforms.articles(pa.table({"url": ["https://example.org"]}))


def test_no_pages_give_empty_tables():
    assert read() == ([], [])
