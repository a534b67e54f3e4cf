"""Search for whoever asks from Python, the command line or the server: one statement finds, one shows."""

import re
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse import asking
from warehouse.answers import Connection, arrow, plain
from warehouse.matching import BOUNDS, COUNTED, LEAVES, NAMED, best, leaves, pattern, shown
from warehouse.statements import quoted
from warehouse.unanswered import QuestionError
from warehouse.variables import HOME
from warehouse.wanted import read

if TYPE_CHECKING:
    import pyarrow as pa

WORD = re.compile(r"[^\W_]")
NOTHING = (
    "(select null::varchar as term, null::integer as text_no, null::date as day, null::utinyint as size,"
    " null::utinyint as weight, null::integer[] as positions, null::varchar as body where false)"
)
LENGTHS = "select texts as texts_of_book, usual_length from text_lengths"
LENGTHS_EARLIER = "select count(*) as texts_of_book, avg(tokens) as usual_length from documents"


def search(
    con: Connection,
    words: str,
    *,
    limit: int = 20,
    outlet: str | None = None,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> "pa.Table":
    """Return the articles that hold what is asked for, the best first; docs/search.md has the language.

    Columns: article_id, day, outlet, headline, url, snippet (the words between « and »), score. Raises
    QuestionError without a word, and for what cannot be read; UnknownOutlet; UnknownTopic.
    """
    if not isinstance(words, str) or not WORD.search(words):
        raise QuestionError("Say at least one word to search for.")
    if not isinstance(limit, int) or limit < 1:
        raise QuestionError(f"limit is how many articles at most, a whole number from 1 on, not {limit!r}.")
    wanted = read(words)
    asking.known(con, topic=topic, outlet=outlet)
    asking.days(since, until)
    given = {"since": since, "until": until, "outlet": outlet, "topic": topic}
    bounds = {name: value for name, value in given.items() if value is not None}
    in_leaves = {name: value for name, value in bounds.items() if name in BOUNDS}
    of_topic = {name: value for name, value in bounds.items() if name not in BOUNDS}
    words_of_all = _stored(con, "postings")
    lengths, is_earlier = _lengths(con)
    con.execute(leaves(wanted, bounds, words_of_all, is_earlier=is_earlier), in_leaves)
    try:
        (rarest,) = _columns(con.execute(COUNTED).fetchall() if len(wanted.leaves) > 1 else [], 1)
        of_best = of_topic | lengths | {"limit": limit}
        found = con.execute(best(wanted, bounds, rarest, is_earlier=is_earlier), of_best).fetchall()
    finally:
        con.execute(f"drop table temp.{LEAVES}")
    texts, scores, days = _columns(found, 3)
    ahead = {"texts": texts, "scores": scores, "days": days, "limit": limit}
    names, days, texts, scores = _columns(con.execute(NAMED, ahead).fetchall(), 4)
    con.execute(
        shown(texts, _stored(con, "bodies", texts)),
        {"words": pattern(wanted), "names": names, "days": days, "scores": scores},
    )
    return arrow(con)


def _lengths(con: Connection) -> tuple[dict[str, float], bool]:
    """Return how many texts the book has and how long one is, and whether an earlier version made it."""
    try:
        told, is_earlier = con.execute(LENGTHS).fetchall(), False
    except duckdb.CatalogException:
        told, is_earlier = con.execute(LENGTHS_EARLIER).fetchall(), True
    ((texts, usual),) = told
    return {"texts_of_book": texts, "usual_length": usual}, is_earlier


def _columns(rows: list[tuple[Any, ...]], number: int) -> list[list[Any]]:
    """Return so many columns of rows, as lists."""
    return [[row[place] for row in rows] for place in range(number)]


def files(con: Connection, kind: str, texts: Collection[int] | None = None) -> list[str]:
    """Return the files of all words, or bodies, or those in which these texts are."""
    held = asking.fetched(con, "segments", {"kind": kind}, plain).values
    ((home,),) = con.execute(f"select getvariable('{HOME}')").fetchall()
    return [
        f"{home}/segments/{name}"
        for name, first, last in held
        if texts is None or any(first <= text <= last for text in texts)
    ]


def _stored(con: Connection, kind: str, texts: Collection[int] | None = None) -> str:
    """Return the relation of what `files` names."""
    named = ", ".join(map(quoted, files(con, kind, texts)))
    return f"read_parquet([{named}])" if named else NOTHING
