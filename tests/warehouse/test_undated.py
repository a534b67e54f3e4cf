"""Articles whose page gives no date: what is found by days must find them too."""

from datetime import UTC, datetime, timedelta

import pytest
from lake_rows import CATALOGUE, DAY, NOW, rows, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

DATED = datetime(2026, 8, 5, 12, tzinfo=UTC)
WHEN = {"r1": DATED, "r2": None}  # two releases, and two articles made of each: one has a date, one has none
OLD = NOW - timedelta(hours=5)


def made(release: str, article: str, when: datetime | None) -> dict:
    copy = {"article_id": article, "cluster_id": release, "original_id": release, "compared_id": release}
    ran = {"origin": "official", "kind": "release", "added": [{"start": 0, "end": 17}]}
    span = {"article_id": article, "field": "body", "start": 0, "end": 8}
    readings = [
        {"article_id": article, "content": name, "fetched_at": at} for name, at in (("a", OLD), ("b", NOW))
    ]
    looks = [{"article_id": article, "url": f"https://gazette.example/{article}"}]
    return tagged(article, when) | {
        "copies": rows("copies", copy | ran),
        "article_stories": rows("article_stories", {"article_id": article, "published_at": when}),
        "versions": rows("versions", *readings),
        "edits": rows("edits", {"article_id": article, "old_at": OLD, "edited_at": NOW}),
        "tag_changes": rows("tag_changes", span | {"kind": "voice"}),
        "fetches": rows(
            "fetches",
            *({**looks[0], "fetched_at": at, "run_id": run} for run, at in (("r0", OLD), ("r1", NOW))),
        ),
    }


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """A book of both releases, what the gazette made of them, and what the voice told in its own words."""
    home = Home(tmp_path_factory.mktemp("undated"))
    lake = Lake(home.lake)
    kinds = {"force": "official-force", "gazette": "local", "voice": "local"}
    outlets = rows("outlets", *({"outlet": slug, "name": slug, "kind": kind} for slug, kind in kinds.items()))
    lake.commit("catalogue", CATALOGUE | {"outlets": outlets}, day=DAY)
    told = [tagged(release, when, "force") for release, when in WHEN.items()]
    told += [tagged("told-dated", DATED, "voice"), tagged("told-undated", None, "voice")]
    copies = [
        made(release, f"{release}-{name}", when)
        for release in WHEN
        for name, when in (("dated", DATED), ("undated", None))
    ]
    of_releases = {
        "copies": rows("copies", *({"article_id": r, "cluster_id": r, "original_id": r} for r in WHEN)),
        "article_stories": rows(
            "article_stories",
            *({"article_id": each, "story_id": "s2"} for each in (*WHEN, "told-dated", "told-undated")),
        ),
    }
    taken = [take(run_id="r1"), take("force", run_id="r1"), take("voice", run_id="r1"), take(run_id="r0")]
    lake.commit("2026-08-31", together(*told, *copies, of_releases, *taken), day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection


@pytest.mark.parametrize("release", WHEN)
def test_what_came_of_a_release_is_found_without_a_date(con, release):
    copies = {f"{release}-dated", f"{release}-undated"}
    found = con.execute(
        "select article_id, headline, voices_added from lineage($id)", {"id": release}
    ).fetchall()
    assert sorted(found) == [(name, "Police stop and search up", ["resident"]) for name in sorted(copies)]
    found = con.execute(
        "select article_id from voices_added where original_id = $id", {"id": release}
    ).fetchall()
    assert {name for (name,) in found} == copies


def test_silence_counts_what_has_no_date(con):
    asked = "select outlet, state, articles from silence('{}')"
    assert con.execute(asked.format("s1")).fetchall()[0] == ("gazette", "ran", 4)
    for release in WHEN:
        found = con.execute(asked.format(release)).fetchall()
        assert found == [("gazette", "ran", 2), ("voice", "told", 2)]


def test_edits_and_copies_are_told_of_what_has_no_date(con):
    late = "select article_id, hours_after is null from edits order by all"
    made_of = [(f"{release}-{name}", name == "undated") for release in WHEN for name in ("dated", "undated")]
    assert con.execute(late).fetchall() == made_of
    told = con.execute("select article_id, headline from edits() order by all").fetchall()
    assert told == [(name, "Police stop and search up") for name, _ in made_of]
    for release in WHEN:
        for asked in (release, f"{release}-undated"):
            found = con.execute("select article_id from copies($id)", {"id": asked}).fetchall()
            assert {name for (name,) in found} == {release, f"{release}-dated", f"{release}-undated"}
