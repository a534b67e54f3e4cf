"""Revisions across days: what each day's batch brings is compared where all days meet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged

from warehouse import query
from warehouse.publish import publish

NOON = datetime(2026, 8, 10, 12, tzinfo=UTC)
URL = "https://gazette.example/a1"


def at(day: int) -> datetime:
    return NOON + timedelta(days=day)


def seen(day: int, content: str, words: int = 100, **more: object) -> dict:
    """Return what a day's batch brings of one article that was read so."""
    version = {"article_id": "a1", "content": content, "words": words, "fetched_at": at(day), "page_url": URL}
    fetch = {"url": URL, "article_id": "a1", "fetched_at": at(day), "run_id": f"r{day}"}
    return {
        **tagged("a1", NOON, fetched_at=at(day), words=words, **more),
        "versions": rows("versions", version | more),
        "fetches": rows("fetches", fetch),
    }


def looked(day: int, outcome: str) -> dict:
    look = {"url": URL, "outcome": outcome, "fetched_at": at(day), "run_id": f"r{day}"}
    return {"fetches": rows("fetches", look)}


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


VERDICTS = "select verdict from versions order by valid_from"


@pytest.mark.parametrize(
    ("days", "verdicts"),
    [
        ([seen(0, "x"), seen(1, "x")], ["first"]),
        ([seen(0, "x"), seen(1, "y")], ["first", "revision"]),
        (
            [seen(0, "x"), seen(1, "y"), seen(2, "x"), seen(3, "y")],
            ["first", "revision", "flip-flop", "flip-flop"],
        ),
        ([seen(0, "x"), seen(1, "y", words=39)], ["first", "shrunk"]),
        ([seen(0, "x"), seen(1, "y", words=39), seen(2, "z", words=38)], ["first", "shrunk", "shrunk"]),
        ([seen(0, "x"), seen(1, "y", words=40)], ["first", "revision"]),
        ([seen(0, "x"), seen(1, "y", extractor="2")], ["first", "reread"]),
        (
            [seen(0, "x"), seen(1, "y", extractor="2", headline="Police stop and search down")],
            ["first", "revision"],
        ),
    ],
)
def test_verdicts(asked, days, verdicts):
    assert [row[0] for row in asked(VERDICTS, *days)] == verdicts


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


@pytest.mark.parametrize(
    ("looks", "vanished"),
    [
        (["unchanged"], None),
        (["vanished"], 1),
        (["unchanged", "vanished", "vanished"], 2),
        (["vanished", "unchanged"], None),
        (["vanished", "unchanged", "vanished"], 3),
        (["timeout", "blocked"], None),
        (["vanished", "timeout"], 1),
    ],
)
def test_an_article_is_vanished_since_it_was_first_not_there(asked, looks, vanished):
    days = [seen(0, "x"), *(looked(day, outcome) for day, outcome in enumerate(looks, 1))]
    [(found, count)] = asked("select vanished_at, (select count(*) from articles) from articles", *days)
    assert count == 1, "vanished articles stay"
    assert (found and (found.replace(tzinfo=UTC) - NOON).days) == vanished
