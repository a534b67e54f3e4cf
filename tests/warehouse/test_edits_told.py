"""Edits in the book: which are shown, how often we looked, and an article as it stood at a moment."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse import query
from warehouse.edited import kinds
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.revising import revised

NOON = datetime(2026, 8, 10, 12, tzinfo=UTC)
TEXTS = ["Two came.", "Three came.", "Three came and left."]
CUT = 10  # words of a cut page; others have a hundred


def at(day: float) -> datetime:
    return NOON + timedelta(days=day)


def read(day: int, body: str, *earlier: str | None, article: str = "a1", words: int = 100) -> dict:
    """Return what a day's batch brings of one article: its last text, and earlier ones an hour apart.

    An earlier text of None is one that was not kept.
    """
    said = [*earlier, body]
    moments = [at(day) + timedelta(hours=nth) for nth in range(len(said))]
    named = {"article_id": article, "page_url": f"https://gazette.example/{article}"}
    versions = [
        {**named, "content": text or "lost", "words": words, "fetched_at": moment}
        | {"body": None if text is body else text}
        for text, moment in zip(said, moments, strict=True)
    ]
    looks = [
        {"url": named["page_url"], "article_id": article, "fetched_at": moment, "run_id": f"r{day}-{nth}"}
        for nth, moment in enumerate(moments)
    ]
    return {
        **tagged(article, NOON, fetched_at=moments[-1], body=body, words=words),
        "versions": rows("versions", *versions),
        "fetches": rows("fetches", *looks),
    }


def edit(old: float, new: float) -> dict:
    row = {"article_id": "a1", "old_at": at(old), "edited_at": at(new), "field": "body", "kind": "reworded"}
    return {"edits": rows("edits", row)}


DAYS = {
    0: [read(0, TEXTS[0]), *(read(0, TEXTS[0], article=name) for name in ("cut", "twice", "once"))],
    1: [
        read(1, TEXTS[1]),
        edit(0, 1),
        read(1, "Two", article="cut", words=CUT),
        read(1, TEXTS[2], TEXTS[1], article="twice"),
        read(1, TEXTS[2], None, article="lost"),
    ],
    2: [read(2, TEXTS[2]), edit(0.5, 2), read(2, TEXTS[2], article="cut")],
    3: [read(3, TEXTS[0])],  # and back again
    8: [read(8, TEXTS[0])],
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    lake = Lake(Home(tmp_path_factory.mktemp("edited")).lake)
    lake.commit("catalogue", CATALOGUE | together(take(), take("voice")), day=DAY)
    for number, batches in DAYS.items():
        day = date(2026, 8, 10) + timedelta(days=number)
        runs = rows("runs", *({"run_id": f"r{number}-{nth}", "day": day} for nth in range(2)))
        lake.commit(f"day:{day}", together(*batches) | {"runs": runs}, day=day)
    return lake


@pytest.fixture(scope="module")
def con(lake):
    home = Home(lake.folder.parent)
    publish(home)
    with query.open(home) as connection:
        yield connection


def asked(con, statement: str, **values: object) -> list[tuple]:
    return con.execute(statement, values or None).fetchall()


@pytest.mark.parametrize(
    ("article", "texts"),
    [("twice", TEXTS), ("lost", [None, TEXTS[2]]), ("cut", [TEXTS[0], "Two", TEXTS[2]]), ("once", [])],
)
def test_each_text_is_found_where_the_lake_keeps_it_once_and_is_never_anothers(con, article, texts):
    found = asked(con, "select body from version_texts where article_id = $a order by nth", a=article)
    assert [text for (text,) in found] == texts


def test_an_article_as_it_stood_at_a_moment(con):
    moments = {-0.1: None, 0: TEXTS[0], 0.9: TEXTS[0], 1: TEXTS[1], 2.5: TEXTS[2], 3.5: TEXTS[0]}
    found = {
        day: asked(con, "select body from article_as_of('a1', $at)", at=at(day).replace(tzinfo=None))
        for day in moments
    }
    assert found == {day: [(said,)] if said else [] for day, said in moments.items()}


def test_now_is_what_the_articles_say(con):
    now = asked(con, "select article_id, body from articles_as_of(now()::timestamp) order by all")
    assert now == asked(con, "select article_id, body from article_texts order by all")


def test_a_cut_page_ends_nothing(con):
    spans = asked(
        con, "select valid_from, valid_to, verdict from versions where article_id = 'cut' order by nth"
    )
    first, second, third = (at(day).replace(tzinfo=None) for day in range(3))
    assert spans == [(first, third, "first"), (second, second, "shrunk"), (third, None, "revision")]
    ends = asked(con, "select valid_to from revisions where article_id = 'cut' order by revision")
    assert ends == [(third,), (None,)]


def test_only_edits_between_consecutive_revisions_are_shown(con):
    assert asked(con, "select revision, day from edits") == [(2, date(2026, 8, 11))]


@pytest.mark.parametrize(
    ("asks", "count"),
    [
        ({"topic": "stop-and-search"}, 1),
        ({"topic": "taser"}, 0),
        ({"outlet": "gazette"}, 1),
        ({"outlet": "voice"}, 0),
        ({"kind": "reworded"}, 1),
        ({"kind": "softened"}, 0),
        ({"since": date(2026, 8, 11), "until": date(2026, 8, 11)}, 1),
        ({"since": date(2026, 8, 12)}, 0),
        ({"until": date(2026, 8, 10)}, 0),
        ({"article_id": "a1"}, 1),
        ({"article_id": "cut"}, 0),
    ],
    ids=str,
)
def test_edits_by_topic_outlet_kind_days_and_article(con, asks, count):
    assert query.edits(con, **asks).num_rows == count


def test_an_edit_says_how_long_after_publication_it_was_seen(con):
    [told] = query.edits(con).to_pylist()
    assert (told["hours_after"], told["headline"]) == (24.0, "Police stop and search up")


def test_where_nobody_looked_again_edits_are_unknown_and_not_none(con):
    found = asked(con, "select period, articles, edits, looks from edits_by_outlet(outlet := 'gazette')")
    weeks = {week: rest for week, *rest in found}
    assert weeks[date(2026, 8, 10)] == [1, 1, 8]
    assert weeks[date(2026, 8, 17)] == [0, 0, 1]
    assert weeks[date(2026, 8, 24)] == [None, None, 0]
    assert query.second_looks(con) == 9
    assert query.second_looks(con, outlet="voice") == 0


def test_the_revisions_of_an_article_come_with_their_texts(con):
    assert query.revisions(con, "once")["body"].to_pylist() == TEXTS[:1]
    assert query.revisions(con, "a1")["body"].to_pylist() == TEXTS


def test_a_day_is_given_its_revisions_and_the_one_before_each(lake):
    batches = lake.batches("versions")

    def told(day: int, known: list[str]) -> list[tuple[str, str]]:
        found = revised(lake, f"day:2026-08-{10 + day}", known)
        assert found.schema.field("fetched_at").type == pa.timestamp("us", tz="UTC")
        return list(zip(found["article_id"].to_pylist(), found["body"].to_pylist(), strict=True))

    assert told(1, batches) == [
        ("a1", TEXTS[0]),
        ("a1", TEXTS[1]),
        ("lost", None),
        ("lost", TEXTS[2]),
        *(("twice", text) for text in TEXTS),
    ]
    assert told(2, batches) == [("a1", TEXTS[1]), ("a1", TEXTS[2]), ("cut", TEXTS[0]), ("cut", TEXTS[2])]
    assert told(3, batches) == [], "a text that goes back is no revision"
    assert told(2, ["day:2026-08-12"]) == []


def test_the_kinds_that_can_be_asked_are_those_of_the_check():
    assert {"softened", "reparagraphed"} < set(kinds())
    assert all(kind.replace("_", "").isalpha() for kind in kinds())
