"""The seeded book, and the peers that are asked beside the warehouse, at a size of seconds."""

import pytest

from benchmarks.peer_databases import Sqlite
from benchmarks.peer_tables import TABLES, LakeSource, WarehouseSource
from benchmarks.queries_book import fill
from warehouse import query
from warehouse.home import Home

ARTICLES = 2_000


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("book"))
    fill(home, ARTICLES)
    return home


def test_peers_are_filled_alike_from_the_lake_and_from_the_warehouse(book: Home) -> None:
    with query.open(book) as ours:
        warehouse, lake = WarehouseSource(ours), LakeSource(book)
        for table in TABLES:
            published = sorted(row for some in warehouse.rows(table) for row in some)
            assert lake.has(table), table.name
            assert sorted(row for some in lake.rows(table) for row in some) == published, table.name
            assert published, table.name


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
