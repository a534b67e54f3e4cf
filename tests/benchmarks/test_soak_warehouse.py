"""A short soak: writers, readers, kills and full disks cost nothing; `make soak-warehouse` does more."""

from pathlib import Path

import pytest

from benchmarks import soak_warehouse
from benchmarks.soak_warehouse import Outcome

pytestmark = pytest.mark.slow


def test_writers_and_readers_side_by_side_lose_and_tear_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(soak_warehouse, "WRITERS", 2)
    monkeypatch.setattr(soak_warehouse, "READERS", 2)
    outcome = Outcome()
    soak_warehouse.together(tmp_path, 2.0, outcome)
    assert outcome.faults == []
    assert outcome.commits > 0
    assert outcome.reads > 0


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    outcome = Outcome()
    soak_warehouse.killed(tmp_path, 2, outcome, seed=20261122)
    assert outcome.faults == []
    assert (outcome.kills, outcome.reads) == (2, 2)


def test_a_full_disk_says_so_and_the_next_run_heals(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(soak_warehouse, "FULL", {"commit": (4_000,), "publish": (60_000,)})
    outcome = Outcome()
    soak_warehouse.full(tmp_path, outcome)
    assert outcome.faults == []
    assert outcome.full_disks == 2
