"""Finds what a digest tells of articles: bursts, stories that began, and outlets that were silent on one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from beatbook import moments
from beatbook.digest.asking import of_window, piece, pieces, rows
from beatbook.digest.lines import Line, Piece, Section
from beatbook.digest.window import Window
from beatbook.digest.wording import count, expected, listed, sentence
from beatbook.site.answers import literal

if TYPE_CHECKING:
    from beatbook.book import Book

MOST = 10  # lines of a section
EACH = 4  # articles of a burst
JUDGED = 40  # stories that silence is asked of
LEAST = 3.0  # deviations that make a burst
STATES = ("ran", "silent", "partial", "blind")  # of an outlet and a story
RAN = 2  # outlets that make a story one that others could have run


def bursts(book: "Book", told: Window, least: float = LEAST, most: int = MOST) -> Section:
    """Return the days on which topics had more articles than expected; topics of one event share a line."""
    found = of_window(book, "bursts", told, least=least)
    events: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in found:
        events.setdefault((row["day"], row["story_id"] or row["topic"]), []).append(row)
    shown = list(events.values())[:most]
    articles = _articles(book, [id for rows in shown for id in rows[0]["article_ids"]])
    lines = [_burst(rows, articles) for rows in shown]
    note = "" if lines else "No topic had more articles than its weekdays before let expect."
    return Section("bursts", "Bursts", tuple(lines), _more(len(events), len(lines), note), len(events))


def _burst(rows: Sequence[dict[str, Any]], articles: dict[str, Any]) -> Line:
    first = rows[0]
    also = listed([row["name"] for row in rows[1:]])
    said = (
        f"{sentence(count(first['articles'], 'article'))} in {count(first['outlets'], 'outlet')} on "
        f"{moments.day(first['day'])}, where {expected(first['expected'])} expected."
    )
    if first["label"]:
        said += f" Most tell “{first['label']}”."
    if also:
        said += f" {also} burst with it."
    made = [articles[id] for id in first["article_ids"] if id in articles]
    day = literal(first["day"])
    return Line(
        f"burst:{first['day']}:{first['story_id'] or first['topic']}",
        first["name"],
        said,
        f"from bursts({literal(first['topic'])}, since := {day}, until := {day}, least := 0)",
        f"index.html#topic={first['topic']}&week={moments.monday(first['day'])}",
        first["day"],
        articles=one_an_outlet(sorted(made, key=lambda row: row["story_id"] != first["story_id"]))[:EACH],
    )


def stories(book: "Book", told: Window) -> Section:
    """Return the stories that began in the window and that several outlets told."""
    found = of_window(book, "stories", told)
    ((alone,),) = [row.values() for row in of_window(book, "lone_stories", told)]
    articles = pieces(book, [id for row in found[:MOST] for id in row["article_ids"]])
    lines = [
        Line(
            f"story:{row['story_id']}",
            row["label"],
            f"{sentence(count(row['outlets'], 'outlet'))}, {count(row['articles'], 'article')}; "
            f"{row['first_outlet']} first, on {moments.day(row['first_day'])}.",
            f"from story({literal(row['story_id'])})",
            f"stories.html#story={row['story_id']}",
            row["first_day"],
            articles=tuple(articles[id] for id in row["article_ids"] if id in articles),
        )
        for row in found[:MOST]
    ]
    note = "" if lines else "No story began that several outlets told."
    if alone:
        note = f"{note} {sentence(count(alone, 'story', 'stories'))} besides had one outlet each.".strip()
    return Section("stories", "New stories", tuple(lines), _more(len(found), len(lines), note), len(found))


def silences(book: "Book", told: Window) -> Section:
    """Return the stories that several outlets told and others, though seen all the time, did not."""
    since, until = told.judged
    told_of = rows(book, "judged_stories", since=since, until=until, least=RAN)
    made = [silence(book, story) for story in told_of[:JUDGED]]
    lines = [line for line in made if line is not None]
    note = f"Judged are stories that began {when(since, until)}: a day was left to run them."
    if not lines:
        note = f"No outlet that we saw was silent on a story of several. {note}"
    if len(told_of) > JUDGED:
        note += f" Those that most outlets ran come first; {len(told_of) - JUDGED} were not looked at."
    return Section("silences", "Silences", tuple(lines[:MOST]), _more(len(lines), MOST, note), len(lines))


def silence(book: "Book", story: Mapping[str, Any], among: Collection[str] | None = None) -> Line | None:
    """Return who was silent on a story, of all outlets or of some; None if nobody seen all the time was."""
    judged = rows(book, "silence", story_id=story["story_id"])
    names = {state: [row["name"] for row in judged if row["state"] == state] for state in STATES}
    silent = [row for row in judged if row["state"] == "silent" and (among is None or row["outlet"] in among)]
    if not silent:
        return None
    quiet = [f"{row['name']} (seen thinly)" if row["days_degraded"] else row["name"] for row in silent]
    ran = pieces(book, [row["article_id"] for row in judged if row["article_id"]])
    said = (
        f"Run by {listed(names['ran'])}. Silent, though seen on every day of it: {listed(quiet, len(quiet))}."
    )
    doubtful = names["partial"] + names["blind"]
    if doubtful:
        said += f" Not seen all the time, so not judged: {listed(doubtful)}."
    return Line(
        f"silence:{story['story_id']}",
        f"{story['label']} – run by {len(names['ran'])} of {len(judged)}",
        said,
        f"from silence({literal(story['story_id'])})",
        f"stories.html#story={story['story_id']}",
        story["first_day"],
        articles=tuple(ran.values()),
    )


def when(since: Any, until: Any) -> str:
    """Return the days in words, with their preposition."""
    return f"on {moments.day(since)}" if since == until else f"from {moments.span(since, until)}"


def one_an_outlet(found: Iterable[dict[str, Any]]) -> tuple[Piece, ...]:
    """Return the articles, those of outlets that had none yet first."""
    seen: dict[str, list[Piece]] = {}
    for row in found:
        seen.setdefault(row["outlet"], []).append(row["piece"])
    deepest = max(map(len, seen.values()), default=0)
    return tuple(of[at] for at in range(deepest) for of in seen.values() if at < len(of))


def _articles(book: "Book", ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    found = rows(book, "pieces", ids=sorted(set(ids))) if ids else []
    return {row["article_id"]: {**row, "piece": piece(row)} for row in found}


def _more(total: int, shown: int, note: str) -> str:
    return f"And {total - shown} more. {note}".strip() if total > shown else note
