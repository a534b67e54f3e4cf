"""Stories: one event in whatever outlets, its id kept from day to day."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from transforms import schemas, stories, story_changes, story_table

RAID = (
    "Officers broke down the door of Ann Other at 14 Chandler Street in Hackney to find Vik Rao.",
    "Ann Other of Chandler Street said officers looking for Vik Rao broke the door of number 14 in Hackney.",
    "Hackney police said sorry to Ann Other, whose door at 14 Chandler Street fell; Vik Rao lives elsewhere.",
)
FLOOD = (
    "The Tidewell burst its banks at Brackenhurst, and 26 homes of Mill Lane were emptied by firefighters.",
    "Firefighters emptied 26 homes in Mill Lane, Brackenhurst, when the Tidewell rose over its banks.",
)


def articles(*rows, **columns):
    """Return articles a1, a2 ...; a row is a body, or (body, days after the first of May)."""
    told = [row if isinstance(row, tuple) else (row, 0) for row in rows]
    days = [
        None if day is None else datetime(2026, 5, 1, 9, tzinfo=UTC) + timedelta(days=day) for _, day in told
    ]
    ids = [f"a{nth}" for nth in range(1, len(told) + 1)]
    return pa.table(
        {
            "article_id": ids,
            "outlet": [f"outlet-{nth}" for nth in range(len(told))],
            "headline": [f"Headline of {name}" for name in ids],
            "body": [body for body, _ in told],
            "published_at": pa.array(days, schemas.MOMENT),
        }
        | columns
    )


def groups(told):
    found = {}
    for row in told.to_pylist():
        found.setdefault(row["story_id"], []).append(row["article_id"])
    return sorted(found.values())


def test_articles_of_one_event_are_one_story_with_or_without_dates():
    table = articles(*RAID, *FLOOD)
    expected = [["a1", "a2", "a3"], ["a4", "a5"]]
    told = stories(table)
    assert told.schema == schemas.ARTICLE_STORIES
    assert told["article_id"].to_pylist() == table["article_id"].to_pylist()
    assert groups(told) == expected
    assert groups(stories(table.drop_columns(["published_at", "outlet"]))) == expected


def test_the_same_words_about_others_months_later_are_another_story():
    again = [text.replace("Hackney", "Leyton").replace("Other", "Person") for text in RAID]
    told = stories(articles(*RAID, *[(text, 20) for text in again]))
    assert groups(told) == [["a1", "a2", "a3"], ["a4", "a5", "a6"]]


def look_alikes(town, person, street, day):
    """Return four tellings of a burglary, alike in their words and not in their names."""
    return [
        f"A burglar broke into a shop in {street}, {town}, and stole cash. {person} was arrested. {extra}"
        for extra in (
            "He left a sandwich.",
            "Neighbours heard glass.",
            "The owner wept.",
            "A dog barked all night.",
        )
    ]


def test_two_events_told_in_the_same_words_are_kept_apart_by_their_names():
    leyton = look_alikes("Leyton", "Colin Hobbs", "Mill Lane", 0)
    hythe = look_alikes("Hythe", "Pamela Wright", "Quay Street", 0)
    assert groups(stories(articles(*leyton, *hythe))) == [["a1", "a2", "a3", "a4"], ["a5", "a6", "a7", "a8"]]


@pytest.mark.parametrize("body", ["", None, "no names at all", "!!!", "the and of"])
def test_an_article_without_words_is_a_story_by_itself(body):
    told = stories(articles(*RAID, body, body, headline=pa.array([""] * 5)))
    assert groups(told) == [["a1", "a2", "a3"], ["a4"], ["a5"]]
    assert told["similarity"].to_pylist()[-1] is None


def test_no_articles_make_no_stories():
    empty = articles(*RAID).slice(0, 0)
    assert len(stories(empty)) == 0
    assert len(story_table(empty, stories(empty))) == 0


def test_a_copy_is_in_the_story_of_its_original():
    assert groups(stories(articles(*FLOOD, FLOOD[0])))[0] == ["a1", "a2", "a3"]


def test_a_new_day_joins_or_opens_stories_and_ids_stay():
    first = articles(*RAID[:2], FLOOD[0])
    before = stories(first)
    after = stories(
        articles(*RAID[:2], FLOOD[0], (RAID[2], 1), ("Sheep escaped at Great Penfold.", 1)), before
    )
    assert (
        after.slice(0, 3).select(["article_id", "story_id"]).equals(before.select(["article_id", "story_id"]))
    )
    assert groups(after) == [["a1", "a2", "a4"], ["a3"], ["a5"]]
    assert len(story_changes(before, after)) == 0


def test_stories_that_nothing_new_touches_are_left_as_they_were():
    mistaken = pa.table({"article_id": ["a1", "a2", "a3"], "story_id": ["s1", "s2", "s1"]})
    told = stories(articles(*RAID[:2], FLOOD[0], "Sheep escaped at Great Penfold."), mistaken)
    assert told["story_id"].to_pylist()[:3] == ["s1", "s2", "s1"]


def test_merges_and_splits_are_recorded():
    before = pa.table({"article_id": ["a1", "a2", "a3", "a4"], "story_id": ["s1", "s2", "s2", "s2"]})
    told = stories(articles(*RAID[:2], *FLOOD, RAID[2], FLOOD[1]), before)
    assert groups(told) == [["a1", "a2", "a5"], ["a3", "a4", "a6"]]
    assert story_changes(before, told).to_pylist() == [
        {"story_id": "s2", "into_story_id": "s1", "change": "moved", "articles": 1}
    ]
    merged = pa.table({"article_id": ["a1", "a2"], "story_id": ["s1", "s1"]})
    apart = pa.table({"article_id": ["a1", "a2"], "story_id": ["s1", "s2"]})
    assert [row["change"] for row in story_changes(apart, merged).to_pylist()] == ["merged"]
    assert [row["change"] for row in story_changes(merged, apart).to_pylist()] == ["split"]


def test_a_split_story_never_takes_an_id_that_was_somebodys():
    table = articles(*RAID, *FLOOD)
    lumped = pa.table(
        {"article_id": ["a1", "a2", "a3", "a4"], "story_id": [stories(table)["story_id"][3].as_py()] * 4}
    )
    told = stories(table, lumped)
    assert len(set(told["story_id"].to_pylist())) == 2


def test_the_order_of_articles_does_not_matter():
    table = articles(*RAID, *FLOOD)
    turned = table.take([4, 2, 0, 3, 1])
    ids = dict(
        zip(stories(table)["article_id"].to_pylist(), stories(table)["story_id"].to_pylist(), strict=True)
    )
    assert all(ids[row["article_id"]] == row["story_id"] for row in stories(turned).to_pylist())


def test_a_story_is_named_by_its_most_central_headline_and_says_who_was_first():
    table = articles((RAID[0], 2), (RAID[1], 1), (RAID[2], None), (FLOOD[0], 0))
    told = stories(table)
    found = story_table(table, told)
    assert found.schema == schemas.STORIES
    flood, raid = found.to_pylist()
    likest = max(told.to_pylist()[:3], key=lambda row: row["similarity"])["article_id"]
    assert raid["label"] == f"Headline of {likest}"
    assert (raid["first_article_id"], raid["first_outlet"]) == ("a2", "outlet-1")
    assert (raid["articles"], raid["outlets"], flood["articles"]) == (3, 3, 1)
    assert raid["last_published_at"] - raid["first_published_at"] == timedelta(days=1)


def test_one_text_that_two_thousand_sites_print_costs_what_one_costs():
    copies = articles(
        *[(RAID[0], nth / 24_000) for nth in range(2_000)], (RAID[1], 0.5), headline=[""] * 2_001
    )
    told = stories(copies)
    assert len(groups(told)) == 1
    copy, other = told["similarity"][0].as_py(), told["similarity"][-1].as_py()
    assert copy == pytest.approx((1_999 + other) / 2_000) and other < 0.9
