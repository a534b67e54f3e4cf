"""Copies in the book: which row of an article counts, what came of a release, and what it says of silence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

AT = datetime(2026, 8, 5, 12, tzinfo=UTC)
OFFICIAL = {"original_id": "r1", "origin": "official", "kind": "release", "compared_id": "r1"}


def placed(article_id: str, cluster_id: str, **more) -> dict:
    return {"article_id": article_id, "cluster_id": cluster_id, "original_id": cluster_id} | more


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """A book of two releases, one run by two papers of one owner, and a cluster that took another's name."""
    home = Home(tmp_path_factory.mktemp("copied"))
    lake = Lake(home.lake)
    slugs = {"force": "official-force", "gazette": "local", "voice": "local"}
    outlets = [
        {"outlet": slug, "name": slug, "kind": kind, "owner": None if slug == "force" else "Downland"}
        for slug, kind in slugs.items()
    ]
    lake.commit("catalogue", CATALOGUE | {"outlets": rows("outlets", *outlets)}, day=DAY)
    articles = [
        tagged(name, AT + timedelta(hours=hours), outlet, body="One. Two. Three.")
        for hours, name, outlet in [
            (0, "r1", "force"),
            (1, "r2", "force"),
            (2, "a1", "gazette"),
            (3, "a2", "voice"),
            (4, "x1", "gazette"),
            (5, "x2", "voice"),
            (-2000, "unseen", "force"),
        ]
    ]
    spoken = [  # in "Two.", all of it or half of it; in "One."; mostly elsewhere; in "Two.", by nobody
        {"position": 1, "start": 5, "end": 8, "role": "family"},
        {"position": 2, "start": 5, "end": 13, "role": "council"},
        {"position": 3, "start": 0, "end": 3, "role": "police_force"},
        {"position": 4, "start": 0, "end": 9, "role": "resident"},
        {"position": 5, "start": 5, "end": 8, "role": "other", "speaker_start": None, "speaker_text": None},
    ]
    said = {
        "cue_start": None,
        "cue_end": None,
        "speaker_start": 10,
        "speaker_end": 15,
        "speaker_text": "Three",
    }
    heard = rows("voices", *({"article_id": "a1"} | said | one for one in spoken))
    taken = [take("gazette", run_id="r1"), take("voice", run_id="r1"), take("force", run_id="r1", days=90)]
    lake.commit("2026-08-31", together(*articles, *taken, {"voices": heard}), day=DAY)
    shares = {"share_of_original": 0.5, "share_of_own": 0.25, "words_added": 30, "containment": 0.5}
    one = rows("copies", placed("r1", "r1", **OFFICIAL), placed("x1", "x1"), placed("x2", "x1"))
    later = rows(
        "copies",
        placed("r1", "r1", **OFFICIAL),
        placed("a1", "r1", **OFFICIAL, **shares, lag_hours=2.0, added=[{"start": 5, "end": 9}]),
        placed("a2", "r1", **OFFICIAL, lag_hours=3.0),
        placed("x1", "w1", previous_cluster_id="x1"),
    )
    of_one_story = rows(
        "article_stories", *({"article_id": name, "story_id": "s2"} for name in ("r2", "x1"))
    )  # the gazette told what the second release says in its own words
    lake.commit("relate:2026-08-06", {"copies": later, "article_stories": of_one_story}, day=date(2026, 8, 6))
    lake.commit("relate:2026-08-05", {"copies": one}, day=date(2026, 8, 5))  # refined again, later
    publish(home)
    with query.open(home) as connection:
        yield connection


def asked(con, sql: str) -> list[tuple]:
    return con.execute(sql).fetchall()


def test_the_row_of_the_latest_day_counts_whenever_it_was_written(con):
    assert asked(con, "select count(*) from copies where article_id = 'r1'") == [(1,)]
    assert asked(con, "select cluster_id from copies where article_id = 'x1'") == [("w1",)]


def test_an_article_that_left_the_window_follows_its_cluster(con):
    assert asked(con, "select cluster_id from copies where article_id = 'x2'") == [("w1",)]


def test_a_cluster_is_listed_with_its_original_first(con):
    found = asked(con, "select article_id, is_original from copies('a2')")
    assert found == [("r1", True), ("a1", False), ("a2", False)]


def test_lineage_says_how_much_is_the_releases(con):
    found = asked(
        con,
        "select article_id, share_of_release, share_of_article, words_added, lag_hours from lineage('r1')",
    )
    assert found == [("a1", 0.5, 0.25, 30, 2.0), ("a2", None, None, None, 3.0)]


def test_releases_count_articles_outlets_and_newsrooms_and_those_that_nobody_ran(con):
    found = asked(con, "select article_id, articles, outlets, newsrooms, outlets_up from releases")
    assert found == [("unseen", None, 0, 0, 0), ("r1", 2, 2, 1, 2), ("r2", 0, 0, 0, 2)]


def test_a_release_is_run_told_otherwise_or_met_with_silence_and_official_bodies_are_not_asked(con):
    states = "select outlet, state, articles, days_seen from silence('{}')"
    assert asked(con, states.format("r1")) == [("gazette", "ran", 1, 2), ("voice", "ran", 1, 2)]
    assert asked(con, states.format("r2")) == [("gazette", "told", 1, 2), ("voice", "silent", 0, 2)]
    assert {row[1] for row in asked(con, states.format("unseen"))} == {"blind"}
    assert asked(con, states.format("nothing of this name")) == []
    assert query.silence(con, "r2")["state"].to_pylist() == ["told", "silent"]


def test_a_voice_is_added_if_half_of_its_words_are_and_somebody_says_them(con):
    found = asked(con, "select original_id, article_id, role, text from voices_added")
    assert found == [("r1", "a1", "family", "Two"), ("r1", "a1", "council", "Two. Thr")]
    assert query.voices_added(con, "r1")["speaker"].to_pylist() == ["Three", "Three"]


def test_lineage_and_releases_say_which_voices_were_added_and_where_that_is_not_known(con):
    lineage = query.lineage(con, "r1")
    assert lineage["voices_added"].to_pylist() == [["council", "family"], None]
    found = asked(con, "select article_id, with_voices_added, voices_added from releases")
    assert found == [("unseen", None, None), ("r1", 1, ["council", "family"]), ("r2", None, None)]


def test_the_added_sentence_is_quoted(con):
    assert asked(con, "from additions") == [("a1", 5, 9, "Two.")]


def test_the_questions(con):
    assert query.copy(con, "a1")["original_outlet"] == "force"
    assert query.copy(con, "r2") is None
    assert query.releases(con, outlet="force")["article_id"].to_pylist() == ["r2", "r1", "unseen"]
    with pytest.raises(query.UnknownOutlet):
        query.releases(con, outlet="farce")


def test_articles_texts_and_newsrooms_are_three_counts(con):
    counts = "select count(*), count(distinct text_id), count(distinct newsroom) from texts"
    assert asked(con, counts) == [(7, 4, 2)]


def test_a_topics_weeks_are_counted_in_articles_texts_and_newsrooms(con):
    week = (
        "select articles, texts, newsrooms from trend_in_units('stop-and-search') where period = '2026-08-03'"
    )
    held = """
        select count(*), count(distinct text_id), count(distinct newsroom)
        from texts semi join about('stop-and-search') using (article_id) where day = '2026-08-05'"""
    ((articles, texts, newsrooms),) = con.execute(week).fetchall()
    assert [(articles, texts, newsrooms)] == con.execute(held).fetchall()
    assert articles > texts > newsrooms == 2


@pytest.mark.parametrize("every", ["day", "week", "year"])
@pytest.mark.parametrize("outlet", [None, "gazette"])
def test_units_are_those_that_the_articles_of_seen_outlets_have_in_texts(con, every, outlet):
    told = """
        select period, texts, newsrooms
        from trend_in_units('stop-and-search', every := $every, outlet := $outlet)
        where articles > 0"""
    held = """
        select period, count(distinct text_id), count(distinct newsroom)
        from texts
        semi join about('stop-and-search', outlet := $outlet) using (article_id)
        join seen_periods(every := $every) as seen
            on seen.outlet = texts.outlet and seen.period = period_of($every, texts.day)
        where seen.state <> 'blind'
        group by period order by period"""
    values = {"every": every, "outlet": outlet}
    assert con.execute(told, values).fetchall() == con.execute(held, values).fetchall() != []


def test_units_are_null_where_a_trend_is(con):
    asked = "select count(*) from trend_in_units('taser', every := 'day') where (articles is null) <> {}"
    for unit in ("(texts is null)", "(newsrooms is null)"):
        assert con.execute(asked.format(unit)).fetchall() == [(0,)]
    told = "select sum(articles), sum(texts), sum(newsrooms) from trend_in_units('taser')"
    assert con.execute(told).fetchall() == [(0, 0, 0)]
