"""Opens the published warehouse, read-only, and answers what people ask most, as Arrow tables."""

import os
import re
import tempfile
import threading
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import asking, snapshots
from warehouse.asking import (
    Connection,
    NoWarehouse,
    QuestionError,
    TimeLimit,
    UnknownArticle,
    UnknownOutlet,
    UnknownStory,
    UnknownTopic,
    within,
)
from warehouse.edited import edits, revisions, second_looks
from warehouse.home import Home
from warehouse.limits import LIMITS, OFFLINE, Config
from warehouse.told import (
    copy,
    lineage,
    releases,
    spans,
    stories,
    story,
    story_texts,
    tagged_by,
    texts,
    topic_changes,
    voices_added,
)
from warehouse.variables import HOME, set_variable

__all__ = [
    "Connection",
    "NoWarehouse",
    "QuestionError",
    "TimeLimit",
    "UnknownArticle",
    "UnknownOutlet",
    "UnknownStory",
    "UnknownTopic",
    "article",
    "as_parquet",
    "copy",
    "edits",
    "evidence",
    "heard",
    "lineage",
    "open",
    "outlets",
    "releases",
    "require_table",
    "revisions",
    "search",
    "second_looks",
    "snapshot",
    "spans",
    "sql",
    "status",
    "stories",
    "story",
    "story_texts",
    "table",
    "tagged_by",
    "texts",
    "topic_changes",
    "topics",
    "trend",
    "voices",
    "voices_added",
    "within",
]

PERIODS = ("day", "week", "month", "quarter", "year")
TIME_LIMIT_SECONDS = 60.0
WORD = re.compile(r"[^\W_]")
SPILL = str(Path(tempfile.gettempdir()) / f"beatbook-{os.getpid()}")  # made when memory is short
_locking = threading.Lock()


def open(home: Home, as_of: date | None = None) -> Connection:  # the name that analysts know from files
    """Return a connection to the warehouse that is published now, which stays as it is while open.

    With `as_of`, the one that was published at the end of that day. It cannot change anything: the file is
    open for reading, other files and the network are out of reach, and the limits on memory and threads are
    locked. Raises NoWarehouse.
    """
    if not home.warehouse.exists():
        raise NoWarehouse(f"There is no warehouse in {home.root} yet: run `make demo` or `beatbook crawl`.")
    config: Config = {**LIMITS, **OFFLINE, "temp_directory": SPILL}
    con = duckdb.connect(str(_published(home, as_of)), read_only=True, config=config)
    with _locking:  # all connections of a process to one file share their settings
        ((locked,),) = con.execute("select current_setting('lock_configuration')").fetchall()
        if not locked:
            con.execute("set allowed_directories = $folders", {"folders": [str(home.segments.resolve())]})
            con.execute("set enable_external_access = false")
            con.execute("set lock_configuration = true")
    set_variable(con, HOME, str(home.root.resolve()))
    return con


def _published(home: Home, as_of: date | None) -> Path:
    if as_of is None:
        return home.warehouse
    path = snapshots.as_of(home, as_of)
    if path is None:
        oldest = min((built_at for built_at, _ in snapshots.kept(home)), default=None)
        reach = f"the oldest is of {oldest:%Y-%m-%d}" if oldest else "none is kept"
        raise NoWarehouse(f"No snapshot of {as_of} or before it is kept in {home.snapshots}: {reach}.")
    return path


def trend(
    con: Connection,
    topic: str,
    *,
    by: str | None = None,
    every: str = "week",
    share: bool = False,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return how much was written about a topic in each period, null where we were blind.

    One row a period, or with `by="outlet"` one an outlet and period; with `share`, as a part of the outlets'
    whole output. The columns are those of the macros trend, trend_by_outlet, share and share_by_outlet.
    Raises UnknownTopic, UnknownOutlet, and QuestionError for another `by` or `every`.
    """
    asking.known(con, "topic", topic, UnknownTopic)
    asking.among("by", by, (None, "outlet"))
    asking.among("every", every, PERIODS)
    if outlet is not None:
        asking.known(con, "outlet", outlet, UnknownOutlet)
    name = ("share" if share else "trend") + ("_by_outlet" if by else "")
    values = {"topic": topic, "every": every, "outlet": outlet, "since": since, "until": until}
    return asking.answer(con, name, values)


def voices(
    con: Connection,
    topic: str | None = None,
    *,
    by: str | None = None,
    every: str = "week",
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return who gets to speak in articles about a topic, or in all: one row a role, the longest first.

    With `by="outlet"`, one row a role in an outlet and period, null where we were blind. Columns are those of
    the macros voices and voices_by_outlet. Raises UnknownTopic, UnknownOutlet, and QuestionError.
    """
    if topic is not None:
        asking.known(con, "topic", topic, UnknownTopic)
    asking.among("by", by, (None, "outlet"))
    asking.among("every", every, PERIODS)
    if outlet is not None:
        asking.known(con, "outlet", outlet, UnknownOutlet)
    values = {"topic": topic, "outlet": outlet, "since": since, "until": until}
    return (
        asking.answer(con, "voices_by_outlet", values | {"every": every})
        if by
        else asking.answer(con, "voices", values)
    )


def heard(con: Connection, article_id: str) -> pa.Table:
    """Return the quotations of an article in reading order, with the columns of the table voices."""
    return asking.answer(con, "heard", {"article_id": article_id})


def search(
    con: Connection,
    words: str,
    *,
    limit: int = 20,
    outlet: str | None = None,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return the articles that hold what is asked for, the best first; docs/search.md has the language.

    Columns: article_id, day, outlet, headline, url, snippet (the words between « and »), score. Raises
    QuestionError without a word, and for what cannot be read; UnknownOutlet; UnknownTopic.
    """
    if not WORD.search(words):
        raise QuestionError("Say at least one word to search for.")
    if outlet is not None:
        asking.known(con, "outlet", outlet, UnknownOutlet)
    if topic is not None:
        asking.known(con, "topic", topic, UnknownTopic)
    values = {
        "words": words,
        "limit": limit,
        "outlet": outlet,
        "topic": topic,
        "since": since,
        "until": until,
    }
    try:
        return asking.answer(con, "search", values)
    except duckdb.InvalidInputException as problem:
        raise QuestionError(str(problem).removeprefix("Invalid Input Error: ")) from problem


def article(con: Connection, name: str) -> pa.Table:
    """Return one article, one row with its body, by its id, the first letters of its id, or its address.

    Raises UnknownArticle, with the ids that fit if there are several.
    """
    found = asking.answer(con, "article", {"name": name})
    if len(found) == 0:
        raise UnknownArticle(f"No article has the id or the address {name!r}: `beatbook search` finds ids.")
    if len(found) > 1:
        raise UnknownArticle(f"Several articles fit {name!r}.", tuple(found["article_id"].to_pylist()))
    return found


def evidence(con: Connection, article_id: str) -> pa.Table:
    """Return the spans of an article that are evidence for its topics, or name entities, in reading order.

    Columns: kind, tag, name, field, start, end, text, rule, version; offsets count code points.
    """
    return asking.answer(con, "evidence", {"article_id": article_id})


def outlets(con: Connection) -> pa.Table:
    """Return the catalogue's outlets, how many articles we hold of each, and from when to when."""
    return asking.answer(con, "outlets")


def topics(con: Connection) -> pa.Table:
    """Return the taxonomy's topics and how many articles and outlets each has."""
    return asking.answer(con, "topics")


def status(con: Connection) -> pa.Table:
    """Return each outlet's last run and how well we see the outlet, what needs attention first."""
    return asking.answer(con, "status")


def snapshot(con: Connection) -> dict[str, Any]:
    """Return what to cite with a figure: version, lake_version, built_at, taxonomy_version and others."""
    (row,) = asking.answer(con, "snapshot").to_pylist()
    return dict(row)


def sql(
    con: Connection,
    text: str,
    values: Mapping[str, Any] | None = None,
    *,
    seconds: float = TIME_LIMIT_SECONDS,
) -> pa.Table:
    """Return the answer to any SQL. Raises TimeLimit, and QuestionError with DuckDB's own words."""
    with asking.within(con, seconds):
        return con.execute(text, values).to_arrow_table()


def table(con: Connection, name: str) -> pa.Table:
    """Return a whole table or view. Raises QuestionError for a name that there is none of."""
    require_table(con, name)
    return asking.answer(con, "table", {"name": name})


def require_table(con: Connection, name: str) -> None:
    """Raise QuestionError, with the names that come near, if there is no table or view of that name."""
    names = asking.answer(con, "tables")["name"].to_pylist()
    if name not in names:
        raise QuestionError(f"There is no table {name!r}.", asking.near(name, {each: each for each in names}))


def as_parquet(answer: pa.Table) -> bytes:
    """Return an answer as one Parquet file, zstd."""
    import pyarrow.parquet as pq  # a third of a question's start, and few questions want it

    sink = BytesIO()
    pq.write_table(answer, sink, compression="zstd")
    return sink.getvalue()
