"""Questions about what was edited after publication: typed edits, and an article's revisions."""

import re
from datetime import date
from typing import TYPE_CHECKING

from warehouse.answers import Connection
from warehouse.asking import answer, days, known, near
from warehouse.statements import statement
from warehouse.unanswered import QuestionError

if TYPE_CHECKING:
    import pyarrow as pa


def edits(
    con: Connection,
    *,
    article_id: str | None = None,
    topic: str | None = None,
    outlet: str | None = None,
    kind: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> "pa.Table":
    """Return the typed edits, the last seen first, with the columns of the macro `edits`.

    Raises UnknownTopic, UnknownOutlet, and QuestionError for a kind that there is none of and for an end
    before its start.
    """
    known(con, topic=topic, outlet=outlet)
    if kind is not None and kind not in kinds():
        named = {each: each for each in kinds()}
        raise QuestionError(f"There is no kind of edit {kind!r}: docs/edits.md has them.", near(kind, named))
    days(since, until)
    of_what = {"article_id": article_id, "topic": topic, "outlet": outlet, "kind": kind}
    values = of_what | {"since": since, "until": until}
    return answer(con, "edits", values)


def second_looks(
    con: Connection,
    *,
    topic: str | None = None,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Return how often articles were looked at again: where that is 0, edits could not be seen."""
    known(con, topic=topic, outlet=outlet)
    days(since, until)
    values = {"topic": topic, "outlet": outlet, "since": since, "until": until}
    return int(answer(con, "second_looks", values)["looks"][0].as_py())


def kinds() -> tuple[str, ...]:
    """Return every kind of edit, as the macro edit_kinds has them."""
    (listed,) = re.findall(r" as\n(.*)", statement("macros", "edit_kinds").query, re.DOTALL)
    return tuple(re.findall(r"\w+", listed))


def revisions(con: Connection, article_id: str) -> "pa.Table":
    """Return an article's revisions with their texts, the oldest first.

    Columns: revision, valid_from, valid_to, headline, body (null where it was not kept), words, run_id,
    warc_file, warc_offset.
    """
    return answer(con, "revisions_told", {"article_id": article_id})
