"""Makes what the pages Stories and Releases show: who told of an event, when, and who did not."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from beatbook.printable import counted
from beatbook.site.answers import Answer, Value, ask, ask_each, chunks, run, written
from beatbook.site.shards import parted
from warehouse.statements import statement

if TYPE_CHECKING:
    from beatbook.book import Book

SPAN = dt.timedelta(days=182)  # before the last day: stories that a site shows
MOST = 300  # stories, or releases, that a site shows
AT_ONCE = 50  # of them that one statement is asked about
EACH = 12  # of them in a shard
EDITS = 40  # of a story's articles, the newest


def shards(book: "Book", linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the list of stories that several outlets told, and the timeline of each, some in a shard."""
    since = book.days[1] - SPAN if book.days else None
    asked: dict[str, Value] = {"topic": None, "since": since, "until": None, "limit": MOST}
    question = written(statement("questions", "stories").query, asked)
    listed = run(
        book,
        f"from (\n{question}\n)\nwhere outlets > 1\norder by last_day desc, outlets desc, story_id",
    )
    told = _told(book, listed.column("story_id"), linked)
    dealt = parted(told, EACH)
    topics: dict[str, list[str]] = {story_id: [] for story_id in told}
    for row in ask(book, "stories_topics").dicts():
        if row["story_id"] in topics:
            topics[row["story_id"]].append(row["topic"])
    yield (
        "stories",
        {
            "words": words(listed),
            "stories": listed.shown(),
            "topics": topics,
            "shards": len(dealt),
        },
    )
    for number, part in enumerate(dealt):
        yield f"story/{number}", part


def releases(book: "Book", linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the newest releases, and what was made of each that somebody ran."""
    question = written(
        statement("questions", "releases").query, {"outlet": None, "since": None, "until": None}
    )
    listed = run(book, f"from (\n{question}\n)\norder by day desc, article_id\nlimit {MOST}")
    told = listed.dicts()
    linked.update(row["article_id"] for row in told)
    lineages: dict[str, Any] = {}
    for some in chunks([row["article_id"] for row in told if row["articles"]], AT_ONCE):
        for release, made in ask_each(book, "releases_lineage", "release", some).items():
            linked.update(made.column("article_id"))
            lineages[release] = made.shown()
    dealt = parted(lineages, EACH)
    yield (
        "releases",
        {"words": released(told), "releases": listed.shown(), "shards": len(dealt)},
    )
    for number, part in enumerate(dealt):
        yield f"lineage/{number}", part


def words(listed: Answer) -> dict[str, str]:
    """Return in a sentence how many stories several outlets told, and which spread furthest."""
    told = listed.dicts()
    if not told:
        return {"headline": "No story was told by more than one outlet", "deck": ""}
    widest = max(told, key=lambda row: (row["outlets"], row["articles"], row["last_day"] or ""))
    quiet = sum(1 for row in told if row["silent"])
    return {
        "headline": f"{counted(len(told), 'story', 'stories')} told by more than one outlet",
        "deck": f"The widest, “{widest['label']}”, ran in {widest['outlets']} outlets. "
        f"On {quiet} of them some outlet was silent though we saw it every day.",
    }


def released(told: list[dict[str, Any]]) -> dict[str, str]:
    """Return in a sentence how many releases nobody ran."""
    judged = [row for row in told if row["articles"] is not None]
    if not judged:
        return {"headline": "No press release that can be judged", "deck": ""}
    unrun = sum(1 for row in judged if not row["articles"])
    taken = [row["most_taken"] for row in judged if row["most_taken"]]
    deck = f"{counted(len(judged), 'release')} while we saw some outlet; {unrun} that nobody ran."
    if taken:
        half = sum(1 for part in taken if part >= 0.5)
        deck += f" Of {len(taken)} that were run, {half} had half their words or more printed as they stood."
    return {"headline": f"{1 - unrun / len(judged):.0%} of press releases were run by somebody", "deck": deck}


def _told(book: "Book", stories: list[str], linked: set[str]) -> dict[str, Any]:
    """Return each story's articles and who was silent, by its id."""
    told: dict[str, Any] = {}
    for some in chunks(stories, AT_ONCE):
        articles = ask_each(book, "stories_articles", "story_id", some)
        edits = ask_each(book, "stories_edits", "story_id", some, most=EDITS)
        silence = {
            story_id: ask(book, "stories_silence", story_id=story_id) for story_id in some
        }  # slow together
        for story_id in some:
            linked.update(articles[story_id].column("article_id"))
            parts = {"articles": articles[story_id], "silence": silence[story_id], "edits": edits[story_id]}
            told[story_id] = {
                name: part.shown() for name, part in parts.items() if name != "edits" or part.rows
            }
    return told
