"""The seeded book, and the peers that are asked beside the warehouse, at a size of seconds."""

import re
from datetime import timedelta

import pytest

from benchmarks import queries, queries_book
from benchmarks.peer_databases import Sqlite
from benchmarks.peer_tables import TABLES, LakeSource, WarehouseSource
from benchmarks.queries_book import LAST, catalogue, fill, parts
from benchmarks.queries_told import tell
from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.statements import statements

ARTICLES = 2_000
UNASKED = {
    "document_of",  # half of article()
    "seen_periods",  # what coverage() and all trends are made of
    "seen_days",  # what right_of_reply() and single_source() are made of
    "burst_scores",  # what bursts() is made of
    "texts_about",  # what about() and top_entities() are made of
    "texts_matching",  # what matches() and search() are made of
    "topic_changes",  # wants two taxonomies
}


@pytest.fixture(scope="module", autouse=True)
def five_parts():
    """Let the book be its last twenty weeks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries_book, "DAYS", 140)
        patch.setattr(queries_book, "FIRST", LAST - timedelta(days=139))
        yield


@pytest.fixture(scope="module")
def book(five_parts, tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("book"))
    fill(home, ARTICLES)
    return home


def test_a_book_that_is_told_later_is_the_book_that_is_told_at_once(book: Home, tmp_path) -> None:
    later, lake = Home(tmp_path), Lake(tmp_path / "lake")
    lake.commit("catalogue", catalogue(LAST), day=LAST)
    for part in parts(ARTICLES):
        lake.commit(f"day:{part.day}", part.tables, day=part.day)
    assert tell(later) == 5
    assert tell(later) == 0
    at_once = Lake(book.lake)
    assert lake.batches("voices") == at_once.batches("voices")
    for table in {file.table for file in at_once.live()}:
        batches = at_once.batches(table)
        told = [(found.read(table, batches=[batch])) for found in (lake, at_once) for batch in batches]
        assert told[: len(batches)] == told[len(batches) :], table


def test_what_the_book_tells_passes_every_check_and_fills_every_table(book: Home) -> None:
    found = publish(book, full=True)
    assert [check.name for check in found.checks if check.count] == []
    told = ("voices", "people", "stories", "copies", "edits", "wording", "fetches", "tag_changes")
    assert [name for name in told if not found.counts[name]] == []
    with query.open(book) as ours:
        ((releases, ran),) = ours.execute("select count(*), count(articles) from releases").fetchall()
        assert 0 < ran <= releases
        ((stories, largest),) = ours.execute("select count(*), max(outlets) from stories").fetchall()
        assert 2 <= largest <= 8
        assert stories > 100


def test_outlets_are_not_loaded_before_the_lake_tells_who_owns_them(tmp_path) -> None:
    Lake(tmp_path / "lake").commit("catalogue", catalogue(LAST), day=LAST)
    (outlets,) = (table for table in TABLES if table.name == "outlets")
    assert not LakeSource(Home(tmp_path)).has(outlets)


def test_peers_are_filled_alike_from_the_lake_and_from_the_warehouse(book: Home) -> None:
    with query.open(book) as ours:
        warehouse, lake = WarehouseSource(ours), LakeSource(book)
        for table in TABLES:
            published = sorted(row for some in warehouse.rows(table) for row in some)
            assert lake.has(table), table.name
            assert sorted(row for some in lake.rows(table) for row in some) == published, table.name
            assert published, table.name


def test_every_answer_of_sqlite_is_ours(book: Home, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(queries, "TIMES", 1)
    monkeypatch.setattr(queries, "PEERS", (Sqlite,))
    monkeypatch.setattr("sys.argv", ["queries", "--home", str(book.root), "--peers", str(tmp_path)])
    queries.main()
    answers = [line.split() for line in capsys.readouterr().out.splitlines() if "CPU ms" not in line]
    said = [words[-1] for words in answers if words[-1] in ("yes", "NO", "-")]
    assert [" ".join(words) for words in answers if words[-1] == "NO"] == []
    assert said.count("yes") > 35


def test_every_macro_that_is_a_table_is_asked_about() -> None:
    macros = {each.name.removesuffix("()") for each in statements("macros") if "as table" in each.text}
    asked = " ".join(question.get("ours", "") for question in queries._questions())
    named = set(re.findall(r"from (\w+)\(", asked))
    assert macros - named == UNASKED


def test_a_peer_that_is_kept_is_loaded_once_and_a_table_that_it_lacks_later(book: Home, tmp_path) -> None:
    peer = Sqlite(tmp_path)
    peer.load(LakeSource(book), is_searched=False)
    peer.close()
    asked = "select count(*), count(distinct day) from {table}"
    peer = Sqlite(tmp_path)
    peer.load(_Unread(book), is_searched=True)  # of all tables but the texts nothing is read again
    ((held, days),) = peer.asking(asked.format(table="articles"))()[1]
    assert (held, days) == peer.asking(asked.format(table="days"))()[1][0]
    assert held > ARTICLES * 0.9
    peer.close()


class _Unread(LakeSource):
    def rows(self, table):
        assert table.name == "texts"
        return super().rows(table)
