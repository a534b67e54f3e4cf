"""Opens the published warehouse, read-only, and answers what people ask most, as Arrow tables."""

import os
import re
import tempfile
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import snapshots
from warehouse.build import LIMITS, OFFLINE, Config
from warehouse.home import Home
from warehouse.statements import statement

PERIODS = ("day", "week", "month", "quarter", "year")
TIME_LIMIT_SECONDS = 60.0
PHRASE = re.compile(r'"([^"]+)"|(\S+)')
SPILL = str(Path(tempfile.gettempdir()) / f"beatbook-{os.getpid()}")  # made when memory is short
Connection = duckdb.DuckDBPyConnection
_locking = threading.Lock()


class QuestionError(Exception):
    """Raised for a question that cannot be answered as put; the message says what to do next.

    `near` holds what may have been meant, best first.
    """

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message, near)
        self.message = message
        self.near = near

    def __str__(self) -> str:
        return f"{self.message} Did you mean {', '.join(self.near)}?" if self.near else self.message


class NoWarehouse(QuestionError):
    """Raised by `open` before anything was published."""


class UnknownTopic(QuestionError):
    """Raised for a topic that the taxonomy does not have."""


class UnknownOutlet(QuestionError):
    """Raised for an outlet that the catalogue does not have."""


class UnknownArticle(QuestionError):
    """Raised for an id or an address that no article has, and for one that several share."""


class UnknownStory(QuestionError):
    """Raised when no story, or more than one, has the name given."""


class TimeLimit(QuestionError):
    """Raised when an answer takes longer than it may."""


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
            con.execute("set enable_external_access = false")
            con.execute("set lock_configuration = true")
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
    _known(con, "topic", topic, UnknownTopic)
    _among("by", by, (None, "outlet"))
    _among("every", every, PERIODS)
    if outlet is not None:
        _known(con, "outlet", outlet, UnknownOutlet)
    name = ("share" if share else "trend") + ("_by_outlet" if by else "")
    values = {"topic": topic, "every": every, "outlet": outlet, "since": since, "until": until}
    return _answer(con, name, values)


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
        _known(con, "topic", topic, UnknownTopic)
    _among("by", by, (None, "outlet"))
    _among("every", every, PERIODS)
    if outlet is not None:
        _known(con, "outlet", outlet, UnknownOutlet)
    values = {"topic": topic, "outlet": outlet, "since": since, "until": until}
    return (
        _answer(con, "voices_by_outlet", values | {"every": every}) if by else _answer(con, "voices", values)
    )


def heard(con: Connection, article_id: str) -> pa.Table:
    """Return the quotations of an article in reading order, with the columns of the table voices."""
    return _answer(con, "heard", {"article_id": article_id})


def search(
    con: Connection,
    words: str,
    *,
    limit: int = 20,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return the newest articles that hold all the words, in any case; "words in quotes" stand together.

    Columns: article_id, day, outlet, headline, url, snippet. Raises QuestionError without a word.
    """
    wanted = [
        each for each in (phrase or word.strip('"') for phrase, word in PHRASE.findall(words)) if each.strip()
    ]
    if not wanted:
        raise QuestionError("Say at least one word to search for.")
    if outlet is not None:
        _known(con, "outlet", outlet, UnknownOutlet)
    values = {"words": wanted, "limit": limit, "outlet": outlet, "since": since, "until": until}
    return _answer(con, "search", values)


def article(con: Connection, name: str) -> pa.Table:
    """Return one article, one row with its body, by its id, the first letters of its id, or its address.

    Raises UnknownArticle, with the ids that fit if there are several.
    """
    found = _answer(con, "article", {"name": name})
    if len(found) == 0:
        raise UnknownArticle(f"No article has the id or the address {name!r}: `beatbook search` finds ids.")
    if len(found) > 1:
        raise UnknownArticle(f"Several articles fit {name!r}.", tuple(found["article_id"].to_pylist()))
    return found


def evidence(con: Connection, article_id: str) -> pa.Table:
    """Return the spans of an article that are evidence for its topics, or name entities, in reading order.

    Columns: kind, tag, name, field, start, end, text, rule, version; offsets count code points.
    """
    return _answer(con, "evidence", {"article_id": article_id})


def stories(
    con: Connection,
    *,
    topic: str | None = None,
    limit: int = 20,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return the stories that most outlets ran, and which outlets were silent though we saw them.

    Columns: story_id, first_day, last_day, label, first_outlet, articles, outlets, silent (a list),
    half_life_hours. Raises UnknownTopic.
    """
    if topic is not None:
        _known(con, "topic", topic, UnknownTopic)
    return _answer(con, "stories", {"topic": topic, "limit": limit, "since": since, "until": until})


def story(con: Connection, name: str) -> pa.Table:
    """Return a story's articles in order, then the outlets without one, by its id or an article's.

    Columns: story_id, state (ran, silent, partial, blind), published_at, outlet, headline, article_id,
    hours_after_first. Raises UnknownStory, with the ids that fit if there are several.
    """
    found = _answer(con, "story", {"name": name})
    if len(found) == 0:
        raise UnknownStory(f"No story has the id {name!r}: `beatbook stories` lists ids.")
    if found["state"][0].as_py() == "named":
        raise UnknownStory(f"Several stories fit {name!r}.", tuple(found["story_id"].to_pylist()[:10]))
    return found


def story_texts(
    con: Connection,
    outlets: Sequence[str],
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Return the articles of some outlets that tell stories of several outlets, with their texts.

    Columns: article_id, outlet, headline, body, story_id. Raises UnknownOutlet, UnknownTopic.
    """
    for outlet in outlets:
        _known(con, "outlet", outlet, UnknownOutlet)
    if topic is not None:
        _known(con, "topic", topic, UnknownTopic)
    values = {"outlets": list(outlets), "topic": topic, "since": since, "until": until}
    return _answer(con, "story_texts", values)
def copy(con: Connection, article_id: str) -> dict[str, Any] | None:
    """Return the article's place among the copies of its text, and what it was made from; else None."""
    rows = _answer(con, "copy", {"article_id": article_id}).to_pylist()
    return dict(rows[0]) if rows else None


def releases(
    con: Connection, *, outlet: str | None = None, since: date | None = None, until: date | None = None
) -> pa.Table:
    """Return the releases of official bodies, the newest first, and what came of each.

    `articles` is null where none came of it and we saw no outlet that day. Raises UnknownOutlet.
    """
    if outlet is not None:
        _known(con, "outlet", outlet, UnknownOutlet)
    return _answer(con, "releases", {"outlet": outlet, "since": since, "until": until})


def outlets(con: Connection) -> pa.Table:
    """Return the catalogue's outlets, how many articles we hold of each, and from when to when."""
    return _answer(con, "outlets")


def topics(con: Connection) -> pa.Table:
    """Return the taxonomy's topics and how many articles and outlets each has."""
    return _answer(con, "topics")


def status(con: Connection) -> pa.Table:
    """Return each outlet's last run and how well we see the outlet, what needs attention first."""
    return _answer(con, "status")


def snapshot(con: Connection) -> dict[str, Any]:
    """Return what to cite with a figure: version, lake_version, built_at, taxonomy_version and others."""
    (row,) = _answer(con, "snapshot").to_pylist()
    return dict(row)


def sql(con: Connection, text: str, *, seconds: float = TIME_LIMIT_SECONDS) -> pa.Table:
    """Return the answer to any SQL. Raises TimeLimit, and QuestionError with DuckDB's own words."""
    timer = threading.Timer(seconds, con.interrupt)
    timer.start()
    try:
        return con.execute(text).to_arrow_table()
    except duckdb.InterruptException as stopped:
        raise TimeLimit(f"No answer within {seconds:g} s: ask for fewer days or fewer columns.") from stopped
    except duckdb.Error as problem:
        raise QuestionError(str(problem)) from problem
    finally:
        timer.cancel()


def table(con: Connection, name: str) -> pa.Table:
    """Return a whole table or view. Raises QuestionError for a name that there is none of."""
    require_table(con, name)
    return _answer(con, "table", {"name": name})


def require_table(con: Connection, name: str) -> None:
    """Raise QuestionError, with the names that come near, if there is no table or view of that name."""
    names = _answer(con, "tables")["name"].to_pylist()
    if name not in names:
        raise QuestionError(f"There is no table {name!r}.", _near(name, {each: each for each in names}))


def as_parquet(answer: pa.Table) -> bytes:
    """Return an answer as one Parquet file, zstd."""
    sink = BytesIO()
    pq.write_table(answer, sink, compression="zstd")
    return sink.getvalue()


def _answer(con: Connection, question: str, values: Mapping[str, Any] | None = None) -> pa.Table:
    return con.execute(statement("questions", question).text, values).to_arrow_table()


def _known(con: Connection, kind: str, slug: str, unknown: type[QuestionError]) -> None:
    rows = [row for row in _answer(con, "names").to_pylist() if row["kind"] == kind]
    if slug not in {row["slug"] for row in rows}:
        called = {row["slug"]: row["slug"] for row in rows} | {row["name"]: row["slug"] for row in rows}
        message = f"There is no {kind} {slug!r}: `beatbook {kind}s` lists them."
        raise unknown(message, _near(slug, called))


def _near(word: str, called: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs whose slug or name looks like the word, or holds it, best first."""
    folded = {name.casefold(): slug for name, slug in called.items()}
    asked = word.casefold()
    close = get_close_matches(asked, folded, n=5, cutoff=0.6)
    holding = [name for name in folded if len(asked) > 2 and asked in name]
    return tuple(dict.fromkeys(folded[name] for name in [*close, *holding]))[:5]


def _among(name: str, value: str | None, allowed: tuple[str | None, ...]) -> None:
    if value not in allowed:
        words = tuple(word for word in allowed if word)
        raise QuestionError(f"{name} can be {' or '.join(words)}, not {value!r}.")
