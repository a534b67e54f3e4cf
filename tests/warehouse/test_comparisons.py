"""Several topics, busy days, and what goes with what: the macros that compare."""

from datetime import date

import pytest

from warehouse import query


def asked(con, text: str) -> list[tuple]:
    return [tuple(row.values()) for row in query.sql(con, text).to_pylist()]


def test_compare_says_of_each_topic_what_trend_says(telling):
    columns = "period, articles, outlets_up, outlets_blind, is_complete"
    for topic in ("stop-and-search", "taser"):
        alone = asked(telling, f"select {columns} from trend('{topic}')")  # noqa: S608
        both = "compare(['stop-and-search', 'taser'])"
        beside = f"select {columns} from {both} where topic = '{topic}'"  # noqa: S608
        assert asked(telling, beside) == alone
        assert sum(row[1] for row in alone) == {"stop-and-search": 4, "taser": 1}[topic]


def test_compare_keeps_outlets_apart_where_they_are_named(telling):
    rows = asked(
        telling,
        """
        select outlet, sum(articles), sum(output)
        from compare(['stop-and-search'], outlets := ['gazette', 'voice'], every := 'month')
        group by all order by all
        """,
    )
    assert rows == [("gazette", 4, 4), ("voice", 0, 0)]


def test_a_topic_that_nobody_wrote_about_is_zero_where_we_saw_and_null_where_not(telling):
    rows = asked(telling, "select articles, outlets_up from compare(['knife-crime']) order by period")
    assert {articles for articles, up in rows if up} == {0}


def test_a_burst_is_a_day_above_its_own_weekdays_with_the_articles_that_made_it(telling):
    assert asked(telling, "from bursts('stop-and-search', least := 3)") == [
        (date(2026, 8, 26), 3, 0.0, 1.0, 3.0, 1, ["b7", "b8", "b9"])
    ]
    assert asked(telling, "from bursts('stop-and-search', least := 3.5)") == []
    assert asked(telling, "from bursts('stop-and-search', until := '2026-08-25', least := 0.5)") == []


def test_no_burst_is_told_before_three_weeks_can_be_compared(telling):
    """The article of 5 August has no weeks before it, so nothing is expected and nothing is said."""
    assert date(2026, 8, 5) not in [row[0] for row in asked(telling, "from bursts('taser', least := 0)")]


def test_cooccurrence_counts_articles_and_what_chance_would_give(telling):
    assert asked(telling, "from cooccurrence('stop-and-search')") == [("taser", "Taser", 1, 0.25, 1.0)]
    assert asked(telling, "from cooccurrence('taser')") == [
        ("stop-and-search", "Stop and search", 1, 1.0, 1.0)
    ]


def test_top_entities_are_those_of_the_topics_articles(telling):
    row = ("met", "Metropolitan Police", "police_force", 1, 1.0, 1, 1, 0)
    assert asked(telling, "from top_entities('taser')") == [row]
    assert asked(telling, "from top_entities('taser', kind := 'police_force')") == [row]
    with pytest.raises(query.QuestionError, match="There is no kind 'council': it can be police_force"):
        asked(telling, "from top_entities('taser', kind := 'council')")
    assert asked(telling, "from top_entities('stop-and-search')")[0][3:5] == (1, 0.25)
    assert asked(telling, "from top_entities('taser', most := 0)") == []
