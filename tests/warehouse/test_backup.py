"""A book is copied while it is published, and put back whole or not at all."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from lake_rows import CATALOGUE, DAY, FIRST, tagged

from warehouse import backup as keeping
from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

HOUSE = Path(__file__).resolve().parents[2]
PUBLISHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lake_rows import DAY, tagged
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
home = Home(Path(sys.argv[1]))
number = 0
while True:
    Lake(home.lake).commit(f"n{number}", tagged(f"n{number}", datetime(2026, 8, 6, tzinfo=UTC)), day=DAY)
    publish(home)
    number += 1
    print(number, flush=True)
"""


def answers(home: Home) -> list[tuple]:
    with query.open(home) as connection:
        return connection.execute(
            "from article_texts select article_id, headline, body order by all"
        ).fetchall()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A published book with some files that people wrote."""
    home = Home(tmp_path_factory.mktemp("whole") / "book")
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    lake.commit("2026-08-31", FIRST, day=DAY)
    publish(home)
    home.marks.write_text('{"article_id": "a1"}\n')
    (home.root / "retention.toml").write_text("keep_days = 400\n")
    home.journal.write_text("{}\n")
    home.saved.mkdir()
    (home.saved / "strip-search.toml").write_text('name = "Strip searches"\n')
    home.digests.mkdir()
    with closing(sqlite3.connect(home.sent)) as sent:
        sent.executescript("create table sent as select '2026-08-31' as notice")
    return home


@pytest.fixture
def kept(whole, tmp_path):
    """Its backup."""
    keeping.backup(whole, tmp_path / "kept")
    return tmp_path / "kept"


def test_what_is_restored_answers_the_same(whole, kept, tmp_path):
    home = Home(tmp_path / "again")
    keeping.restore(kept, home)
    assert answers(home) == answers(whole)
    assert Lake(home.lake).version == Lake(whole.lake).version
    assert home.marks.read_text() == whole.marks.read_text()
    assert (home.saved / "strip-search.toml").exists()
    with closing(sqlite3.connect(home.sent)) as sent:
        assert sent.execute("select notice from sent").fetchall() == [("2026-08-31",)]
    assert not home.journal.exists()
    Lake(home.lake).commit("later", tagged("a9", None), day=DAY)  # and it goes on
    assert publish(home).new_articles == 1


def test_a_hard_copy_shares_what_never_changes_and_nothing_else(whole, tmp_path):
    keeping.backup(whole, tmp_path / "hard", hard=True)
    [segment, *_] = (tmp_path / "hard" / "segments").iterdir()
    assert segment.stat().st_nlink == 2
    assert (tmp_path / "hard" / "lake" / "ledger.sqlite").stat().st_nlink == 1
    assert (tmp_path / "hard" / "marks.jsonl").stat().st_nlink == 1


def test_a_copy_made_while_the_book_is_published_is_one_book(book, tmp_path):
    path = f"{HOUSE}:{HOUSE / 'tests' / 'warehouse'}"
    command = [sys.executable, "-c", PUBLISHER, str(book.root)]
    environment = {"PYTHONPATH": path}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as publisher:
        try:
            for round_ in range(2):
                assert publisher.stdout.readline()
                keeping.backup(book, tmp_path / f"kept{round_}")
        finally:
            publisher.kill()
    for round_ in range(2):
        home = Home(tmp_path / f"again{round_}")
        keeping.restore(tmp_path / f"kept{round_}", home)
        lake = Lake(home.lake)
        assert all(file.path.exists() for file in lake.live())
        published = {article_id for article_id, *_ in answers(home)}
        assert published <= set(lake.read("articles")["article_id"].to_pylist())
        assert len(published) > round_


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"x"),
        lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]),
    ],
    ids=["gone", "cut", "changed"],
)
def test_a_backup_that_is_not_whole_is_not_restored(kept, tmp_path, harm):
    harm(sorted((kept / "segments").iterdir())[0])
    with pytest.raises(keeping.BackupError, match="is not whole: segments/"):
        keeping.restore(kept, Home(tmp_path / "again"))
    assert not (tmp_path / "again").exists()


def test_a_home_that_holds_a_book_is_not_overwritten(whole, kept):
    with pytest.raises(keeping.BackupError, match="holds a book"):
        keeping.restore(kept, whole)


def test_a_manifest_that_names_what_lies_outside_is_refused(kept, tmp_path):
    manifest = json.loads((kept / keeping.MANIFEST).read_text())
    manifest["files"]["../../outside"] = [1, "0"]
    (kept / keeping.MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(keeping.BackupError, match="lies outside"):
        keeping.restore(kept, Home(tmp_path / "again"))


def test_a_place_that_will_not_do_is_refused(whole, kept):
    with pytest.raises(keeping.BackupError, match="holds something"):
        keeping.backup(whole, kept)
    with pytest.raises(keeping.BackupError, match="lies in the book"):
        keeping.backup(whole, whole.root / "inside")
