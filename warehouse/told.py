"""Questions about many articles at once: stories, copies, releases, and what a topic is found by."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from warehouse.answers import Connection
from warehouse.asking import answer, days, known
from warehouse.statements import statement
from warehouse.unanswered import UnknownStory

if TYPE_CHECKING:
    import pyarrow as pa

TEXTS_AT_A_TIME = 500  # a body may have a megabyte


def stories(
    con: Connection,
    *,
    topic: str | None = None,
    limit: int = 20,
    since: date | None = None,
    until: date | None = None,
) -> "pa.Table":
    """Return the stories that most outlets ran, and which outlets were silent though we saw them.

    Columns: story_id, first_day, last_day, label, first_outlet, articles, outlets, silent (a list),
    half_life_hours. Raises UnknownTopic.
    """
    known(con, topic=topic)
    days(since, until)
    return answer(con, "stories", {"topic": topic, "limit": limit, "since": since, "until": until})


def story(con: Connection, name: str) -> "pa.Table":
    """Return a story's articles in order, then the outlets without one, by its id or an article's.

    Columns: story_id, state (ran, silent, partial, blind), published_at, outlet, headline, article_id,
    hours_after_first. Raises UnknownStory, with the ids that fit if there are several.
    """
    found = answer(con, "story", {"name": name})
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
) -> "pa.Table":
    """Return the articles of some outlets that tell stories of several outlets, with their texts.

    Columns: article_id, outlet, headline, body, story_id. Raises UnknownOutlet, UnknownTopic.
    """
    for outlet in outlets:
        known(con, outlet=outlet)
    known(con, topic=topic)
    days(since, until)
    values = {"outlets": list(outlets), "topic": topic, "since": since, "until": until}
    return answer(con, "story_texts", values)


def copy(con: Connection, article_id: str) -> dict[str, Any] | None:
    """Return the article's place among the copies of its text, and what it was made from; else None."""
    rows = answer(con, "copy", {"article_id": article_id}).to_pylist()
    return dict(rows[0]) if rows else None


def lineage(con: Connection, release: str) -> "pa.Table":
    """Return the articles made from a release, or from another original, the earliest first.

    The columns are those of the macro lineage.
    """
    return answer(con, "lineage", {"release": release})


def voices_added(con: Connection, release: str) -> "pa.Table":
    """Return the quotations that articles added to a release.

    Columns: article_id, outlet, role, speaker (by name, else as written), words, text.
    """
    return answer(con, "voices_added", {"release": release})


def releases(
    con: Connection, *, outlet: str | None = None, since: date | None = None, until: date | None = None
) -> "pa.Table":
    """Return the releases of official bodies, the newest first, and what came of each.

    `articles` is null where none came of it and we saw no outlet that day. Raises UnknownOutlet.
    """
    known(con, outlet=outlet)
    days(since, until)
    return answer(con, "releases", {"outlet": outlet, "since": since, "until": until})


def silence(con: Connection, name: str) -> "pa.Table":
    """Return whether each outlet ran a story or a release (by its whole id), and whether we saw it.

    Columns: those of the macro `silence`. An id of neither gives no row.
    """
    return answer(con, "silence", {"id": name})


def texts(con: Connection) -> "pa.RecordBatchReader":
    """Return all articles with their texts, some hundred at a time, in no order.

    Columns: article_id, outlet, day, url, headline, body, language.
    """
    return con.execute(statement("questions", "texts").text).to_arrow_reader(TEXTS_AT_A_TIME)


def spans(con: Connection, topic: str) -> "pa.Table":
    """Return the evidence of a topic, or of a group's topics, in all their articles.

    Columns: article_id, topic, score, field, start, end, text, rule. A topic that the warehouse does not have
    gives no row.
    """
    return answer(con, "spans", {"topic": topic})


def tagged_by(con: Connection) -> "pa.Table":
    """Return which taxonomies gave articles their topics: version, articles, is_current, the newest first."""
    return answer(con, "tagged_by")


def topic_changes(con: Connection) -> "pa.Table":
    """Return the topics that changed when history was tagged last, what changed most first.

    Columns: topic, added and dropped (articles), articles (that it has now). Only articles count that two
    taxonomies tagged in the same words.
    """
    return answer(con, "topic_changes")
