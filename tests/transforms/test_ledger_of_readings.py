"""What reading showed goes into the ledger: each fetched page ends with an article or with a reason."""

import datetime as dt

import pyarrow as pa
import pytest

from transforms import ledger
from transforms.latest import latest
from transforms.schemas import ARTICLES, FETCHES, READINGS, RUNS

DAY = dt.date(2026, 11, 22)
AT = dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC)


def without(schema, name):
    return pa.schema([field for field in schema if field.name != name])


def crawled(*rows):
    usual = {"run_id": "r1", "outlet": "gazette", "day": DAY, "kind": "article", "outcome": "fetched"}
    return pa.Table.from_pylist([{**usual, **row} for row in rows], schema=without(FETCHES, "article_id"))


def readings(*rows):
    usual = {"run_id": "r1", "outlet": "gazette", "outcome": "fetched"}
    return pa.Table.from_pylist([{**usual, **row} for row in rows], schema=READINGS)


def run_rows(*rows):
    usual = {"outlet": "gazette", "day": DAY, "started_at": AT, "finished_at": AT,
             "finish_reason": "finished", "offered": 3, "fetched": 2}  # fmt: skip
    return pa.Table.from_pylist([{**usual, **row} for row in rows], schema=without(RUNS, "kept"))


def test_a_page_leads_to_its_article():
    done = ledger.fetches(crawled({"url": "/a"}), readings({"page_url": "/a", "article_id": "A"}))
    assert done.schema == FETCHES
    assert done.to_pylist()[0]["article_id"] == "A"


def test_a_page_that_is_no_article_says_so():
    read = readings({"page_url": "/a", "outcome": "not_article", "detail": "no headline"})
    row = ledger.fetches(crawled({"url": "/a", "detail": "HTTP 200"}), read).to_pylist()[0]
    assert (row["outcome"], row["detail"], row["article_id"]) == ("not_article", "no headline", None)


def test_what_was_not_fetched_keeps_its_outcome():
    given = crawled({"url": "/a", "outcome": "known"}, {"url": "/f", "kind": "feed"}, {"url": "/b"})
    done = ledger.fetches(given, readings({"page_url": "/b", "article_id": "B"}))
    assert done["outcome"].to_pylist() == ["known", "fetched", "fetched"]
    assert done["article_id"].to_pylist() == [None, None, "B"]


def test_the_same_address_in_another_run_or_outlet_is_another_page():
    given = crawled({"url": "/a"}, {"url": "/a", "run_id": "r2"}, {"url": "/a", "outlet": "post"})
    read = readings(
        {"page_url": "/a", "outlet": "post", "article_id": "P"},
        {"page_url": "/a", "run_id": "r2", "article_id": "A2"},
        {"page_url": "/a", "article_id": "A1"},
    )
    assert ledger.fetches(given, read)["article_id"].to_pylist() == ["A1", "A2", "P"]


def test_a_page_that_was_never_read_stops_the_day():
    with pytest.raises(ValueError, match="1 fetched pages were never read"):
        ledger.fetches(crawled({"url": "/a"}, {"url": "/b"}), readings({"page_url": "/a", "article_id": "A"}))


def test_no_fetches_at_all():
    assert ledger.fetches(crawled(), readings()).num_rows == 0


def test_a_run_knows_what_it_brought_and_counts_an_article_once():
    given = crawled({"url": "/a"}, {"url": "/a?print"}, {"url": "/b"}, {"url": "/c", "run_id": "r2"})
    read = readings(
        {"page_url": "/a", "article_id": "A"},
        {"page_url": "/a?print", "article_id": "A"},
        {"page_url": "/b", "outcome": "not_article"},
        {"page_url": "/c", "run_id": "r2", "article_id": "C"},
    )
    done = ledger.runs(
        run_rows({"run_id": "r1"}, {"run_id": "r2"}, {"run_id": "r3"}), ledger.fetches(given, read)
    )
    assert done.schema == RUNS
    assert done["kept"].to_pylist() == [1, 1, 0]


def test_outcomes_are_of_pages_only():
    given = crawled(
        {"url": "/f", "kind": "feed"}, {"url": "/a", "outcome": "known"}, {"url": "/b"}, {"url": "/c"}
    )
    read = readings({"page_url": "/b", "article_id": "B"}, {"page_url": "/c", "article_id": "C"})
    assert ledger.outcomes(ledger.fetches(given, read)) == {"fetched": 2, "known": 1}


def article(article_id, hour, headline):
    return {"article_id": article_id, "outlet": "gazette", "url": "/a", "headline": headline, "body": "b",
            "authors": [], "dates": [], "access": "open", "words": 1, "run_id": "r1", "page_url": "/a",
            "extractor": "1", "fetched_at": AT + dt.timedelta(hours=hour)}  # fmt: skip


def test_an_article_stays_as_it_was_last_fetched():
    rows = [
        article("A", 2, "new"),
        article("B", 0, "other"),
        article("A", 1, "old"),
        article("B", 0, "equal"),
    ]
    kept = latest(pa.Table.from_pylist(rows, schema=ARTICLES))
    assert kept.schema == ARTICLES
    assert kept["headline"].to_pylist() == ["new", "equal"]


def test_of_no_articles_none_is_the_latest():
    assert latest(ARTICLES.empty_table()).num_rows == 0
