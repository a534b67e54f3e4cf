"""Which outlets a day asks, how many must answer, and that a retry asks for nothing twice."""

import datetime as dt
import json
from types import SimpleNamespace

import collecting
import pytest
from day import LONDON, Refused
from village import village

from spiders.crawl import CrawlFailed
from warehouse.home import Home

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def press(tmp_path, monkeypatch):
    with village(tmp_path, ("alpha", "beta"), pages=2, shut=("gamma",)) as press:
        for name, value in press.environment.items():
            monkeypatch.setenv(name, value)
        yield press


def run(**conf):
    return SimpleNamespace(run_id="manual__1", run_after=NOW, logical_date=None, start_date=NOW,
                           partition_key=None, conf=conf)  # fmt: skip


def records(key, *slugs):
    return [{key: slug} for slug in slugs]


def events():
    return [json.loads(line) for line in Home.from_env().journal.read_text().splitlines()]


def test_a_day_asks_every_enabled_outlet(press):
    assert collecting.choose([], run()) == records("slug", "alpha", "beta", "gamma")
    assert (events()[0]["event"], events()[0]["total"]) == ("stage_started", 3)


def test_or_those_that_were_named(press):
    assert collecting.choose(["beta", "beta"], run()) == records("slug", "beta")


def test_an_unknown_outlet_is_refused_by_name(press):
    with pytest.raises(Refused, match="delta"):
        collecting.choose(["alpha", "delta"], run())


def test_a_past_day_is_refused(press):
    with pytest.raises(Refused, match="run refine for that day"):
        collecting.choose([], run(day="2026-01-01"))


def test_half_of_the_outlets_are_enough(press):
    day = collecting.close(records("slug", "alpha", "beta"), [*records("outlet", "alpha"), None], run())
    assert day == NOW.astimezone(LONDON).date()
    assert events()[-1]["event"] == "stage_done"


def test_less_than_half_is_no_day_and_names_who_is_missing(press):
    with pytest.raises(Refused, match="only 1 of 3 outlets could be collected, not beta, gamma"):
        collecting.close(records("slug", "alpha", "beta", "gamma"), records("outlet", "alpha"), run())


def test_a_day_whose_outlets_were_never_chosen_is_refused(press):
    with pytest.raises(Refused, match="no outlets were chosen"):
        collecting.close(None, [], run())


def test_a_second_try_finds_the_take_of_the_first_and_asks_for_nothing(press):
    first = collecting.crawl("alpha", run())
    requests = sum(press.stand.requests.values())
    assert collecting.crawl("alpha", run()) == first == {"outlet": "alpha", "offered": 3, "fetched": 2}
    assert sum(press.stand.requests.values()) == requests
    done = [event for event in events() if event["event"] == "outlet_done"]
    assert [event["outcomes"] for event in done] == [{"fetched": 2, "gone": 1}] * 2


def test_an_outlet_that_is_shut_fails_and_says_so(press):
    with pytest.raises(CrawlFailed, match="gamma: no source answered"):
        collecting.crawl("gamma", run())
    assert events()[-1]["event"] == "outlet_failed"
