"""What relating a day does, in plain functions that need no Airflow: lay its articles beside the days before.

A relation is a table whose rows speak of several articles, or of several states of one. Each is a function of
the lake and a day, listed in `RELATIONS`; all tables of a day are one batch of the lake. A day's rows depend
on the articles of a window and on what was related on the days before, so that relating the same days in
order gives the same tables, whenever it is done.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

import transforms
from spiders.second_looks import LADDER, LOOKED_AFTER_FOR
from transforms import gazetteer
from transforms.latest import latest
from transforms.schemas import ARTICLE_STORIES, ARTICLES, COPIES, OUTLETS, RELEVANCE
from transforms.stories import WINDOW_DAYS
from warehouse import ageing
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.revising import revised

DAYS = 14  # before a day: what is older is no longer copied, and each day costs the same
TOLD_DAYS = round(1.5 * WINDOW_DAYS)  # what a story's window compares, and what that joined
LOOKED_AT_DAYS = (LOOKED_AFTER_FOR + LADDER[-1]).days + DAYS  # before a day: how old a first look may be
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
    "page_url",
)
_SHAPES = {
    "articles": pa.schema([ARTICLES.field(name) for name in READ]),
    "article_stories": ARTICLE_STORIES,
    "copies": COPIES,
    "outlets": OUTLETS,
    "relevance": RELEVANCE,
}
Tables = dict[str, pa.Table]


@dataclass(frozen=True)
class Window:
    """One day and the days before it that its articles are laid beside."""

    lake: Lake
    day: date
    days: int = DAYS  # before the day

    @cached_property
    def articles(self) -> pa.Table:
        """Each article of the window as it stands, in the columns of `READ`."""
        return latest(self._rows("articles", self._refined, READ))

    @cached_property
    def on_the_beat(self) -> pa.Table:
        """Those of the window's articles that are about policing or the communities policed."""
        judged = self._rows("relevance", self._refined, ("article_id", "is_on_beat"))
        ids = judged.filter(judged["is_on_beat"])["article_id"]
        return self.articles.filter(pc.is_in(self.articles["article_id"], value_set=ids.unique()))

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
        return [self.day - timedelta(days=back) for back in range(self.days, 0, -1)]

    @property
    def _refined(self) -> list[str]:
        return [f"day:{day}" for day in (*self.days_before, self.day)]

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


def copies(lake: Lake, day: date) -> Tables:
    """Return the clusters of copies that have an article of the day, all their articles in the window."""
    window = Window(lake, day)
    found = transforms.copies(
        window.articles, window.outlets, known=window.known("copies"), within=timedelta(days=DAYS)
    )
    touched = found["cluster_id"].filter(pc.is_in(found["article_id"], window.of_day)).unique()
    return {"copies": found.filter(pc.is_in(found["cluster_id"], touched))}


def stories(lake: Lake, day: date) -> Tables:
    """Return the stories that articles on the beat tell, as the day leaves them, and what it changed.

    What is not on the beat would cost most of the time and make most of the noise.
    """
    window = Window(lake, day, TOLD_DAYS)
    articles = window.on_the_beat
    known = window.known("article_stories")
    before = known.filter(pc.is_in(known["article_id"], value_set=articles["article_id"]))
    previous = before.select(["article_id", "story_id"])
    told = transforms.stories(articles, previous)
    return {"article_stories": told, "story_changes": transforms.story_changes(previous, told)}


def edits(lake: Lake, day: date) -> Tables:
    """Return what was edited between the revisions that the day brought and those before them."""
    batches = [f"day:{day - timedelta(days=back)}" for back in range(LOOKED_AT_DAYS + 1)]
    found = revised(lake, batches[0], batches)
    return {"edits": transforms.edits(found, gazetteer.load(more=os.environ.get("BEATBOOK_GAZETTEER")))}


RELATIONS: tuple[Callable[[Lake, date], Tables], ...] = (copies, stories, edits)


def relate(day: date) -> int:
    """Return the lake's version once it holds the relations of the day's articles.

    Days after it that are in the lake and could see it are related again, for as long as that changes them:
    so refining an old day again ends in the tables that relating all days in order gives. A later day with
    texts that are emptied keeps what it found while they were there.
    """
    home = Home.to_fill()
    lake = Lake(home.lake)
    version, horizon = _commit(lake, day), day + timedelta(days=DAYS)
    for later in _days_refined(lake):
        if day < later <= horizon and not ageing.emptied(home, later):
            before = lake.version
            version = _commit(lake, later)
            if version > before:
                horizon = later + timedelta(days=DAYS)
    return version


def _commit(lake: Lake, day: date) -> int:
    tables = {name: table for relation in RELATIONS for name, table in relation(lake, day).items()}
    return lake.commit(_batch(day), tables, day=day)


def _batch(day: date) -> str:
    return f"relate:{day}"


def _days_refined(lake: Lake) -> list[date]:
    return [date.fromisoformat(batch.removeprefix("day:")) for batch in lake.batches("articles")]
