"""Edits in the book: which are shown, how often we looked, and an article as it stood at a moment."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.revising import revised

NOON = datetime(2026, 8, 10, 12, tzinfo=UTC)
URL = "https://gazette.example/a1"
TEXTS = ["Two came.", "Three came.", "Three came and left."]


def at(day: float) -> datetime:
    return NOON + timedelta(days=day)


def read(day: int, body: str, *earlier: str, words: int = 100, content: str = "") -> dict:
    """Return what a day's batch brings of one article: its last text, and earlier ones an hour apart."""
    said = [*earlier, body]
    moments = [at(day) + timedelta(hours=nth) for nth in range(len(said))]
    versions = [
        {
            "article_id": "a1",
            "content": content or text,
            "words": words,
            "fetched_at": moment,
            "page_url": URL,
        }
        | {"body": None if text is body else text}
        for text, moment in zip(said, moments, strict=True)
    ]
    looks = [
        {"url": URL, "article_id": "a1", "fetched_at": moment, "run_id": f"r{day}-{nth}"}
        for nth, moment in enumerate(moments)
    ]
    return {
        **tagged("a1", NOON, fetched_at=moments[-1], body=body, words=words),
        "versions": rows("versions", *versions),
        "fetches": rows("fetches", *looks),
        "runs": rows("runs", *({"run_id": look["run_id"], "day": date(2026, 8, 10 + day)} for look in looks)),
    }


def edit(old: float, new: float, **more) -> dict:
    row = {"article_id": "a1", "old_at": at(old), "edited_at": at(new), "field": "body", "kind": "reworded"}
    return {"edits": rows("edits", row | {"old_text": "", "new_text": ""} | more)}


@pytest.fixture
def asked(home, lake):
    """Return a function: the answer to a statement after each of these batches was committed as a day."""

    def answer(statement: str, *days: dict, **values: object) -> list[tuple]:
        for number, batch in enumerate(days):
            lake.commit(f"day:{number}", batch, day=date(2026, 8, 10 + number))
        publish(home)
        with query.open(home) as con:
            return con.execute(statement, values or None).fetchall()

    return answer


def test_each_text_is_found_where_the_lake_keeps_it_once(asked):
    days = [read(0, TEXTS[0]), read(1, TEXTS[2], TEXTS[1])]
    assert asked("select body from version_texts order by nth", *days) == [(text,) for text in TEXTS]


def test_a_text_that_was_not_kept_is_null_and_never_anothers(asked):
    day = read(0, TEXTS[1], TEXTS[0])
    bare = day | {"versions": day["versions"].drop_columns("body")}
    assert asked("select body from version_texts order by nth", bare) == [(None,), (TEXTS[1],)]


def test_texts_of_articles_that_never_changed_stand_in_bodies_alone(asked):
    assert asked("select count(*) from version_texts", read(0, TEXTS[0])) == [(0,)]
    assert asked("select body from articles_as_of(now()::timestamp)") == [(TEXTS[0],)]


def test_an_article_as_it_stood_at_a_moment(asked):
    days = [read(0, TEXTS[0]), read(1, TEXTS[1]), read(2, TEXTS[2]), read(3, TEXTS[0])]  # and back again
    assert asked("select count(*) from versions", *days) == [(4,)]
    moments = {-0.1: None, 0: TEXTS[0], 0.9: TEXTS[0], 1: TEXTS[1], 2.5: TEXTS[2], 3.5: TEXTS[0]}
    found = {
        day: asked("select body from article_as_of('a1', $moment)", moment=at(day).replace(tzinfo=None))
        for day in moments
    }
    assert found == {day: [(said,)] if said else [] for day, said in moments.items()}


def test_a_cut_page_ends_nothing(asked):
    days = [read(0, TEXTS[0]), read(1, "Two", words=10), read(2, TEXTS[2])]
    spans = asked("select valid_from, valid_to, verdict from versions order by nth", *days)
    first, second, third = (at(day).replace(tzinfo=None) for day in range(3))
    assert spans == [(first, third, "first"), (second, second, "shrunk"), (third, None, "revision")]
    assert asked("select valid_to from revisions order by revision") == [(third,), (None,)]


def test_only_edits_between_consecutive_revisions_are_shown(asked):
    days = [read(0, TEXTS[0]), read(1, TEXTS[1]) | edit(0, 1), read(2, TEXTS[2]) | edit(0.5, 2)]
    assert asked("select revision, day from edits", *days) == [(2, date(2026, 8, 11))]


def test_edits_by_topic_outlet_kind_and_days(asked, home):
    days = [read(0, TEXTS[0]), read(1, TEXTS[1]) | edit(0, 1)]
    [(hours, headline)] = asked("select hours_after, headline from edits()", *days)
    assert (hours, headline) == (24.0, "Police stop and search up")
    for condition, count in [
        ({"topic": "stop-and-search"}, 1), ({"topic": "taser"}, 0), ({"outlet": "gazette"}, 1),
        ({"outlet": "voice"}, 0), ({"kind": "reworded"}, 1), ({"kind": "softened"}, 0),
        ({"since": date(2026, 8, 11), "until": date(2026, 8, 11)}, 1), ({"since": date(2026, 8, 12)}, 0),
        ({"until": date(2026, 8, 10)}, 0),
    ]:  # fmt: skip
        with query.open(home) as con:
            assert query.edits(con, **condition).num_rows == count, condition


def test_where_nobody_looked_again_edits_are_unknown_and_not_none(asked):
    days = [read(0, TEXTS[0]), read(1, TEXTS[1]) | edit(0, 1), read(8, TEXTS[1]), take()]
    found = asked("select period, articles, edits, looks from edits_by_outlet(outlet := 'gazette')", *days)
    weeks = {week: rest for week, *rest in found}
    assert weeks[date(2026, 8, 10)] == [1, 1, 1]
    assert weeks[date(2026, 8, 17)] == [0, 0, 1]
    assert weeks[date(2026, 8, 24)] == [None, None, 0]


def test_a_day_is_given_its_revisions_and_the_one_before_each(lake):
    lake.commit("day:2026-08-10", read(0, TEXTS[0]), day=DAY)
    lake.commit("day:2026-08-11", read(1, TEXTS[2], TEXTS[1]), day=DAY)
    lake.commit("day:2026-08-12", read(2, "Nobody came."), day=DAY)
    batches = lake.batches("versions")
    told = lambda batch: revised(lake, batch, batches)["body"].to_pylist()  # noqa: E731
    assert told("day:2026-08-10") == TEXTS[:1]
    assert told("day:2026-08-11") == TEXTS
    assert told("day:2026-08-12") == [TEXTS[2], "Nobody came."]
    assert revised(lake, "day:2026-08-12", ["day:2026-08-12"]).num_rows == 0
    assert revised(lake, "day:2026-08-12", batches).schema.field("fetched_at").type == pa.timestamp(
        "us", tz="UTC"
    )


def test_the_kinds_that_can_be_asked_are_those_of_the_check():
    from warehouse.edited import kinds

    assert {"softened", "reparagraphed"} < set(kinds())
    assert all(kind.replace("_", "").isalpha() for kind in kinds())


def test_a_book_without_second_looks_has_no_edits_and_says_so(tmp_path):
    home = Home(tmp_path)
    Lake(home.lake).commit("all", together(CATALOGUE, read(0, TEXTS[0])), day=DAY)
    publish(home)
    with query.open(home) as con:
        assert query.edits(con).num_rows == 0
        assert query.second_looks(con) == 0
        assert query.revisions(con, "a1").to_pylist()[0]["body"] == TEXTS[0]
