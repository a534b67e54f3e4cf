"""The bench of the crawl measures both spiders on the same pages; its floor is for `make bench-crawl`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_both_spiders_fetch_every_page_and_are_compared():
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.crawl", "--pages", "40", "--rounds", "1", "--json"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(said.stdout)
    assert told["share"] == pytest.approx(told["ours"]["pages_per_second"] / told["bare"]["pages_per_second"])
    assert told["newsstand_pages_per_second"] > 0
    assert said.returncode in (0, 1, 2), said.stderr  # forty pages say nothing about speed
