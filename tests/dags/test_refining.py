"""A day's takes become the tables of one commit, the same ones however often."""

import datetime as dt
from types import SimpleNamespace

import collecting
import pytest
import refining
from village import village

from spiders.crawl import CrawlFailed
from transforms import schemas
from warehouse.home import Home
from warehouse.lake import Lake

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """A day of three outlets, of which one is shut, collected twice and refined twice."""
    with (
        pytest.MonkeyPatch.context() as patch,
        village(tmp_path_factory.mktemp("day"), ("alpha", "beta"), pages=4, shut=("gamma",)) as press,
    ):
        for name, value in press.environment.items():
            patch.setenv(name, value)
        for run_id in ("first", "second"):
            run = SimpleNamespace(run_id=run_id, run_after=NOW, logical_date=None, start_date=NOW,
                                  partition_key=None, conf={"take": run_id})  # fmt: skip
            for slug in ("alpha", "beta"):
                collecting.crawl(slug, run)
            with pytest.raises(CrawlFailed):
                collecting.crawl("gamma", run)
        day = NOW.date()
        versions = [refining.commit(day), refining.commit(day)]
        yield SimpleNamespace(lake=Lake(Home.from_env().lake), versions=versions)


def test_every_table_has_its_shape(day):
    for name in ("articles", "article_topics", "article_entities", "mentions", "fetches", "polls", "runs",
                 "versions", "voices", "people", "outlets", "topics", "entities", "relevance"):  # fmt: skip
        assert day.lake.read(name).schema == getattr(schemas, name.upper()), name


def test_refining_what_has_not_changed_commits_nothing(day):
    assert day.versions == [1, 1]


def test_each_article_is_there_once_though_its_page_was_offered_twice(day):
    ids = day.lake.read("articles")["article_id"].to_pylist()
    assert len(ids) == len(set(ids)) == 8


def test_every_offered_page_has_an_outcome_in_every_run(day):
    rows = day.lake.read("fetches").to_pylist()
    pages = [row for row in rows if row["kind"] == "article"]
    outcomes = {
        run: sorted(row["outcome"] for row in pages if row["run_id"] == run) for run in ("first", "second")
    }
    assert outcomes == {"first": ["fetched"] * 8 + ["gone"] * 2, "second": []}
    assert all(row["article_id"] for row in pages if row["outcome"] == "fetched")


def test_a_second_run_within_the_hour_finds_no_source_due_and_says_so(day):
    polls = {(row["run_id"], row["outlet"]): row for row in day.lake.read("polls").to_pylist()}
    assert [polls["second", slug]["outcome"] for slug in ("alpha", "beta")] == ["not_due", "not_due"]
    assert polls["second", "alpha"]["oldest_at"] == polls["first", "alpha"]["oldest_at"] is not None
    assert polls["second", "gamma"]["outcome"] == "backing_off"


def test_a_run_says_what_it_kept_and_a_failed_one_why(day):
    runs = {(row["run_id"], row["outlet"]): row for row in day.lake.read("runs").to_pylist()}
    assert [runs["first", slug]["kept"] for slug in ("alpha", "beta", "gamma")] == [4, 4, 0]
    assert [runs["second", slug]["kept"] for slug in ("alpha", "beta", "gamma")] == [0, 0, 0]
    assert "no source answered" in runs["first", "gamma"]["finish_reason"]
    assert runs["first", "alpha"]["finish_reason"] == "finished"


def test_the_articles_are_tagged(day):
    assert {row["topic"] for row in day.lake.read("article_topics").to_pylist()} >= {"stop-and-search"}
    assert {row["kind"] for row in day.lake.read("mentions").to_pylist()} == {"topic", "entity"}


def test_the_outlets_of_the_catalogue_are_all_there(day):
    assert day.lake.read("outlets")["outlet"].to_pylist() == ["alpha", "beta", "gamma"]


def test_a_day_without_takes_has_the_reference_tables_only(day, monkeypatch, tmp_path):
    monkeypatch.setenv("BEATBOOK_HOME", str(tmp_path))
    assert set(refining.tables([])) == {"outlets", "topics", "entities"}
