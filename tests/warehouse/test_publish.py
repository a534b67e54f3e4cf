"""Publishing: a new warehouse is there whole and checked, or the old one stays."""

import stat
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse import publish as publishing
from warehouse import query, snapshots
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import ChecksFailed, publish

AUGUST = datetime(2026, 8, 6, 12, tzinfo=UTC)


def articles(con) -> list[str]:
    return query.sql(con, "select article_id from articles order by 1")["article_id"].to_pylist()


def test_what_was_committed_can_be_asked(book):
    snapshot = publish(book)
    assert (snapshot.new_articles, snapshot.unchanged) == (1, False)
    assert snapshot.counts["articles"] == snapshot.counts["article_topics"] == 1
    with query.open(book) as con:
        assert articles(con) == ["a1"]


def test_publishing_again_changes_nothing_and_says_so(book):
    first = publish(book)
    inode = book.warehouse.stat().st_ino
    again = publish(book)
    assert (again.unchanged, again.new_articles, again.version) == (True, 0, first.version)
    assert (again.counts, book.warehouse.stat().st_ino) == (first.counts, inode)


def test_only_articles_that_were_not_there_are_new(book, lake):
    publish(book)
    lake.commit("2026-09-01", tagged("a2", AUGUST), day=DAY)
    lake.commit("2026-09-02", tagged("a1", AUGUST), day=DAY)
    assert publish(book).new_articles == 1


def test_other_sql_makes_another_snapshot_of_the_same_lake(book, monkeypatch):
    first = publish(book)
    monkeypatch.setattr(publishing, "digest", lambda: "0ther5q1")
    second = publish(book)
    assert second.path != first.path
    assert (second.unchanged, second.lake_version) == (False, first.lake_version)


def test_an_empty_lake_is_a_warehouse_without_rows(home):
    snapshot = publish(home)
    assert snapshot.counts["articles"] == 0
    with query.open(home) as con:
        assert query.sql(con, "from trend('stop-and-search')").num_rows == 0


def test_the_snapshot_is_read_only_has_no_log_and_opens_with_older_clients(book):
    snapshot = publish(book)
    assert stat.S_IMODE(snapshot.path.stat().st_mode) == 0o444
    assert [path.name for path in book.snapshots.iterdir() if "wal" in path.name.split(".")] == []
    with duckdb.connect() as con:
        con.execute(f"attach '{snapshot.path}' as w (read_only)")
        tags = con.execute("select tags from duckdb_databases() where database_name = 'w'").fetchall()
    assert tags == [({"storage_version": "v1.4.0+"},)]


def test_the_link_is_relative_so_that_the_folder_can_move(book, tmp_path):
    publish(book)
    book.root.rename(tmp_path / "moved")
    with query.open(Home(tmp_path / "moved")) as con:
        assert articles(con) == ["a1"]


def test_a_home_with_any_name_can_publish(tmp_path):
    home = Home(tmp_path / "it's [1] *book*")
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    lake.commit("b", together(tagged("a1", AUGUST), take()), day=DAY)
    publish(home)
    lake.commit("c", tagged("a2", AUGUST), day=DAY)
    assert publish(home).new_articles == 1


def test_a_reader_keeps_what_it_opened_and_the_next_one_sees_the_new(book, lake):
    publish(book)
    with query.open(book) as old:
        lake.commit("2026-09-01", tagged("a2", AUGUST), day=DAY)
        publish(book)
        with query.open(book) as new:
            assert (articles(old), articles(new)) == (["a1"], ["a1", "a2"])


def test_a_check_that_finds_something_keeps_the_old_warehouse_and_shows_what_it_found(book, lake):
    old = publish(book)
    bad = tagged("a2", AUGUST, headline="\x1b[31m ")
    bad["mentions"] = rows("mentions", {"article_id": "a2", "text": "\x1b[2J"})
    lake.commit("2026-09-01", bad, day=DAY)
    with pytest.raises(ChecksFailed) as failed:
        publish(book)
    assert [result.name for result in failed.value.failed] == ["span_not_in_text"]
    assert "span_not_in_text: 1 found" in str(failed.value)
    assert "article_id='a2'" in str(failed.value)
    assert "\x1b" not in str(failed.value)
    assert book.warehouse.resolve() == old.path
    assert [path.name for path in book.snapshots.iterdir() if ".part" in path.name] == []


def test_the_catalogue_is_that_of_the_newest_batch(book, lake):
    fewer = CATALOGUE["topics"].slice(0, 1)
    lake.commit("2026-09-01", {"topics": fewer}, day=DAY)
    assert publish(book).counts["topics"] == 1


def test_a_warning_does_not_stop_but_is_reported(book, lake):
    lake.commit("2026-09-01", tagged("a2", datetime(1970, 1, 1, tzinfo=UTC)), day=DAY)
    found = {result.name: result.count for result in publish(book).checks}
    assert found["impossible_date"] == 1


def test_what_a_killed_publish_left_is_removed(book):
    book.snapshots.mkdir(parents=True)
    for name in (".warehouse-1.duckdb.77-ab.part", ".warehouse-1.duckdb.77-ab.part.wal"):
        (book.snapshots / name).write_bytes(b"half")
    snapshot = publish(book)
    assert {path.name for path in book.snapshots.iterdir()} == {".lock", snapshot.path.name}


def test_a_snapshot_that_was_made_but_not_linked_is_linked(book):
    made = publish(book)
    book.warehouse.unlink()
    assert publish(book).path == made.path
    assert book.warehouse.resolve() == made.path


def test_old_snapshots_are_kept_by_policy(book, lake, monkeypatch):
    monkeypatch.setattr(publishing, "KEEP_SNAPSHOTS", 2)
    paths = [publish(book).path]
    for number in range(3):
        lake.commit("more", tagged(f"m{number}", AUGUST), day=DAY)
        paths.append(publish(book).path)
    assert [path.exists() for path in paths] == [False, False, True, True]


def test_progress_is_noted_and_every_step_counted(book):
    events = []
    publish(book, note=events.append)
    steps = [event for event in events if event["event"] == "step"]
    assert events[0] == {"stage": "publish", "event": "stage_started", "total": len(steps)}
    assert events[-1] == {"stage": "publish", "event": "stage_done"}


def test_a_figure_can_be_looked_up_as_it_was(book, lake, monkeypatch):
    """The book of Monday has one article, that of Tuesday two; on Sunday there was none."""
    monday, tuesday = (datetime(2026, 9, day, 6, tzinfo=UTC) for day in (7, 8))
    monkeypatch.setattr(publishing, "datetime", type("Monday", (), {"now": lambda zone: monday}))
    publish(book)
    lake.commit("2026-09-01", tagged("a2", AUGUST), day=DAY)
    monkeypatch.setattr(publishing, "datetime", type("Tuesday", (), {"now": lambda zone: tuesday}))
    publish(book)
    for as_of, held in (
        (monday, ["a1"]),
        (tuesday, ["a1", "a2"]),
        (tuesday + timedelta(days=90), ["a1", "a2"]),
    ):
        with query.open(book, as_of.date()) as con:
            assert articles(con) == held
    with pytest.raises(
        query.NoWarehouse, match=r"there are 0\S+ of 2026-09-08T07:00, 0\S+ of 2026-09-07T07:00\.$"
    ):
        query.open(book, monday.date() - timedelta(days=1))


def test_two_snapshots_of_one_day_are_told_apart_by_time_or_version(book, lake, monkeypatch):
    """The first was built on 6 September, 23:05:30 in UTC: on the 7th, five past midnight, in London."""
    first = datetime(2026, 9, 6, 23, 5, 30, tzinfo=UTC)
    second = first + timedelta(hours=14)
    monkeypatch.setattr(publishing, "datetime", type("First", (), {"now": lambda zone: first}))
    one = publish(book).path
    lake.commit("2026-09-01", tagged("a2", AUGUST), day=DAY)
    monkeypatch.setattr(publishing, "datetime", type("Second", (), {"now": lambda zone: second}))
    two = publish(book).path
    version = {path: path.stem.removeprefix("warehouse-") for path in (one, two)}
    for as_of, path in (
        ("2026-09-07", two),
        ("2026-09-07T00:05", one),  # as --cite shows it, to the end of the minute
        ("2026-09-07 14:04", one),
        ("2026-09-07T14:05", two),
        ("2026-09-06T23:05:30+00:00", one),
        ("2026-09-06T23:05:30Z", one),
        (first, one),
        (second.replace(tzinfo=None) + timedelta(hours=1), two),
        (version[one], one),
        (version[two], two),
    ):
        assert snapshots.as_of(book, as_of) == path, as_of
    with query.open(book, version[one]) as con:
        assert query.snapshot(con)["version"] == version[one]
    for as_of in ("2026-09-06", "2026-09-07T00:04", "2026-09-07T00:05:29", "000009-00000000"):
        with pytest.raises(
            query.NoWarehouse, match=f"there are {version[two]} of 2026-09-07T14:05, {version[one]} of"
        ):
            query.open(book, as_of)


@pytest.mark.parametrize("nonsense", ["yesterday", "2026-13-01", "2026-09-07T25:00", "../x", "66", ""])
def test_a_time_that_is_none_is_told_what_there_is(book, nonsense):
    publish(book)
    with pytest.raises(query.QuestionError, match=r"expected a day \(2026-11-01\).*; there are 0"):
        query.open(book, nonsense)


def test_an_article_that_no_batch_brings_any_more_goes_with_all_that_was_told_of_it(book, lake):
    when = datetime(2026, 8, 20, 12, tzinfo=UTC)
    for more in ("m1", "m2", None):
        lake.commit("more", tagged(more, when) if more else {}, day=DAY)
        publish(book)
        with query.open(book) as con:
            for name in ("articles", "documents", "article_topics", "voices", "people"):
                told = con.execute(f"select article_id from {name} order by all").fetchall()  # noqa: S608  ours
                assert told == [("a1",), *([(more,)] if more else [])], name
