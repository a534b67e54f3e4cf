"""What extraction reached on real pages is not given up without a word."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PAGES = HOUSE.parent / "shared" / "pages"
FLOORS = tomllib.loads((HOUSE / "benchmarks" / "floors.toml").read_text())


def evaluate(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.evaluate", *arguments],
        cwd=HOUSE,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def report() -> dict[str, dict[str, dict[str, float]]]:
    if not PAGES.is_dir():
        pytest.skip(f"real pages with their truth are not beside the repository ({PAGES.name}/)")
    return json.loads(evaluate(str(PAGES), "--against", "trafilatura", "--json").stdout)


@pytest.mark.parametrize(
    ("half", "figure"), [(half, figure) for half in ("held out", "all") for figure in FLOORS[half]]
)
def test_no_figure_falls_below_its_floor(report, half, figure):
    assert report["ours"][half][figure] >= FLOORS[half][figure]


def test_body_and_metadata_are_faster_than_bare_trafilatura(report):
    ratio = report["ours"]["all"]["pages_per_second"] / report["trafilatura"]["all"]["pages_per_second"]
    assert ratio >= FLOORS["speed"]["times_trafilatura"]


def test_ours_is_better_than_trafilatura_on_pages_nothing_was_tuned_on(report):
    ours, theirs = report["ours"]["held out"], report["trafilatura"]["held out"]
    assert all(ours[figure] > theirs[figure] for figure in ("headline", "authors_f1", "f1", "exact"))


def test_without_pages_it_says_what_to_do(tmp_path):
    said = evaluate(str(tmp_path))
    assert said.returncode == 2
    assert "make evaluate PAGES=folder" in said.stderr
