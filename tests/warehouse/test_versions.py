"""Revisions across days: what each day's batch brings is compared where all days meet."""

from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest

import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, together

from warehouse import query
from warehouse.publish import publish

NOON = datetime(2026, 8, 10, 12, tzinfo=UTC)


def at(day: int) -> datetime:
    return NOON + timedelta(days=day)


def address(article_id: str) -> str:
    return f"https://gazette.example/{article_id}"


def seen(day: int, content: str, words: int = 100, *, article_id: str = "a1", **more: object) -> dict:
    """Return what a day's batch brings of one article that was read so."""
    url = address(article_id)
    version = {"article_id": article_id, "content": content, "words": words, "fetched_at": at(day)}
    fetch = {"url": url, "article_id": article_id, "fetched_at": at(day), "run_id": f"r{day}"}
    return {
        **tagged(article_id, NOON, fetched_at=at(day), words=words, **more),
        "versions": rows("versions", version | {"page_url": url} | more),
        "fetches": rows("fetches", fetch),
    }


def looked(day: int, outcome: str, *, article_id: str = "a1") -> dict:
    url = address(article_id)
    look = {"url": url, "outcome": outcome, "fetched_at": at(day), "run_id": f"r{day}"}
    return {"fetches": rows("fetches", look)}


def side_by_side(histories: dict[str, list[dict]]) -> list[dict]:
    """Return each day's batch of several articles: a book of many costs what a book of one does."""
    return [together(*filter(None, batches)) for batches in zip_longest(*histories.values())]


@pytest.fixture
def asked(home, lake):
    """Return a function: the answer to a statement after each of these batches was committed as a day."""

    def answer(statement: str, *days: dict) -> list[tuple]:
        lake.commit("catalogue", CATALOGUE, day=DAY)
        for number, batch in enumerate(days):
            runs = {"runs": rows("runs", {"run_id": f"r{number}", "day": date(2026, 8, 10 + number)})}
            lake.commit(f"day:{number}", batch | runs, day=date(2026, 8, 10 + number))
        publish(home)
        with query.open(home) as con:
            return con.execute(statement).fetchall()

    return answer


VERDICTS = {  # what was read on each day, and what each reading is
    "same": ([("x", {}), ("x", {})], ["first"]),
    "other": ([("x", {}), ("y", {})], ["first", "revision"]),
    "back-and-forth": (
        [("x", {}), ("y", {}), ("x", {}), ("y", {})],
        ["first", "revision", "flip-flop", "flip-flop"],
    ),
    "short": ([("x", {}), ("y", {"words": 39})], ["first", "shrunk"]),
    "shorter": (
        [("x", {}), ("y", {"words": 39}), ("z", {"words": 38})],
        ["first", "shrunk", "shrunk"],
    ),
    "short-enough": ([("x", {}), ("y", {"words": 40})], ["first", "revision"]),
    "other-reader": ([("x", {}), ("y", {"extractor": "2"})], ["first", "reread"]),
    "other-reader-and-headline": (
        [("x", {}), ("y", {"extractor": "2", "headline": "Police stop and search down"})],
        ["first", "revision"],
    ),
}


def test_verdicts(asked):
    days = side_by_side(
        {
            name: [seen(day, content, article_id=name, **more) for day, (content, more) in enumerate(read)]
            for name, (read, _) in VERDICTS.items()
        }
    )
    found = dict(
        asked("select article_id, list(verdict order by valid_from) from versions group by all", *days)
    )
    assert found == {name: verdicts for name, (_, verdicts) in VERDICTS.items()}


def test_revisions_are_numbered_and_counted(asked):
    days = [seen(0, "x"), seen(1, "y"), seen(2, "x"), seen(3, "z")]
    found = asked("select revision, content, valid_from from revisions order by revision", *days)
    assert [(number, said) for number, said, _ in found] == [(1, "x"), (2, "y"), (3, "z")]
    assert asked("select revisions from articles") == [(3,)]


def test_versions_of_one_day_all_count(asked):
    day = seen(0, "x")
    later = {"article_id": "a1", "content": "y", "words": 100, "fetched_at": at(0) + timedelta(hours=1)}
    day["versions"] = rows("versions", {**later, "content": "x", "fetched_at": at(0)}, later)
    assert asked("select count(*) from revisions", day) == [(2,)]


def test_a_cut_page_is_not_shown(asked):
    days = [
        seen(0, "x", headline="Police stop and search whole"),
        seen(1, "y", words=10, headline="Police stop and search cut"),
    ]
    assert asked("select headline, words, revisions from articles", *days) == [
        ("Police stop and search whole", 100, 1)
    ]


def test_a_book_of_an_older_beatbook_has_one_version_of_each(asked):
    day = seen(0, "x")
    del day["versions"]
    assert asked("select revisions, vanished_at from articles", day) == [(1, None)]


VANISHED = {  # what came of the looks on the days after the first, and since which day it was not there
    "there": (["unchanged"], None),
    "gone": (["vanished"], 1),
    "gone-later": (["unchanged", "vanished", "vanished"], 2),
    "back": (["vanished", "unchanged"], None),
    "back-and-gone": (["vanished", "unchanged", "vanished"], 3),
    "unanswered": (["timeout", "blocked"], None),
    "gone-then-unanswered": (["vanished", "timeout"], 1),
}


def test_an_article_is_vanished_since_it_was_first_not_there(asked):
    days = side_by_side(
        {
            name: [
                seen(0, "x", article_id=name),
                *(looked(day, outcome, article_id=name) for day, outcome in enumerate(looks, 1)),
            ]
            for name, (looks, _) in VANISHED.items()
        }
    )
    found = dict(asked("select article_id, vanished_at from articles", *days))
    since = {name: at and (at.replace(tzinfo=UTC) - NOON).days for name, at in found.items()}
    assert since == {name: vanished for name, (_, vanished) in VANISHED.items()}, "vanished articles stay"
