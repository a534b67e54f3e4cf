"""The daily cost with a few outlets; `python -m benchmarks.daily_cost` measures it with all sixty-one."""

from pathlib import Path

from benchmarks.daily_cost import Cost, measure


def test_a_second_run_with_nothing_new_asks_each_source_once(tmp_path: Path) -> None:
    assert measure(3, tmp_path) == Cost(sources=3, robots=3, polls=3, pages=0, tdmrep=0)


def test_what_is_more_than_the_least_is_told() -> None:
    assert Cost(3, 3, 3, 0, 0).is_least
    assert Cost(3, 3, 2, 0, 0).is_least, "a source may not be due"
    assert not Cost(3, 3, 4, 0, 0).is_least
    assert not Cost(3, 3, 3, 1, 0).is_least
    assert not Cost(3, 3, 3, 0, 1).is_least
