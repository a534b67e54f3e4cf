"""Of coverage only what differs is written, and what is said of its periods is what a whole rebuild says."""

from datetime import UTC, date, datetime

from lake_rows import DAY, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.publish import publish


def said(home: Home) -> list[list[tuple]]:
    with query.open(home) as con:
        tables = ("coverage", "coverage_periods")
        return [con.execute(f"from {name} order by all").fetchall() for name in tables]


def test_a_period_is_over_for_an_outlet_that_was_not_asked_again(home, lake):
    asked = "select count(*) from coverage_periods where outlet = 'voice' and length = 'week' and is_complete"
    sunday = date(2026, 8, 9)
    both = together(*(take(outlet, days=8, day=sunday) for outlet in ("gazette", "voice")))
    lake.commit("sunday", both, day=sunday)
    later = take(days=2, day=date(2026, 8, 12), run_id="later")
    for more, weeks in (({}, 1), (later, 2), ({}, 1)):
        lake.commit("later", more, day=sunday)
        publish(home)
        with query.open(home) as con:
            assert con.execute(asked).fetchall() == [(weeks,)]
    grown = said(home)
    publish(home, full=True)
    assert said(home) == grown


def test_only_rows_of_coverage_that_differ_are_written(book, lake):
    publish(book)
    lake.commit("more", tagged("m1", datetime(2026, 8, 20, 12, tzinfo=UTC)), day=DAY)
    publish(book)
    with query.open(book) as con:
        days = [day.day for (day,) in con.execute("select day from coverage").fetchall()]
    assert days == [*range(1, 20), *range(21, 32), 20]  # as they stand, what was written last at the end
    grown = said(book)
    publish(book, full=True)
    assert said(book) == grown
