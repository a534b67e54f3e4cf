"""Writers that are killed, and writers side by side: nothing lost, nothing doubled, nothing half."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from warehouse.lake import Lake

KILLS = 20
HOUSE = Path(__file__).resolve().parents[2]


def test_what_was_acknowledged_is_there_whole_at_every_version(tmp_path):
    folder, acknowledged = tmp_path / "lake", tmp_path / "acknowledged"
    script = Path(__file__).with_name("killed_writer.py")
    subprocess.run(
        [sys.executable, str(script), str(folder), str(acknowledged), str(KILLS)],
        check=True,
        env={"PYTHONPATH": str(HOUSE)},
        timeout=300,
    )
    lake = Lake(folder)
    told = [int(line) for line in acknowledged.read_text().splitlines()]
    assert len(told) > KILLS
    assert len(told) == len(set(told))
    assert lake.version - len(told) in range(KILLS + 1)  # a kill may fall between the commit and its word
    sample = [*range(1, lake.version, max(1, lake.version // 25)), lake.version]
    for version in sample:
        articles, tags = (Counter(lake.read(t, version)["mark"].to_pylist()) for t in ("articles", "tags"))
        assert set(articles) == set(range(max(1, version - 19), version + 1))
        assert set(articles.values()) == {50}
        assert tags == dict.fromkeys(articles, 100)


def test_four_processes_commit_side_by_side_to_a_lake_that_is_not_there_yet(tmp_path):
    write = """
import sys
from datetime import date
from pathlib import Path
import pyarrow as pa
from warehouse.lake import Lake
for n in range(10):
    mark = f"{sys.argv[2]}-{n}"
    Lake(Path(sys.argv[1])).commit(mark, {"articles": pa.table({"mark": [mark]})}, day=date(2026, 11, 22))
"""
    commands = [[sys.executable, "-c", write, str(tmp_path / "lake"), name] for name in "abcd"]
    writers = [subprocess.Popen(command, env={"PYTHONPATH": str(HOUSE)}) for command in commands]
    assert [writer.wait(timeout=300) for writer in writers] == [0, 0, 0, 0]
    lake = Lake(tmp_path / "lake")
    assert lake.version == 40
    assert sorted(lake.read("articles")["mark"].to_pylist()) == sorted(
        f"{name}-{n}" for name in "abcd" for n in range(10)
    )
