"""A day whose pages were pruned is not refined into nothing."""

import datetime as dt
from types import SimpleNamespace

import collecting
import pytest
import refining
from day import LONDON, Refused
from village import village

from spiders import retention
from warehouse.home import Home
from warehouse.lake import Lake

NOW = dt.datetime.now(dt.UTC)


def test_refining_a_pruned_day_fails_and_the_lake_keeps_its_articles(tmp_path, monkeypatch):
    with village(tmp_path, ("alpha",), pages=2) as press:
        for name, value in press.environment.items():
            monkeypatch.setenv(name, value)
        run = SimpleNamespace(run_id="r", run_after=NOW, logical_date=None, start_date=NOW,
                              partition_key=None, conf={"take": "r"})  # fmt: skip
        collecting.crawl("alpha", run)
    home, day = Home.from_env(), NOW.astimezone(LONDON).date()
    refining.commit(day)
    lake = Lake(home.lake)
    before = lake.version, lake.read("articles")
    late = day + dt.timedelta(days=10)
    retention.prune(home.archive, retention.due(home.archive, retention.Retention(keep_days=5), late))
    with pytest.raises(Refused, match="would lose articles that the lake still holds"):
        refining.commit(day)
    assert (lake.version, lake.read("articles")) == before
    assert before[1].num_rows == 2
