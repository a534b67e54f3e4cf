"""Tells the stories of a window of days again: which articles, of whatever outlets, are of one event."""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

import transforms
from transforms import schemas
from transforms.latest import latest
from transforms.stories import WINDOW_DAYS
from warehouse.lake import Lake, LakeError

REACH = timedelta(days=WINDOW_DAYS * 1.5)  # back from the day: what the window compares, and what that joined
ARTICLES = ["article_id", "outlet", "headline", "body", "published_at", "words", "fetched_at", "page_url"]


def stories(lake: Lake, day: date) -> dict[str, pa.Table]:
    """Return the tables `article_stories` and `story_changes` of the days up to this one, to be committed.

    Of the articles published in the 45 days up to it, or crawled then and without a date, those that have a
    topic are told: what is not on the beat would cost most of the time and make most of the noise. What the
    lake knows of their stories is kept; a day told again gives the same tables.
    """
    articles = _on_beat(lake, day)
    previous = _last(lake, articles)
    told = transforms.stories(articles, previous)
    return {"article_stories": told, "story_changes": transforms.story_changes(previous, told)}


def _on_beat(lake: Lake, day: date) -> pa.Table:
    """Return the window's articles that have a topic, each as it was last read."""
    read = _table(lake, "articles", schemas.ARTICLES).select(ARTICLES)
    topics = _table(lake, "article_topics", schemas.ARTICLE_TOPICS)
    at = pc.cast(pc.coalesce(read["published_at"], read["fetched_at"]), pa.date32())
    within = pc.and_(pc.greater(at, pa.scalar(day - REACH)), pc.less_equal(at, pa.scalar(day)))
    about = pc.is_in(read["article_id"], value_set=pc.unique(topics["article_id"]))
    return latest(read.filter(pc.fill_null(pc.and_(within, about), False)))


def _last(lake: Lake, articles: pa.Table) -> pa.Table:
    """Return the stories that the articles were last said to tell: what was committed last counts."""
    known: dict[str, str] = {}
    for held in lake.batches("article_stories"):
        known.update(zip(held["article_id"].to_pylist(), held["story_id"].to_pylist(), strict=True))
    ids = [article_id for article_id in articles["article_id"].to_pylist() if article_id in known]
    return pa.table(
        {
            "article_id": pa.array(ids, pa.string()),
            "story_id": pa.array([known[name] for name in ids], pa.string()),
        }
    )


def _table(lake: Lake, name: str, schema: pa.Schema) -> pa.Table:
    try:
        return lake.read(name)
    except LakeError:  # nothing of it was ever committed
        return schema.empty_table()
