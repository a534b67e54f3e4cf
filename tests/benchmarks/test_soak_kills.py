"""A short soak: a few kills cost nothing but a repeated request; `make soak` does fifty.

The driver is killed in tests/dags/test_driver_killed.py.
"""

from pathlib import Path

import pytest

from benchmarks.soak_kills import soak

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kills", [{"crawl": 2}, {"task": 1}], ids=lambda kills: next(iter(kills)))
def test_kills_lose_nothing_double_nothing_and_break_no_rule(kills: dict[str, int], tmp_path: Path) -> None:
    outcome = soak(kills, tmp_path, seed=20261122)
    assert outcome.faults == []
    assert dict(outcome.kills) == kills
    assert outcome.pages >= 8
    assert outcome.repeated <= 9 * sum(kills.values()), "eight under way at most, and a half-written one"
