"""The lake: a commit counts whole or not at all, and a retry changes nothing."""

import os
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from warehouse.lake import Lake
from warehouse.ledger import LakeError

DAY = date(2026, 11, 22)


def letters(*given: str) -> pa.Table:
    return pa.table({"letter": list(given)})


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "lake")


def all_files(lake: Lake) -> set[str]:
    return {str(path.relative_to(lake.folder)) for path in lake.folder.rglob("*.parquet")}


def test_a_commit_can_be_read_back(lake):
    assert lake.version == 0
    assert lake.commit("b", {"letters": letters("a", "b")}, day=DAY) == 1
    assert lake.read("letters").equals(letters("a", "b"))


def test_files_lie_in_the_month_of_the_day_and_are_zstd(lake):
    lake.commit("2026-11-22", {"letters": letters("a")}, day=DAY)
    (path,) = lake.files("letters")
    assert path.parent.relative_to(lake.folder).as_posix() == "letters/month=2026-11"
    assert pq.read_metadata(path).row_group(0).column(0).compression == "ZSTD"


def test_the_same_content_writes_nothing_and_keeps_its_version(lake):
    first = lake.commit("b", {"letters": letters("a"), "numbers": pa.table({"n": [1]})}, day=DAY)
    lake.commit("other", {"letters": letters("z")}, day=DAY)
    before = {path: path.stat().st_mtime_ns for path in lake.folder.rglob("*.parquet")}
    chunked = pa.concat_tables([pa.table({"n": pa.array([1, 2])}).slice(0, 1)])
    assert lake.commit("b", {"numbers": chunked, "letters": letters("a")}, day=DAY) == first
    assert lake.version == 2
    assert {path: path.stat().st_mtime_ns for path in lake.folder.rglob("*.parquet")} == before


def test_a_batch_is_replaced_in_all_its_tables(lake):
    lake.commit("b", {"letters": letters("a"), "numbers": pa.table({"n": [1]})}, day=DAY)
    lake.commit("kept", {"letters": letters("k")}, day=DAY)
    lake.commit("b", {"letters": letters("c")}, day=DAY)
    assert sorted(lake.read("letters")["letter"].to_pylist()) == ["c", "k"]
    assert lake.read("numbers").num_rows == 0


def test_an_old_version_stays_readable_and_an_old_content_can_come_back(lake):
    for letter in "aba":
        lake.commit("b", {"letters": letters(letter)}, day=DAY)
    assert [lake.read("letters", v)["letter"].to_pylist() for v in range(4)] == [[], ["a"], ["b"], ["a"]]
    assert len(lake.files("letters")) == 1


def test_a_version_that_never_was_is_refused(lake):
    with pytest.raises(LakeError, match="run from 0 to 0"):
        lake.files("letters", 1)


def test_a_column_that_came_later_is_null_before(lake):
    lake.commit("old", {"letters": letters("a")}, day=DAY)
    lake.commit("new", {"letters": pa.table({"mark": [1], "letter": ["b"]})}, day=DAY)
    rows = sorted(lake.read("letters").to_pylist(), key=lambda row: row["letter"])
    assert rows == [{"letter": "a", "mark": None}, {"letter": "b", "mark": 1}]


def test_an_empty_table_has_a_shape_but_no_file(lake):
    lake.commit("b", {"letters": letters().cast(pa.schema([("letter", pa.string())]))}, day=DAY)
    assert lake.read("letters").schema == pa.schema([("letter", pa.string())])
    assert all_files(lake) == set()


def test_an_unknown_table_is_named_with_those_there_are(lake):
    lake.commit("b", {"letters": letters("a")}, day=DAY)
    with pytest.raises(LakeError, match="no table 'leters'; it has letters"):
        lake.read("leters")


@pytest.mark.parametrize("name", ["../up", "Letters", "", "a/b", "1"])
def test_a_table_name_cannot_leave_the_lake(lake, name):
    with pytest.raises(LakeError, match="cannot name a table"):
        lake.commit("b", {name: letters("a")}, day=DAY)


def test_a_batch_id_cannot_leave_the_lake(lake):
    lake.commit("../../etc/passwd", {"letters": letters("a")}, day=DAY)
    lake.commit("..-..-etc-passwd", {"letters": letters("a")}, day=DAY)
    assert lake.read("letters").num_rows == 2
    assert {path.parent.name for path in lake.files("letters")} == {"month=2026-11"}


@pytest.mark.parametrize(
    "kind",
    [
        pa.uint8(),
        pa.timestamp("ns"),
        pa.dictionary(pa.int8(), pa.string()),
        pa.list_(pa.uint64()),
        pa.struct([("n", pa.uint16())]),
    ],
)
def test_a_type_that_other_engines_cannot_read_is_refused(lake, kind):
    with pytest.raises(LakeError, match="not every engine reads"):
        lake.commit("b", {"odd": pa.table({"x": pa.array([], kind)})}, day=DAY)
    assert lake.version == 0


def test_garbage_is_what_no_version_lists_and_is_older_than_a_day(lake):
    lake.commit("b", {"letters": letters("a")}, day=DAY)
    lake.commit("b", {"letters": letters("b")}, day=DAY)
    folder = lake.folder / "letters" / "month=2026-11"
    old, new, part = folder / "old.parquet", folder / "new.parquet", folder / ".x.parquet.1-ab.part"
    for path in (old, new, part):
        path.write_bytes(b"torn")
    two_days_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    for path in (old, part, *lake.files("letters", 1)):
        os.utime(path, (two_days_ago, two_days_ago))
    assert sorted(lake.collect_garbage()) == [part, old]
    assert new.exists()
    assert lake.read("letters", 1).equals(letters("a"))


def test_a_file_that_its_writer_names_meanwhile_is_no_garbage(lake):
    lake.commit("b", {"letters": letters("a")}, day=DAY)
    named = lake.live()[0].path.with_name(".w1.parquet.part")
    named.symlink_to(named.with_name("gone"))  # listed by the folder, and not there when it is looked at
    assert lake.collect_garbage() == []


def test_a_ledger_of_another_format_is_refused(lake):
    import sqlite3

    with sqlite3.connect(lake.folder / "ledger.sqlite") as connection:
        connection.execute("pragma user_version = 99")
    with pytest.raises(LakeError, match="format 99"):
        Lake(lake.folder)
