"""Days laid beside the days before them: whatever the order of the work, the tables end up the same."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
import relating

import transforms
from transforms import schemas
from warehouse.home import Home
from warehouse.lake import Lake

FIRST = date(2026, 11, 2)
STORY = " ".join(f"word{number} Place{number}" for number in range(60))
RAID = "Officers broke down the door of Ann Other at 14 Chandler Street in Hackney to find Vik Rao."
MARCH = "Thousands marched through Leeds on Sunday against cuts; Nadia Osei of Unison spoke at City Square."
FLOOD = "The Tidewell burst its banks at Brackenhurst, and firefighters emptied 26 homes of Mill Lane."
OTHER = " ".join(f"other{number} Name{number}" for number in range(60))


@pytest.fixture
def lake(tmp_path, monkeypatch):
    monkeypatch.setenv("BEATBOOK_HOME", str(tmp_path))
    return Lake(Home.to_fill().lake)


def refined(lake: Lake, day: date, *rows: tuple[str, str, str]) -> None:
    """Commit a day of these articles: id, outlet, body."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    articles = [
        {
            **{field.name: None for field in schemas.ARTICLES},
            "article_id": article_id,
            "outlet": outlet,
            "body": body,
            "headline": "H",
            "url": article_id,
            "published_at": at,
            "fetched_at": at,
            "authors": [],
            "dates": [],
            "access": "open",
            "words": len(body.split()),
            "page_url": article_id,
            "extractor": "1",
        }
        for article_id, outlet, body in rows
    ]
    outlets = [
        {"outlet": slug, "name": slug, "homepage": slug, "kind": kind, "region": "", "confidence": "high",
         "enabled": True}
        for slug, kind in (("force", "official-force"), ("gazette", "local"), ("echo", "local"))
    ]  # fmt: skip
    table = pa.Table.from_pylist(articles, schema=schemas.ARTICLES)
    tables = {
        "articles": table,
        "versions": transforms.versions(table),
        "outlets": pa.Table.from_pylist(outlets, schema=schemas.OUTLETS),
        "relevance": pa.Table.from_pylist(
            [
                {
                    "article_id": article_id,
                    "score": 1.0,
                    "is_on_beat": body != FLOOD,
                    "reasons": [],
                    "version": "1",
                }
                for article_id, _, body in rows
            ],
            schema=schemas.RELEVANCE,
        ),
    }
    lake.commit(f"day:{day}", tables, day=day)


def related(lake: Lake) -> dict[str, list[dict]]:
    return {batch: lake.read("copies", batches=[batch]).to_pylist() for batch in lake.batches("copies")}


def after(days: int) -> date:
    return FIRST + timedelta(days=days)


def test_a_copy_of_a_later_day_brings_the_original_with_it(lake):
    refined(lake, FIRST, ("r", "force", STORY), ("x", "gazette", OTHER))
    refined(lake, after(3), ("c", "gazette", STORY))
    assert relating.relate(FIRST) == relating.relate(after(3)) == 4
    [rows] = related(lake).values()
    assert {(row["article_id"], row["original_id"], row["kind"]) for row in rows} == {
        ("r", "r", "release"),
        ("c", "r", "release"),
    }
    assert {row["lag_hours"] for row in rows} == {0, 72}


def test_what_is_older_than_the_window_is_not_laid_beside_the_day(lake):
    refined(lake, FIRST, ("r", "force", STORY))
    refined(lake, after(relating.DAYS + 1), ("c", "gazette", STORY))
    relating.relate(FIRST)
    relating.relate(after(relating.DAYS + 1))
    assert related(lake) == {}


def test_a_chain_of_copies_keeps_its_name_and_its_original_beyond_the_window(lake):
    for days, name in ((0, "a"), (10, "b"), (20, "c"), (30, "d")):
        refined(lake, after(days), (name, "gazette", STORY))
        relating.relate(after(days))
    rows = [row for rows in related(lake).values() for row in rows]
    assert {(row["cluster_id"], row["original_id"]) for row in rows} == {("a", "a")}
    assert {row["article_id"]: row["lag_hours"] for row in rows}["b"] == 240


def test_relating_again_commits_nothing(lake):
    refined(lake, FIRST, ("r", "force", STORY), ("c", "gazette", STORY))
    assert relating.relate(FIRST) == relating.relate(FIRST) == lake.version


def test_an_old_day_refined_again_ends_in_the_same_tables(lake, tmp_path, monkeypatch):
    days = {0: [("r", "force", STORY)], 5: [("c", "gazette", STORY)], 12: [("d", "echo", STORY + " more")]}
    for number, rows in days.items():
        refined(lake, after(number), *rows if number else [("r", "force", OTHER)])
        relating.relate(after(number))
    assert {row["original_id"] for row in lake.read("copies").to_pylist()} == {"c"}
    refined(lake, FIRST, *days[0])  # a better reader finds the release's text
    relating.relate(FIRST)
    monkeypatch.setenv("BEATBOOK_HOME", str(tmp_path / "in order"))
    in_order = Lake(Home.to_fill().lake)
    for number, rows in days.items():
        refined(in_order, after(number), *rows)
        relating.relate(after(number))
    assert related(lake) == related(in_order)
    assert {row["original_id"] for row in lake.read("copies").to_pylist()} == {"r"}


def told(lake: Lake, day: date) -> dict[str, str]:
    rows = lake.read("article_stories", batches=[f"relate:{day}"]).to_pylist()
    return {row["article_id"]: row["story_id"] for row in rows}


def test_the_articles_on_the_beat_are_told_whenever_they_were_published(lake):
    refined(lake, FIRST, ("a1", "gazette", RAID), ("a2", "echo", RAID), ("a3", "echo", FLOOD))
    relating.relate(FIRST)
    assert told(lake, FIRST).keys() == {"a1", "a2"}
    assert len(set(told(lake, FIRST).values())) == 1


def test_a_new_day_joins_the_story_and_the_days_again_change_nothing(lake):
    second = after(5)
    refined(lake, FIRST, ("a1", "gazette", RAID), ("a2", "echo", RAID))
    refined(lake, second, ("a5", "gazette", RAID), ("a6", "gazette", MARCH))
    relating.relate(FIRST)
    relating.relate(second)
    assert told(lake, second)["a5"] == told(lake, FIRST)["a1"]
    assert told(lake, second)["a6"] != told(lake, second)["a5"]
    version = lake.version
    relating.relate(second)
    relating.relate(FIRST)
    assert lake.version == version


def edited(lake: Lake) -> dict[str, list[tuple[str, str, str]]]:
    return {
        batch: [(row["kind"], row["old_text"], row["new_text"]) for row in told.to_pylist()]
        for batch in lake.batches("edits")
        for told in [lake.read("edits", batches=[batch])]
    }


def test_a_day_tells_what_was_edited_since_any_day_before(lake):
    refined(lake, FIRST, ("x", "gazette", "Two came to the hall."), ("y", "echo", FLOOD))
    refined(lake, after(30), ("x", "gazette", "Three came to the hall."), ("y", "echo", FLOOD))
    refined(lake, after(31), ("x", "gazette", "Three came to the hall. It rained."))
    for day in (0, 30, 31):
        relating.relate(after(day))
    assert edited(lake) == {
        f"relate:{after(30)}": [("number_changed", "Two", "Three")],
        f"relate:{after(31)}": [("text_added", "", "It rained.")],
    }
    assert relating.relate(after(31)) == lake.version
    refined(lake, after(30), ("x", "gazette", "Four came to the hall."), ("y", "echo", FLOOD))
    relating.relate(after(30))  # and with it the days after
    assert edited(lake)[f"relate:{after(30)}"] == [("number_changed", "Two", "Four")]
    assert ("number_changed", "Four", "Three") in edited(lake)[f"relate:{after(31)}"]
