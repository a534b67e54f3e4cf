"""What the site's headlines say of weeks that were counted, and of weeks that were not seen."""

from datetime import date, timedelta

import pytest

from beatbook.site import answers, attention, headline


def weeks(*articles: int | None, output: int = 100) -> list[dict]:
    first = date(2026, 6, 29)
    return [
        {
            "period": first + timedelta(days=7 * at),
            "articles": number,
            "output": None if number is None else output,
        }
        for at, number in enumerate(articles)
    ]


@pytest.mark.parametrize(
    ("before", "lately", "said"),
    [
        (5, 5, "coverage is at its usual level"),
        (20, 28, "coverage is up by 40%"),
        (5, 10, "coverage has doubled"),
        (5, 16, "coverage has tripled"),
        (5, 60, "coverage has grown 12-fold"),
        (30, 21, "coverage is down by 30%"),
        (10, 2, "coverage has more than halved"),
        (5, 0, "coverage has stopped"),
        (0, 5, "coverage has begun"),
        (0, 0, "coverage is at its usual level"),
    ],
)
def test_a_headline_says_what_changed(before, lately, said):
    told = weeks(*[before] * 12, *[lately] * 4)
    for measure in ("share", "articles"):
        found = headline.change(told, measure)
        assert headline.headline("Taser", found) == f"Taser: {said}"


def test_a_small_change_is_none_even_if_it_doubles():
    assert headline.change(weeks(*[0, 1] * 6, 1, 1, 1, 1), "articles").direction == 0


def test_blind_weeks_count_neither_as_zero_nor_as_usual():
    found = headline.change(weeks(None, None, *[4] * 10, None, 8, 8, 8), "articles")
    assert (found.usual, found.lately, found.weeks, found.expected) == (4, 8, 10, 12)


@pytest.mark.parametrize(
    "told", [weeks(*[3] * 11), weeks(*[None] * 8, *[3] * 8), weeks(*[3] * 12, *[None] * 4)]
)
def test_too_few_weeks_give_no_headline(told):
    assert headline.change(told, "share") is None
    assert "too little" in headline.headline("Taser", None)


def test_share_heeds_output_where_counts_do_not():
    told = weeks(*[5] * 12) + weeks(*[10] * 4, output=200)
    assert headline.change(told, "share").direction == 0
    assert headline.change(told, "articles").direction == 1


def test_the_year_of_a_shard_is_that_of_its_week():
    answer = answers.Answer("", ["period", "n"], [["2026-12-28", 1], ["2027-01-04", 2]])
    assert {year: part.rows for year, part in attention.by_year(answer).items()} == {
        "2026": [["2026-12-28", 1]],
        "2027": [["2027-01-04", 2]],
    }
