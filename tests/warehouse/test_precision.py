"""Marks are kept whole, the last one of an article counts, and the interval is Wilson's."""

import multiprocessing
from dataclasses import replace

import pytest
from scipy.stats import binomtest

from warehouse import precision
from warehouse.home import Home
from warehouse.precision import Mark, MarksError, Precision

MARK = Mark("taser", "v1", "", "a1", "right")


@pytest.mark.parametrize(("right", "marked"), [(46, 50), (0, 50), (50, 50), (1, 1), (7, 9)])
def test_the_interval_is_wilsons(right, marked):
    theirs = binomtest(right, marked).proportion_ci(method="wilson")
    assert Precision(right, marked).interval == pytest.approx((theirs.low, theirs.high), abs=1e-6)


def test_nothing_marked_says_nothing():
    assert Precision(0, 0).interval == (0.0, 1.0)


def test_the_last_mark_of_an_article_counts_for_the_same_rules(tmp_path):
    home = Home(tmp_path)
    precision.keep(home, [MARK, replace(MARK, article_id="a2", mark="unsure")])
    precision.keep(home, [replace(MARK, mark="wrong"), replace(MARK, rules_version="v2")])
    precision.keep(home, [replace(MARK, rule="cake", article_id="a9")])
    assert precision.of_topics(home) == {"taser": {"v1": Precision(0, 1, 1), "v2": Precision(1, 1)}}


def test_without_marks_there_is_no_precision(tmp_path):
    assert precision.of_topics(Home(tmp_path / "nowhere")) == {}


def _keep_some(home: Home, worker: int) -> None:
    for number in range(5):
        precision.keep(home, [replace(MARK, article_id=f"{worker}-{number}", note="‘x’\n\u2028")])


def test_sheets_that_are_read_at_once_are_all_kept(tmp_path):
    workers = [
        multiprocessing.get_context("fork").Process(target=_keep_some, args=(Home(tmp_path), worker))
        for worker in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(precision.marks(Home(tmp_path))) == 15


@pytest.mark.parametrize("line", ["{", "[]", '"mark"', '{"topic": "taser"}', "null"])
def test_a_line_that_is_no_mark_is_named(tmp_path, line):
    home = Home(tmp_path)
    precision.keep(home, [MARK])
    home.marks.write_text(home.marks.read_text() + line + "\n")
    with pytest.raises(MarksError, match="line 2"):
        precision.marks(home)
