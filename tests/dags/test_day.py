"""Which London day a run stands for."""

import datetime as dt
from types import SimpleNamespace

import pytest
from day import Refused, crawl_day, day_of, take_id


def run(**given):
    due = dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC)
    usual = {"run_id": "manual__x", "run_after": due, "logical_date": None, "start_date": due,
             "partition_key": None, "conf": {}}  # fmt: skip
    return SimpleNamespace(**{**usual, **given})


def at(*moment):
    return dt.datetime(*moment, tzinfo=dt.UTC)


def test_the_partition_says_the_day_before_anything_else():
    assert day_of(run(partition_key="2026-11-20", conf={"day": "2026-11-21"})) == dt.date.fromisoformat(
        "2026-11-20"
    )


def test_else_the_day_that_was_asked_for():
    assert day_of(run(conf={"day": "2026-11-21"}, logical_date=at(2026, 11, 20))) == dt.date.fromisoformat(
        "2026-11-21"
    )


def test_else_the_day_it_was_due():
    assert day_of(run(logical_date=at(2026, 11, 20, 5), conf=None)) == dt.date.fromisoformat("2026-11-20")
    assert day_of(run(run_after=at(2026, 11, 19, 5))) == dt.date.fromisoformat("2026-11-19")


@pytest.mark.parametrize(
    ("moment", "day"),
    [(at(2026, 7, 1, 23, 30), "2026-07-02"), (at(2026, 12, 1, 23, 30), "2026-12-01")],
    ids=["summer time is an hour ahead of UTC", "winter time is UTC"],
)
def test_the_day_is_londons(moment, day):
    assert day_of(run(run_after=moment)).isoformat() == day


@pytest.mark.parametrize("day", ["../../etc", "22 November", "2026-13-01", 20261122])
def test_a_day_that_is_none_is_refused(day):
    with pytest.raises(Refused, match="written like 2026-11-22"):
        day_of(run(conf={"day": day}))


def test_a_past_day_is_not_crawled():
    with pytest.raises(Refused, match=r"2026-11-20 can no longer be crawled.*run refine"):
        crawl_day(run(partition_key="2026-11-20"), at(2026, 11, 22, 5, 1))


def test_a_crawl_past_midnight_belongs_to_the_day_it_started_on():
    late = at(2026, 11, 22, 23, 59)
    assert crawl_day(run(run_after=late, start_date=late), at(2026, 11, 23, 1)).day == 22


def test_a_crawl_that_is_found_again_the_next_day_does_not_go_on():
    with pytest.raises(Refused, match="can no longer be crawled"):
        crawl_day(run(), at(2026, 11, 22, 14))


def test_a_take_keeps_its_name_in_every_retry_and_shares_it_with_no_other_run():
    assert take_id(run()) == take_id(run())
    assert take_id(run()) != take_id(run(run_id="manual__y"))
    assert take_id(run(run_id="../x")).replace("-", "").isalnum()


def test_a_run_that_goes_on_for_a_killed_one_takes_its_name():
    assert take_id(run(conf={"take": "20261122T050000-0a1b2c3d"})) == "20261122T050000-0a1b2c3d"
