"""The tables that the peers get: denormalised as ours are, with an index for each question."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

import duckdb

from benchmarks.queries_told import TOLD
from warehouse.home import Home
from warehouse.lake import Lake, LakeFile
from warehouse.limits import within
from warehouse.query import Connection
from warehouse.statements import quoted

AT_ONCE = 20_000  # rows
WRITTEN = Path(__file__).with_suffix(".toml")
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


TABLES = tuple(
    PeerTable(each["name"], each["columns"], each["filled"], tuple(each["indexes"]), each["lake"])
    for each in tomllib.loads(WRITTEN.read_text(encoding="utf-8"))["table"]
)
TEXTS = next(table for table in TABLES if table.name == "texts")
# What the lake's files of one batch say, with the names and columns of the warehouse that TABLES ask: of the
# seeded book, which was seen whole and tagged once, and no article of which is in two batches
_OF_ARTICLE = "select stored.*, outlet, day from stored join articles using (article_id)"
LAKE_VIEWS = {
    "articles": """
        select * replace (timezone('UTC', published_at) as published_at),
            timezone('Europe/London', published_at)::date as day
        from stored""",
    "article_texts": "from articles",
    "documents": "select article_id, article_id as text_no from articles",
    "coverage": """
        select outlets.outlet, days.day, 'up' as state, count(articles.article_id) as kept
        from outlets
        cross join (select unnest(generate_series(0, 27))::integer + $day::date as day) as days
        left join articles on articles.outlet = outlets.outlet and articles.day = days.day
        group by all""",
    "article_topics": _OF_ARTICLE,
    "article_entities": _OF_ARTICLE,
    "voices": _OF_ARTICLE,
    "people": _OF_ARTICLE,
    "copies": _OF_ARTICLE,
    "wording": _OF_ARTICLE,
    "tag_changes": _OF_ARTICLE,
    "mentions": "select stored.*, day from stored join articles using (article_id)",
    "postings": "select term, article_id as text_no, day from stored join articles using (article_id)",
    "article_stories": """
        select stored.*, outlet, day, published_at from stored join articles using (article_id)""",
    "stories": """
        select story_id, min(day) as first_day, max(day) as last_day,
            arg_min(outlet, (published_at, article_id)) as first_outlet,
            count(*) as articles, count(distinct outlet) as outlets
        from article_stories
        group by story_id""",
    "edits": """
        select stored.* replace (timezone('UTC', edited_at) as edited_at), outlet,
            timezone('Europe/London', edited_at)::date as day
        from stored join articles using (article_id)""",
    "fetches": "from stored",
    "versions": """
        select article_id, row_number() over read as nth, timezone('UTC', fetched_at) as valid_from,
            timezone('UTC', lead(fetched_at) over read) as valid_to, headline
        from stored
        window read as (partition by article_id order by fetched_at)""",
}
_MADE_OF = {"article_texts": "articles", "documents": "articles", "coverage": "articles",
            "stories": "article_stories"}  # fmt: skip


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
    """The lake of a seeded book that may not be published yet: a batch holds an article and all it tells."""

    def __init__(self, home: Home) -> None:
        files = sorted(Lake(home.lake).live(), key=lambda file: (file.batch_id, file.committed))
        self._batches = {batch: list(some) for batch, some in groupby(files, key=lambda file: file.batch_id)}
        self._connection = duckdb.connect(config=within(file.path for file in files))
        catalogue = self._batches[TOLD if TOLD in self._batches else "catalogue"]
        self._view("outlets", "from stored", _paths(catalogue, "outlets"))

    def has(self, table: PeerTable) -> bool:
        """Return whether the lake has what the table is filled from."""
        return bool(self._batches_of(table))

    def rows(self, table: PeerTable) -> Iterator[Some]:
        """Yield the table's rows, some at a time, the oldest batch first: they are named for their days."""
        for batch, files in self._batches_of(table).items():
            for name in _named(table.filled):
                if paths := _paths(files, _MADE_OF.get(name, name)):
                    view = LAKE_VIEWS[name].replace("$day", quoted(batch.removeprefix("day:")))
                    self._view(name, view, paths)
            found = self._connection.execute(table.filled)
            while some := found.fetchmany(AT_ONCE):
                yield some

    def _batches_of(self, table: PeerTable) -> dict[str, list[LakeFile]]:
        """Return the batches that bring the table's rows; of the two catalogues the further one counts."""
        brought = {batch: files for batch, files in self._batches.items() if _paths(files, table.lake_table)}
        brought.pop("catalogue", None)
        return brought

    def _view(self, name: str, view: str, paths: list[str]) -> None:
        stored = f"from read_parquet([{', '.join(map(quoted, paths))}], hive_partitioning = false)"
        self._connection.execute(f"create or replace temp view {name} as with stored as ({stored}) {view}")


def _paths(files: list[LakeFile], table: str) -> list[str]:
    return [str(file.path) for file in files if file.table == table]


def _named(asked: str) -> list[str]:
    """Return the views that a statement asks, and those that these ask, in the order they are made in."""
    words = set(re.findall(r"\w+", asked))
    for name in reversed(LAKE_VIEWS):
        if name in words:
            words |= set(re.findall(r"\w+", LAKE_VIEWS[name]))
    return [name for name in LAKE_VIEWS if name in words]
