"""Checks: each finds the sin it is there for, and none finds anything in a sound book."""

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lake_rows import CATALOGUE, DAY, FIRST, rows, tagged

from warehouse.build import build, building
from warehouse.checks import CheckResult, Checks, ChecksFailed
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.segments import Segments
from warehouse.statements import statements

AUGUST = datetime(2026, 8, 6, 12, tzinfo=UTC)
FACTS = {
    "version": "v",
    "lake_version": 1,
    "sql_version": "s",
    "built_at": AUGUST,
    "beatbook_version": "0",
    "home": ".",
}


def fetched(**more) -> dict:
    return {"fetches": rows("fetches", {"url": "https://gazette.example/a1", "article_id": "a1"} | more)}


def edited(article_id: str, **edit) -> dict:
    """Return an article that was read twice, and an edit between the two readings."""
    moments = {"old_at": AUGUST, "edited_at": AUGUST + timedelta(hours=1)}
    readings = [
        {"article_id": article_id, "content": moment, "fetched_at": at} for moment, at in moments.items()
    ]
    return tagged(article_id, AUGUST) | {
        "versions": rows("versions", *readings),
        "edits": rows("edits", {"article_id": article_id} | moments | edit),
    }


SINS = {  # what is wrong, and a word that must be in the row that the check shows
    "article_without_outlet": (tagged("a2", AUGUST, "stranger"), "stranger"),
    "article_without_headline": (tagged("headless", AUGUST, headline=" "), "headless"),
    "article_without_body": (
        {"articles": rows("articles", *[{"article_id": "two-bodied", "published_at": AUGUST}] * 2)},
        "two-bodied",
    ),
    "article_without_day": (tagged("a3", None), "gazette"),
    "impossible_date": (tagged("from-the-future", datetime(2027, 1, 1, tzinfo=UTC)), "from-the-future"),
    "doubled_key": (
        tagged("doubled", AUGUST)
        | {"voices": rows("voices", *[{"article_id": "doubled", "speaker_start": None}] * 2)},
        "doubled",
    ),
    "doubled_fetch": ({"fetches": rows("fetches", *[{"url": "twice", "outcome": "gone"}] * 2)}, "twice"),
    "doubled_row": ({}, "coverage"),  # no table of the lake can bring it
    "edit_not_in_text": (edited("misquoted", old_text="Nowhere", old_end=7), "misquoted"),
    "edit_without_revision": (edited("left", edited_at=AUGUST + timedelta(hours=2)), "left"),
    "revision_without_edit": (edited("untyped", edited_at=AUGUST + timedelta(hours=2)), "untyped"),
    "unknown_kind_of_edit": (edited("smuggled", kind="smuggled"), "smuggled"),
    "fetch_without_article": (fetched(url="lost", article_id=None), "lost"),
    "fetch_without_run": (fetched(run_id="r9"), "r9"),
    "mention_without_article": ({"mentions": rows("mentions", {"article_id": "nobody"})}, "nobody"),
    "story_without_article": (
        {"article_stories": rows("article_stories", {"article_id": "untold"})},
        "untold",
    ),
    "span_not_in_text": (
        tagged("shifted", AUGUST, headline="\N{POLICE CAR} Police stop and search"),
        "shifted",
    ),
    "topic_without_evidence": (tagged("unproven", AUGUST) | {"mentions": rows("mentions")}, "unproven"),
    "relevance_not_in_text": (
        tagged("a6", AUGUST)
        | {
            "relevance": rows(
                "relevance",
                {
                    "article_id": "a6",
                    "reasons": [
                        {
                            "rule": "on-the-beat/crime",
                            "field": "body",
                            "start": 0,
                            "end": 6,
                            "text": "Police",
                            "weight": 1.0,
                        }
                    ],
                },
            )
        },
        "a6",
    ),
    "unknown_topic": (
        tagged("a4", AUGUST)
        | {
            "article_topics": rows("article_topics", {"article_id": "a4", "topic": "abolished"}),
            "mentions": rows("mentions", {"article_id": "a4", "tag": "abolished"}),
        },
        "abolished",
    ),
    "unknown_entity": (
        tagged("a7", AUGUST)
        | {"article_entities": rows("article_entities", {"article_id": "a7", "entity_id": "disbanded"})},
        "disbanded",
    ),
    "unknown_outcome": (fetched(outcome="meteorite"), "meteorite"),
    "voice_not_in_text": (
        tagged("misheard", AUGUST)
        | {"voices": rows("voices", {"article_id": "misheard", "speaker_start": 1})},
        "misheard",
    ),
    "unknown_role": (
        tagged("cast", AUGUST) | {"voices": rows("voices", {"article_id": "cast", "role": "clown"})},
        "clown",
    ),
    "copy_without_original": (
        {"copies": rows("copies", {"article_id": "a4", "cluster_id": "orphan", "original_id": "a1"})},
        "orphan",
    ),
    "unknown_kind_of_copy": (
        {
            "copies": rows(
                "copies", {"article_id": "a1", "cluster_id": "a0", "original_id": "a0", "kind": "fax"}
            )
        },
        "fax",
    ),
    "unknown_state": ({}, "fine"),  # no table of the lake can bring it
}
SPANS = [
    ("\N{POLICE CAR}\N{POLICE CAR} stop", 3, 7),  # one code point each, two units in UTF-16
    ("e\u0301 stop", 3, 7),  # two code points, one letter
    ("\U0001f469\u200d\U0001f469\u200d\U0001f467 stop", 6, 10),  # five code points, one picture
    ("one\n\ntwo stop", 9, 13),
]


def found(folder: Path, batches: list[dict], *more: str) -> dict[str, CheckResult]:
    """Return what each check finds in a book of these batches, after some more SQL."""
    lake = Lake(folder / "lake")
    lake.commit("catalogue", CATALOGUE, day=DAY)
    for number, batch in enumerate(batches):
        lake.commit(f"b{number}", batch, day=DAY)
    with building(folder / "w.duckdb", folder) as connection:
        checks = Checks()
        build(connection, lake, (None, lake.version), FACTS, Segments(folder / "segments"), checks)
        for text in more:
            connection.execute(text)
        checks.look_at_all(connection)
        return {result.name: result for result in checks.results}


@pytest.fixture(scope="module")
def sinful(tmp_path_factory):
    batches = [FIRST, *(batch for batch, _ in SINS.values())]
    twice = "insert into coverage from coverage"
    return found(tmp_path_factory.mktemp("sinful"), batches, "update coverage set state = 'fine'", twice)


def test_a_sound_book_passes_every_check(tmp_path):
    from_no_take = tagged("a5", AUGUST, fetched_at=None, run_id=None)
    results = found(tmp_path, [FIRST, fetched(), from_no_take])
    assert {name for name, result in results.items() if result.count} == set()


@pytest.mark.parametrize("check", [each.name for each in statements("checks")])
def test_a_check_finds_its_sin_and_shows_it(sinful, check):
    assert sinful[check].count > 0
    assert SINS[check][1] in str(sinful[check])


def test_spans_count_code_points_as_python_does(tmp_path):
    batches = [FIRST]
    for number, (body, start, end) in enumerate(SPANS):
        assert body[start:end] == "stop"
        span = {"article_id": f"s{number}", "field": "body", "start": start, "end": end, "text": "stop"}
        batches.append(
            tagged(f"s{number}", AUGUST, body=body)
            | {"mentions": rows("mentions", span), "voices": rows("voices")}
        )
    results = found(tmp_path, batches)
    assert {name for name, result in results.items() if result.count} == set()


def test_a_failure_survives_the_journey_to_another_process():
    result = CheckResult("c", "a row", "mend it", True, 1, ({"x": "y"},))
    assert str(pickle.loads(pickle.dumps(ChecksFailed([result])))) == str(ChecksFailed([result]))  # noqa: S301


def test_a_name_that_the_gazetteer_lost_is_told_of_though_no_article_was_touched(book, lake):
    named = tagged("e1", AUGUST)
    span = {"article_id": "e1", "kind": "entity", "tag": "met"}
    named["article_entities"] = rows("article_entities", {"article_id": "e1"})
    named["mentions"] = rows("mentions", {"article_id": "e1"}, span)
    lake.commit("named", named, day=DAY)
    publish(book)
    lost = CATALOGUE | {"entities": rows("entities", {"entity_id": "other", "name": "Other"})}
    lake.commit("catalogue", lost, day=DAY)
    (check,) = (each for each in publish(book).checks if each.name == "unknown_entity")
    assert check.rows == ({"entity_id": "met", "articles": 1},)
