"""The tables that the peers get: denormalised as ours are, with an index for each question."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

import duckdb

from warehouse.home import Home
from warehouse.lake import Lake, LakeFile
from warehouse.limits import within
from warehouse.query import Connection
from warehouse.statements import quoted

AT_ONCE = 20_000  # rows
Some = list[tuple[object, ...]]


@dataclass(frozen=True)
class PeerTable:
    """A table of a peer: its columns with their types, what fills it, its indexes, and the lake's table."""

    name: str
    columns: str
    filled: str
    indexes: tuple[str, ...]
    lake_table: str

    @property
    def marks(self) -> str:
        """A question mark a column."""
        return ", ".join("?" * (self.columns.count(",") + 1))


TEXTS = PeerTable(
    "texts",
    "article_id text, day date, body text",
    "select article_id, day::varchar, headline || ' zzz ' || body from article_texts order by day",
    (),
    "articles",
)
TABLES = (
    PeerTable(
        "articles",
        "article_id text, outlet text, day date, headline text",
        "select article_id, outlet::varchar, day::varchar, headline from articles order by day",
        (
            "create unique index articles_by_id on articles (article_id)",
            "create index articles_by_day on articles (day desc, article_id)",
        ),
        "articles",
    ),
    PeerTable(
        "tags",
        "article_id text, topic text, outlet text, day date",
        "select article_id, topic::varchar, outlet::varchar, day::varchar from article_topics",
        (
            "create index tags_by_topic on tags (topic, day, outlet, article_id)",
            "create index tags_by_article on tags (article_id, topic)",
        ),
        "article_topics",
    ),
    PeerTable(
        "names",
        "article_id text, entity_id text",
        "select article_id, entity_id from article_entities order by day",
        ("create index names_by_article on names (article_id, entity_id)",),
        "article_entities",
    ),
    TEXTS,
)
# What the lake's files of one batch say, with the names and columns of the warehouse that TABLES ask
LAKE_VIEWS = {
    "articles": """
        select *, timezone('Europe/London', published_at)::date as day from stored""",
    "article_texts": "from articles",
    "article_topics": "select stored.*, outlet, day from stored join articles using (article_id)",
    "article_entities": "select stored.*, outlet, day from stored join articles using (article_id)",
}


class Source(Protocol):
    """Where the peers' rows come from."""

    def has(self, table: PeerTable) -> bool:
        """Return whether it has what the table is filled from."""
        ...

    def rows(self, table: PeerTable) -> Iterator[Some]:
        """Yield the table's rows, some at a time."""
        ...


class WarehouseSource:
    """A published warehouse."""

    def __init__(self, ours: Connection) -> None:
        self._ours = ours

    def has(self, table: PeerTable) -> bool:
        """Return that it has every table."""
        return True

    def rows(self, table: PeerTable) -> Iterator[Some]:
        """Yield the table's rows, some at a time."""
        found = self._ours.execute(table.filled)
        while some := found.fetchmany(AT_ONCE):
            yield some


class LakeSource:
    """The lake of a seeded book that may not be published yet: a batch holds an article and all its tags."""

    def __init__(self, home: Home) -> None:
        files = sorted(Lake(home.lake).live(), key=lambda file: file.batch_id)
        self._batches = [list(some) for _, some in groupby(files, key=lambda file: file.batch_id)]
        self._connection = duckdb.connect(config=within(file.path for file in files))

    def has(self, table: PeerTable) -> bool:
        """Return whether the lake has what the table is filled from."""
        return any(_paths(files, table.lake_table) for files in self._batches)

    def rows(self, table: PeerTable) -> Iterator[Some]:
        """Yield the table's rows, some at a time, the oldest batch first: they are named for their days."""
        for files in self._batches:
            if not _paths(files, table.lake_table):
                continue
            for name, view in LAKE_VIEWS.items():
                if paths := _paths(files, name) or _paths(files, "articles"):
                    stored = f"read_parquet([{', '.join(map(quoted, paths))}], hive_partitioning = false)"
                    self._connection.execute(
                        f"create or replace temp view {name} as with stored as (from {stored}) {view}"
                    )
            found = self._connection.execute(table.filled)
            while some := found.fetchmany(AT_ONCE):
                yield some


def _paths(files: list[LakeFile], table: str) -> list[str]:
    return [str(file.path) for file in files if file.table == table]
