"""A small book to ask, in a real lake and a real DuckDB file."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from lake_rows import CATALOGUE, DAY, FIRST, NOW, rows, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

ASKED_BY_SAMPLES = ("deaths-after-police-contact", "knife-crime", "police-misconduct", "protest")


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "book")


@pytest.fixture
def lake(home):
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    return lake


@pytest.fixture
def book(home, lake):
    """A home whose lake holds one article of 5 August and a take of 31 August that reaches back 30 days."""
    lake.commit("2026-08-31", FIRST, day=DAY)
    return home


@pytest.fixture(scope="session")
def con(tmp_path_factory):
    """A connection to such a home's warehouse, for tests that only ask."""
    home = Home(tmp_path_factory.mktemp("asked"))
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    lake.commit("2026-08-31", FIRST, day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection


@pytest.fixture(scope="session")
def telling(tmp_path_factory):
    """Some rows for every macro: quiet Wednesdays, then a busy one; two topics, by new rules; a force."""
    home = Home(tmp_path_factory.mktemp("meaning"))
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    busy = [tagged(f"b{number}", datetime(2026, 8, 26, number, tzinfo=UTC)) for number in (7, 8, 9)]
    of_both = {
        "article_topics": rows("article_topics", {"article_id": "a1", "topic": "taser"}),
        "article_entities": rows("article_entities", {"article_id": "a1", "in_headline": False}),
        "mentions": rows(
            "mentions",
            {"article_id": "a1", "tag": "taser"},
            {"article_id": "a1", "kind": "entity", "tag": "met"},
        ),
    }
    readings = {"old_at": NOW - timedelta(hours=5), "edited_at": NOW}
    of_two = {  # a1 again, edited
        "versions": rows(
            "versions",
            *({"article_id": "a1", "content": name, "fetched_at": at} for name, at in readings.items()),
        ),
        "edits": rows("edits", {"article_id": "a1", "kind": "softened"} | readings),
    }
    of_today = {
        "tag_changes": rows(
            "tag_changes",
            {"article_id": "a1", "field": "headline", "start": 0, "end": 6},
            {"article_id": "a1", "kind": "voice", "tag": "other", "field": "body", "start": 0, "end": 8},
        )
    }
    of_old_rules = {
        "topics": rows("topics", {"topic": "taser", "version": "t0"}),
        "article_topics": rows("article_topics", {"article_id": "b9", "topic": "taser", "version": "t0"}),
    }
    of_new = together(FIRST, *busy, of_both, of_two, of_today)
    refined = together(of_new, take("voice", run_id="r2"), of_old_rules)
    lake.commit("2026-08-31", refined, day=DAY)
    tags = {name: of_new[name] for name in ("article_topics", "mentions")}
    topics = pa.concat_tables(
        [CATALOGUE["topics"], rows("topics", *({"topic": slug} for slug in ASKED_BY_SAMPLES))]
    )
    lake.commit("topics:00:2026-08-31", tags | {"topics": topics}, day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection
