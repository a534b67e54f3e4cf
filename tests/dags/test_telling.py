"""Stories are told of what the lake holds, and told again the same."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
import telling

from transforms import schemas
from warehouse.lake import Lake

DAY = date(2026, 5, 20)
RAID = "Officers broke down the door of Ann Other at 14 Chandler Street in Hackney to find Vik Rao."
FLOOD = "The Tidewell burst its banks at Brackenhurst, and firefighters emptied 26 homes of Mill Lane."


def batch(*articles):
    """Return the tables of articles given as id, body, days before the day, and whether there is a topic."""
    rows = [
        {
            "article_id": name, "outlet": "gazette", "url": name, "page_url": name, "headline": "",
            "body": body,
            "authors": [], "dates": [], "access": "open", "words": len(body.split()), "extractor": "1",
            "published_at": datetime(2026, 5, 20, 9, tzinfo=UTC) - timedelta(days=days),
            "fetched_at": datetime(2026, 5, 20, 12, tzinfo=UTC) - timedelta(days=days),
        }
        for name, body, days, _ in articles
    ]  # fmt: skip
    tags = [
        {"article_id": name, "topic": "raids", "hits": 1, "score": 2.0, "version": "t"}
        for name, _, _, on_beat in articles
        if on_beat
    ]
    return {
        "articles": pa.Table.from_pylist(rows, schema=schemas.ARTICLES),
        "article_topics": pa.Table.from_pylist(tags, schema=schemas.ARTICLE_TOPICS),
    }


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    first = batch(
        ("a1", RAID, 2, True), ("a2", RAID, 1, True), ("a3", FLOOD, 1, False), ("a4", RAID, 90, True)
    )
    lake.commit("day:1", first, day=DAY)
    return lake


def told(tables):
    rows = tables["article_stories"].select(["article_id", "story_id"]).to_pylist()
    return {row["article_id"]: row["story_id"] for row in rows}


def test_the_windows_articles_on_the_beat_are_told(lake):
    tables = telling.stories(lake, DAY)
    assert told(tables).keys() == {"a1", "a2"}
    assert len(set(told(tables).values())) == 1
    assert tables["article_stories"].schema == schemas.ARTICLE_STORIES
    assert tables["story_changes"].schema == schemas.STORY_CHANGES


def test_a_new_day_joins_the_story_and_the_same_day_again_changes_nothing(lake):
    before = telling.stories(lake, DAY - timedelta(days=1))
    lake.commit("relate:1", before, day=DAY)
    lake.commit("day:2", batch(("a5", RAID, 0, True), ("a6", FLOOD, 0, True)), day=DAY)
    after = telling.stories(lake, DAY)
    assert told(after)["a5"] == told(before)["a1"] == told(after)["a1"]
    assert told(after)["a6"] != told(after)["a5"]
    lake.commit("relate:2", after, day=DAY)
    assert telling.stories(lake, DAY)["article_stories"].equals(after["article_stories"])


def test_an_empty_lake_has_no_stories(tmp_path):
    assert [len(table) for table in telling.stories(Lake(tmp_path / "lake"), DAY).values()] == [0, 0]
