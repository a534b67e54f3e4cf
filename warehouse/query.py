"""Answers what people ask the published warehouse most, as Arrow tables."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from warehouse import asking
from warehouse.answers import Connection, Fetch, Rows, T, arrow, plain
from warehouse.asking import answer, fetched, within
from warehouse.edited import edits, revisions, second_looks
from warehouse.opening import open
from warehouse.searching import files, search
from warehouse.told import (
    copy,
    lineage,
    releases,
    silence,
    spans,
    stories,
    story,
    story_texts,
    tagged_by,
    texts,
    topic_changes,
    voices_added,
)
from warehouse.unanswered import (
    DamagedBook,
    NoWarehouse,
    OtherBook,
    QuestionError,
    TimeLimit,
    TooLarge,
    UnknownArticle,
    UnknownOutlet,
    UnknownStory,
    UnknownTopic,
)
from warehouse.variables import set_variable

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "Connection",
    "DamagedBook",
    "NoWarehouse",
    "QuestionError",
    "Rows",
    "TimeLimit",
    "TooLarge",
    "UnknownArticle",
    "UnknownOutlet",
    "UnknownStory",
    "UnknownTopic",
    "answer",
    "arrow",
    "article",
    "as_parquet",
    "copy",
    "edits",
    "evidence",
    "fetched",
    "heard",
    "lineage",
    "open",
    "outlets",
    "plain",
    "releases",
    "require_table",
    "revisions",
    "search",
    "second_looks",
    "silence",
    "snapshot",
    "spans",
    "sql",
    "sql_fetched",
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
    "trend_asked",
    "voices",
    "voices_added",
    "within",
]

PERIODS = ("day", "week", "month", "quarter", "year")
TIME_LIMIT_SECONDS = 60.0


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
) -> "pa.Table":
    """Return how much was written about a topic in each period, null where we were blind.

    One row a period, or with `by="outlet"` one an outlet and period; with `share`, as a part of the outlets'
    whole output. The columns are those of the macros trend, trend_by_outlet, share and share_by_outlet.
    Raises UnknownTopic, UnknownOutlet, and QuestionError: another `by` or `every`, an end before its start.
    """
    name, values = trend_asked(con, topic, by, every, share, outlet, since, until)
    return answer(con, name, values)


def trend_asked(
    con: Connection,
    topic: str,
    by: str | None,
    every: str,
    share: bool,
    outlet: str | None,
    since: date | None,
    until: date | None,
) -> tuple[str, dict[str, Any]]:
    """Return the question that `trend` puts, and its values. Raises what `trend` raises."""
    asking.known(con, topic=topic, outlet=outlet)
    asking.among("by", by, (None, "outlet"))
    asking.among("every", every, PERIODS)
    asking.days(since, until)
    name = ("share" if share else "trend") + ("_by_outlet" if by else "")
    return name, {"topic": topic, "every": every, "outlet": outlet, "since": since, "until": until}


def voices(
    con: Connection,
    topic: str | None = None,
    *,
    by: str | None = None,
    every: str = "week",
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> "pa.Table":
    """Return who gets to speak in articles about a topic, or in all: one row a role, the longest first.

    With `by="outlet"`, one row a role in an outlet and period, null where we were blind. Columns are those of
    the macros voices and voices_by_outlet. Raises UnknownTopic, UnknownOutlet, and QuestionError.
    """
    asking.known(con, topic=topic, outlet=outlet)
    asking.among("by", by, (None, "outlet"))
    asking.among("every", every, PERIODS)
    asking.days(since, until)
    values = {"topic": topic, "outlet": outlet, "since": since, "until": until}
    return answer(con, "voices_by_outlet", values | {"every": every}) if by else answer(con, "voices", values)


def heard(con: Connection, article_id: str) -> "pa.Table":
    """Return the quotations of an article in reading order, with the columns of the table voices."""
    return answer(con, "heard", {"article_id": article_id})


def article(con: Connection, name: str) -> "pa.Table":
    """Return one article, one row with its body, by its id, the first letters of its id, or its address.

    Raises UnknownArticle, with the ids that fit if there are several.
    """
    try:
        found = fetched(con, "article_of_id", {"name": name}, plain).values  # most ask so: it is soon found
    except OtherBook:  # an earlier version's, which finds nothing soon
        found = []
    found = found or fetched(con, "articles_named", {"name": name}, plain).values
    if not found:
        raise UnknownArticle(f"No article has the id or the address {name!r}: `beatbook search` finds ids.")
    if len(found) > 1:
        raise UnknownArticle(f"Several articles fit {name!r}.", tuple(article_id for article_id, *_ in found))
    ((article_id, text_no, day),) = found
    set_variable(con, "text_files", files(con, "bodies", [text_no]))
    return answer(con, "article", {"id": article_id, "text_no": text_no, "day": day})


def evidence(con: Connection, article_id: str) -> "pa.Table":
    """Return the spans of an article that are evidence for its topics, or name entities, in reading order.

    Columns: kind, tag, name, field, start, end, text, rule, version; offsets count code points.
    """
    return answer(con, "evidence", {"article_id": article_id})


def outlets(con: Connection) -> "pa.Table":
    """Return the catalogue's outlets, how many articles we hold of each, and from when to when."""
    return answer(con, "outlets")


def topics(con: Connection) -> "pa.Table":
    """Return the taxonomy's topics and how many articles and outlets each has."""
    return answer(con, "topics")


def status(con: Connection, *, since: date | None = None, until: date | None = None) -> "pa.Table":
    """Return each outlet's last run and how well we saw the outlet, what needs attention first.

    The days that are counted go up to `until`, or to the last run; they are thirty, unless `since` names the
    first. Raises QuestionError for days that stand the wrong way round.
    """
    asking.days(since, until)
    return answer(con, "status", {"since": since, "until": until})


def snapshot(con: Connection) -> dict[str, Any]:
    """Return what to cite with a figure: version, lake_version, built_at, taxonomy_version and others."""
    (row,) = fetched(con, "snapshot", None, plain).to_pylist()
    return row


def sql(
    con: Connection,
    text: str,
    values: Mapping[str, Any] | None = None,
    *,
    seconds: float = TIME_LIMIT_SECONDS,
) -> "pa.Table":
    """Return the answer to any SQL. Raises TimeLimit, TooLarge, and QuestionError with DuckDB's own words."""
    return sql_fetched(con, text, arrow, values, seconds)


def sql_fetched(
    con: Connection,
    text: str,
    fetch: Fetch[T],
    values: Mapping[str, Any] | None = None,
    seconds: float = TIME_LIMIT_SECONDS,
) -> T:
    """Return the answer to any SQL as `arrow` or `plain` gives it. Raises what `sql` raises."""
    with within(con, seconds):
        asking.one(con, text)
        return fetch(con.execute(text, values))


def table(con: Connection, name: str) -> "pa.Table":
    """Return a whole table or view. Raises QuestionError for a name that there is none of."""
    require_table(con, name)
    return answer(con, "table", {"name": name})


def require_table(con: Connection, name: str) -> None:
    """Raise QuestionError, with the names that come near, if there is no table or view of that name."""
    names = [row["name"] for row in fetched(con, "tables", None, plain).to_pylist()]
    if name not in names:
        cure = "`show tables` lists them; what is called as trend() is asked in SQL."
        near = asking.near(name, {each: each for each in names})
        raise QuestionError(f"There is no table {name!r}: {cure}", near)


def as_parquet(table: "pa.Table") -> bytes:
    """Return a table as one Parquet file, zstd."""
    import pyarrow.parquet as pq  # a third of a question's start, and few questions want it

    sink = BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
