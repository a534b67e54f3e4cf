"""Stories in the warehouse: who was first, who came back, who was silent and who could not be seen."""

from datetime import UTC, date, datetime

import pytest
from lake_rows import DAY, rows, tagged, take, together

from warehouse import query
from warehouse.publish import publish


def at(day, hour=9, month=8):
    return datetime(2026, month, day, hour, tzinfo=UTC)


RAN = (  # article, outlet, when, story
    ("a1", "gazette", at(5), "s1"),
    ("a2", "voice", at(5, 15), "s1"),
    ("a3", "gazette", at(15), "s1"),
    ("a4", "gazette", at(20), "s2"),
    ("a5", "voice", at(7), "s3"),
    ("a6", "gazette", at(8, 9), "s3"),
)


@pytest.fixture
def con(home, lake):
    told = [{"article_id": article, "story_id": story, "similarity": 0.5} for article, _, _, story in RAN]
    told[2]["similarity"] = 0.9
    tables = together(
        *(
            tagged(article, when, outlet, headline=f"Police stop and search of {article}")
            for article, outlet, when, _ in RAN
        ),
        take(days=60),
        take("voice", days=15, day=date(2026, 8, 20)),  # back to the 5th, until the 20th
        {"article_stories": rows("article_stories", *told)},
    )
    lake.commit("2026-08-31", tables, day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection


def found(con, text):
    return [tuple(row.values()) for row in query.sql(con, text).to_pylist()]


def test_a_story_knows_its_first_and_its_most_central_headline(con):
    asked = "select story_id, label, first_outlet, first_article_id, articles, outlets from stories"
    assert found(con, asked)[0] == ("s1", "Police stop and search of a3", "gazette", "a1", 3, 2)


def test_half_of_a_story_is_out_after_its_half_life(con):
    assert found(con, "select half_life_hours from stories order by story_id") == [(6.0,), (None,), (12.0,)]


def test_the_timeline_counts_hours_from_the_first(con):
    asked = "select article_id, hours_after_first, is_outlets_first from story('s1')"
    assert found(con, asked) == [("a1", 0.0, True), ("a2", 6.0, True), ("a3", 240.0, False)]


def test_silence_is_told_from_blindness(con):
    states = "select outlet, state, articles from silence('{}')"
    assert found(con, states.format("s1")) == [("gazette", "ran", 2), ("voice", "ran", 1)]
    assert found(con, states.format("s2")) == [("gazette", "ran", 1), ("voice", "silent", 0)]


def test_an_outlet_seen_on_some_days_only_is_not_called_silent(con, home, lake):
    late = together(
        tagged("b1", at(20)), tagged("b2", at(25)), tagged("b3", at(28)),
        {"article_stories": rows("article_stories", *(
            {"article_id": article, "story_id": story}
            for article, story in (("b1", "s8"), ("b2", "s8"), ("b3", "s9"))
        ))},
    )  # fmt: skip
    lake.commit("late", late, day=DAY)
    publish(home)
    with query.open(home) as again:
        assert found(again, "select outlet, state from silence('s8')")[1] == ("voice", "partial")
        assert found(again, "select outlet, state from silence('s9')")[1] == ("voice", "blind")


def test_lead_and_lag(con):
    assert found(con, "from lead_lag()") == [("gazette", 2, 1, 0.5, 24.0), ("voice", 2, 1, 0.5, 6.0)]
    assert found(con, "from lead_lag(topic := 'taser')") == [
        ("gazette", 0, 0, None, None),
        ("voice", 0, 0, None, None),
    ]
    assert found(con, "from lead_lag(since := date '2026-08-06')")[0][:3] == ("voice", 1, 1)


def test_nobody_leads_where_dates_are_missing(con, home, lake):
    told = (("b1", None, "gazette", "s8"), ("b2", None, "voice", "s8"), ("b3", at(20), "gazette", "s9"),
            ("b4", None, "voice", "s9"))  # fmt: skip
    undated = together(
        *(tagged(article, when, outlet) for article, when, outlet, _ in told),
        {"article_stories": rows("article_stories", *(
            {"article_id": article, "story_id": story} for article, *_, story in told
        ))},
    )  # fmt: skip
    lake.commit("undated", undated, day=DAY)
    publish(home)
    with query.open(home) as again:
        assert found(again, "select outlet, stories, led from lead_lag()") == [
            ("gazette", 2, 1),
            ("voice", 2, 1),
        ]
        assert found(again, "select outlets, first_outlet from stories where story_id = 's8'") == [(2, None)]


def test_a_group_is_asked_for_like_its_topics(con, home, lake):
    grouped = rows(
        "topics",
        {"topic": "powers", "name": "Powers", "definition": "d", "is_group": True},
        {"topic": "stop-and-search", "name": "Stop and search", "definition": "d", "parent": "powers"},
        {"topic": "taser", "name": "Taser", "definition": "d", "parent": "powers"},
    )
    lake.commit("grouped", {"topics": grouped}, day=DAY)
    publish(home)
    with query.open(home) as again:
        for asked in ("lead_lag(topic := '{}')", "bursts('{}', least := -9)", "follow_up(topic := '{}')"):
            assert found(again, f"from {asked}".format("powers")) == found(
                again, f"from {asked}".format("stop-and-search")
            ), asked
        assert found(again, "select led from lead_lag(topic := 'powers')") == [(1,), (1,)]
        assert found(again, "from cooccurrence('powers')") == []  # both topics are its own
        evidence = query.spans(again, "powers").to_pylist()
        assert {row["topic"] for row in evidence} == {"stop-and-search"}
        assert evidence == query.spans(again, "stop-and-search").to_pylist()


def test_follow_up_counts_only_stories_whose_time_is_over(con):
    asked = (
        "select outlet, stories_week, followed_week, share_week, stories_month, share_month from follow_up()"
    )
    assert found(con, asked) == [("gazette", 0, 0, None, 0, None), ("voice", 0, 0, None, 0, None)]


def test_follow_up_is_another_article_a_week_later(con, home, lake):
    lake.commit("later", take(days=30, day=date(2026, 9, 6), run_id="r2"), day=DAY)
    publish(home)
    with query.open(home) as again:
        asked = "select stories_week, followed_week, share_week from follow_up() where outlet = 'gazette'"
        assert found(again, asked) == [(1, 1, 1.0)]


@pytest.mark.parametrize(
    ("name", "role", "followed"),
    [("Jo Reed", "family", 1), ("Jo Reed", "police_force", 0), ("Reed", "family", 0)],
)
def test_follow_up_is_a_later_story_about_the_same_person(con, home, lake, name, role, followed):
    """Not one that names an officer, who speaks in many stories, nor a surname alone."""
    named = [{"article_id": each, "person_id": 2, "name": name} for each in ("b1", "b2")]
    told = [{"article_id": "b1", "story_id": "s8"}, {"article_id": "b2", "story_id": "s9"}]
    heard = {"article_id": "b2", "position": 2, "speaker_name": name, "role": role}
    found_of_them = {
        "article_stories": rows("article_stories", *told),
        "people": rows("people", *named),
        "voices": rows("voices", heard),
    }
    seen = take(days=30, day=date(2026, 9, 6), run_id="r2")
    articles = together(tagged("b1", at(2)), tagged("b2", at(20)))
    lake.commit("turns", together(articles | {"people": rows("people")}, found_of_them, seen), day=DAY)
    publish(home)
    with query.open(home) as again:
        asked = "select followed_week from follow_up(until := date '2026-08-02') where outlet = 'gazette'"
        assert found(again, asked) == [(followed,)]


def test_the_last_commit_decides_which_story_an_article_tells(con, home, lake):
    lake.commit(
        "relate",
        {"article_stories": rows("article_stories", {"article_id": "a4", "story_id": "s1"})},
        day=DAY,
    )
    publish(home)
    with query.open(home) as again:
        assert found(again, "select story_id from article_stories where article_id = 'a4'") == [("s1",)]
        assert found(again, "select count(*) from stories where story_id = 's2'") == [(0,)]
