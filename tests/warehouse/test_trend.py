"""Trends: a blind week is a gap, a silent week is a zero, and neither looks like the other."""

from datetime import UTC, date, datetime

import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

WEEKS = [date(2026, 8, day) for day in (3, 10, 17, 24, 31)]


def at(day: int) -> datetime:
    return datetime(2026, 8, day, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """The gazette is seen from 3 August on and silent from the 10th; the voice is blind for two weeks then.

    The gazette writes twice on the 4th, once about stop and search; the voice once, on the 6th.
    """
    home = Home(tmp_path_factory.mktemp("trend"))
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    off_topic = {"articles": tagged("g2", at(4))["articles"]}
    lake.commit(
        "b",
        together(
            take(days=28),
            take("voice", days=6, day=date(2026, 8, 9), run_id="r0"),
            take("voice", days=7),
            tagged("g1", at(4)),
            off_topic,
            tagged("v1", at(6), "voice"),
            {"articles": tagged("undated", None)["articles"]},
        ),
        day=DAY,
    )
    publish(home)
    with query.open(home) as connection:
        yield connection


def asked(con, **question) -> list[tuple]:
    return [tuple(row.values()) for row in query.trend(con, "stop-and-search", **question).to_pylist()]


def test_a_blind_week_is_a_gap_and_a_silent_week_a_zero(con):
    rows_ = asked(con, by="outlet")
    gazette = {period: (n, state) for outlet, period, n, _, state, _ in rows_ if outlet == "gazette"}
    voice = {period: (n, state) for outlet, period, n, _, state, _ in rows_ if outlet == "voice"}
    assert list(gazette.values()) == [(1, "up"), (0, "up"), (0, "up"), (0, "up"), (0, "up")]
    assert list(voice.values()) == [(1, "up"), (None, "blind"), (None, "blind"), (0, "up"), (0, "up")]
    assert list(voice) == list(gazette) == WEEKS


def test_all_outlets_count_those_that_were_seen_and_say_how_many_were_not(con):
    assert [row[:4] for row in asked(con)] == [
        (WEEKS[0], 2, 2, 0),
        (WEEKS[1], 0, 1, 1),
        (WEEKS[2], 0, 1, 1),
        (WEEKS[3], 0, 2, 0),
        (WEEKS[4], 0, 2, 0),
    ]


def test_a_week_that_no_outlet_was_seen_in_is_a_gap(con):
    assert [row[1:4] for row in asked(con, outlet="voice")][1] == (None, 0, 1)


def test_a_week_that_is_not_over_is_flagged(con):
    assert [row[-1] for row in asked(con)] == [True, True, True, True, False]


def test_share_is_of_the_output_of_those_that_were_seen(con):
    first, second, *_ = query.trend(con, "stop-and-search", share=True).to_pylist()
    assert (first["articles"], first["output"], first["share"]) == (2, 3, pytest.approx(2 / 3))
    assert (second["articles"], second["output"], second["share"]) == (0, 0, None)


def test_share_by_outlet(con):
    found = query.trend(con, "stop-and-search", share=True, by="outlet", until=date(2026, 8, 9)).to_pylist()
    assert [(row["outlet"], row["share"]) for row in found] == [("gazette", 0.5), ("voice", 1.0)]


def test_periods_are_whole_whatever_day_is_asked_for(con):
    found = asked(con, since=date(2026, 8, 6), until=date(2026, 8, 12))
    assert [row[:2] for row in found] == [(WEEKS[0], 2), (WEEKS[1], 0)]


def test_a_month_with_blind_days_is_partial(con):
    states = {row[0]: row[4] for row in asked(con, by="outlet", every="month")}
    assert states == {"gazette": "partial", "voice": "partial"}  # neither was seen on the 1st and 2nd


def test_a_topic_that_nobody_writes_about_is_zero_where_we_looked(con):
    assert query.trend(con, "taser")["articles"].to_pylist() == [0] * 5


@pytest.mark.parametrize("every", ["day", "week", "month", "quarter", "year"])
def test_a_count_adds_up_the_same_whatever_the_period(con, every):
    assert sum(n or 0 for n in query.trend(con, "stop-and-search", every=every)["articles"].to_pylist()) == 2


def test_an_article_counts_with_its_last_state_only(home, lake):
    lake.commit("1", together(tagged("a1", at(4)), take()), day=DAY)
    later = tagged("a1", at(4), fetched_at=datetime(2026, 9, 1, tzinfo=UTC), headline="Taser up")
    later["article_topics"] = rows("article_topics", {"article_id": "a1", "topic": "taser"})
    taser = {"article_id": "a1", "tag": "taser", "start": 0, "end": 5, "text": "Taser"}
    later["mentions"] = rows("mentions", taser)
    lake.commit("2", later, day=DAY)
    publish(home)
    with query.open(home) as con:
        assert sum(query.trend(con, "stop-and-search")["articles"].to_pylist()) == 0
        assert sum(query.trend(con, "taser")["articles"].to_pylist()) == 1
        assert query.table(con, "articles")["headline"].to_pylist() == ["Taser up"]
        assert query.evidence(con, "a1")["text"].to_pylist() == ["Taser"]
