"""What relating a day does, in plain functions that need no Airflow: lay its articles beside the days before.

A relation is a table whose rows speak of several articles. Each is a function of a `Window`, named for its
table and listed in `RELATIONS`; all tables of a day are one batch of the lake. A day's rows depend on the
articles of the window and on what was related on the days before, so that relating the same days in order
gives the same tables, whenever it is done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

import transforms
from transforms.latest import latest
from transforms.schemas import ARTICLES, COPIES, OUTLETS
from warehouse.home import Home
from warehouse.lake import Lake

DAYS = 14  # before a day: what is older is no longer copied, and each day costs the same
READ = (
    "article_id",
    "outlet",
    "headline",
    "body",
    "authors",
    "published_at",
    "language",
    "words",
    "fetched_at",
)
_SHAPES = {
    "articles": pa.schema([ARTICLES.field(name) for name in READ]),
    "copies": COPIES,
    "outlets": OUTLETS,
}


@dataclass(frozen=True)
class Window:
    """One day and the days before it that its articles are laid beside."""

    lake: Lake
    day: date

    @cached_property
    def articles(self) -> pa.Table:
        """Each article of the window as it stands, in the columns of `READ`."""
        return latest(self._rows("articles", [f"day:{day}" for day in (*self.days_before, self.day)], READ))

    @cached_property
    def of_day(self) -> pa.Array:
        """The ids of the articles that were read on the day itself."""
        return self._rows("articles", [f"day:{self.day}"], ("article_id",))["article_id"].unique()

    @cached_property
    def outlets(self) -> pa.Table:
        """The catalogue as the day knew it."""
        return self._rows("outlets", [f"day:{self.day}"], OUTLETS.names)

    @property
    def days_before(self) -> list[date]:
        """The days before the day, the oldest first."""
        return [self.day - timedelta(days=back) for back in range(DAYS, 0, -1)]

    def known(self, table: str, key: str = "article_id") -> pa.Table:
        """Return what the days before found, of each key the last row."""
        rows = [self._rows(table, [_batch(day)], _SHAPES[table].names) for day in reversed(self.days_before)]
        found = pa.concat_tables(rows)
        first = dict(zip(reversed(found[key].to_pylist()), reversed(range(found.num_rows)), strict=True))
        return found.take(pa.array(sorted(first.values()), pa.int64()))

    def _rows(self, table: str, batches: Sequence[str], columns: Sequence[str]) -> pa.Table:
        shape = pa.schema([_SHAPES[table].field(name) for name in columns])
        if table not in {file.table for file in self.lake.live()}:
            return shape.empty_table()
        return self.lake.read(table, batches=batches, columns=columns).cast(shape)


def copies(window: Window) -> pa.Table:
    """Return the clusters of copies that have an article of the day, all their articles in the window."""
    found = transforms.copies(
        window.articles, window.outlets, known=window.known("copies"), within=timedelta(days=DAYS)
    )
    touched = found["cluster_id"].filter(pc.is_in(found["article_id"], window.of_day)).unique()
    return found.filter(pc.is_in(found["cluster_id"], touched))


RELATIONS: dict[str, Callable[[Window], pa.Table]] = {"copies": copies}


def relate(day: date) -> int:
    """Return the lake's version once it holds the relations of the day's articles.

    Days after it that are in the lake and could see it are related again, for as long as that changes them:
    so refining an old day again ends in the tables that relating all days in order gives.
    """
    lake = Lake(Home.to_fill().lake)
    version, horizon = _commit(lake, day), day + timedelta(days=DAYS)
    for later in _days_refined(lake):
        if day < later <= horizon:
            before = lake.version
            version = _commit(lake, later)
            if version > before:
                horizon = later + timedelta(days=DAYS)
    return version


def _commit(lake: Lake, day: date) -> int:
    window = Window(lake, day)
    return lake.commit(_batch(day), {name: relation(window) for name, relation in RELATIONS.items()}, day=day)


def _batch(day: date) -> str:
    return f"relate:{day}"


def _days_refined(lake: Lake) -> list[date]:
    return [date.fromisoformat(batch.removeprefix("day:")) for batch in lake.batches("articles")]
