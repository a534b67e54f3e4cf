"""What stories reached on labelled news and on the demo is not given up without a word."""

import tomllib
from pathlib import Path

import pytest

from benchmarks import stories

HOUSE = Path(__file__).resolve().parents[2]
LABELLED = HOUSE.parent / "shared" / "evalsets" / "stories.jsonl"
FLOORS = tomllib.loads((HOUSE / "benchmarks" / "floors.toml").read_text())["stories"]


@pytest.fixture(scope="module")
def told():
    return stories.measured(LABELLED if LABELLED.is_file() else None)


@pytest.mark.parametrize(
    ("portion", "figure"), [(portion, figure) for portion in FLOORS for figure in FLOORS[portion]]
)
def test_no_figure_falls_below_its_floor(told, portion, figure):
    if portion not in told["ours"]:
        pytest.skip(f"labelled articles are not beside the repository (evalsets/{LABELLED.name})")
    assert told["ours"][portion][figure] >= FLOORS[portion][figure]


def test_ours_is_better_than_simple_ways(told):
    if "all" not in told["ours"]:
        pytest.skip(f"labelled articles are not beside the repository (evalsets/{LABELLED.name})")
    others = [portions["all"]["f1"] for name, portions in told.items() if name != "ours"]
    assert all(told["ours"]["all"]["f1"] > f1 + 0.02 for f1 in others)


def test_scores_know_perfect_and_poor():
    assert set(stories.scores("aabb", "xxyy").values()) == {1.0}
    assert stories.scores("aaaa", "xxyy")["precision"] == 0.5
    assert stories.scores("abcd", "xxyy")["recall"] == 0.5
    assert stories.scores("abab", "xxyy")["ari"] < 0
