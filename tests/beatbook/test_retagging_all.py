"""Everything that rules find is found again by those of today, in one command that may be killed."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tagged_days import FAIR, forces, refined, rules, three_days

import transforms
from beatbook import retagging, retagging_all
from transforms import gazetteer, taxonomy
from transforms.schemas import ARTICLE_ENTITIES
from warehouse import query, refiling, taggings
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Overtaken
from warehouse.publish import publish

FAIRS = """
kind = "council"
[[entities]]
id = "hackney-council"
name = "Hackney Council"
region = "London"
aliases = ["Hackney"]
"""


@pytest.fixture
def known(tmp_path: Path) -> taxonomy.Taxonomy:
    return taxonomy.load(rules(tmp_path / "rules", "stop and search"))


@pytest.fixture
def lake(known, tmp_path) -> Lake:
    return three_days(tmp_path / "lake", known, forces(tmp_path / "gazetteer"))


@pytest.fixture
def wider(tmp_path) -> gazetteer.Gazetteer:
    forces(tmp_path / "wider")
    (tmp_path / "wider" / "councils.toml").write_text(FAIRS)
    return gazetteer.load(tmp_path / "wider")


def named(lake: Lake) -> set[tuple[str, str]]:
    rows = lake.read("article_entities").to_pylist()
    return {(row["article_id"], row["entity_id"]) for row in rows}


def test_entities_of_a_wider_gazetteer_are_found_and_topics_stay(lake, wider):
    topics = lake.read("article_topics")
    changes = retagging_all.retag(lake, wider)
    assert named(lake) == {
        (article, entity) for article in ("a1", "c2") for entity in ("metropolitan-police", "hackney-council")
    }
    assert (changes["entity", "added"], changes["entity", "dropped"]) == (2, 0)
    assert lake.read("article_topics").sort_by("article_id").equals(topics.sort_by("article_id"))
    kinds = Counter(lake.read("mentions")["kind"].to_pylist())
    assert kinds == {"topic": 4, "entity": 4}


def test_every_table_is_what_refining_would_have_made(lake, wider):
    retagging_all.retag(lake, wider)
    texts = lake.read("articles")
    made = transforms.tags(texts, gazetteer=wider)
    for name in retagging_all.FOUND:
        found, wanted = (
            table.filter(pc.equal(table["kind"], "entity")) if name == "mentions" else table
            for table in (lake.read(name), made[name])
        )
        assert sorted(map(repr, found.to_pylist())) == sorted(map(repr, wanted.to_pylist())), name


def test_both_versions_are_left_comparable_word_by_word(lake, wider, tmp_path):
    publish(Home(tmp_path))
    before = mentioned(tmp_path)
    retagging_all.retag(lake, wider)
    publish(Home(tmp_path))
    with query.open(Home(tmp_path)) as con:
        changed = query.sql(con, "from tag_changes('entity')").to_pylist()
        spans = con.execute(
            "select article_id, tag, field, start, change from tag_changes where kind = 'entity'"
        ).fetchall()
    assert {(row["change"], row["tag"], row["text"], row["version"]) for row in changed} == {
        ("added", "hackney-council", "Hackney", wider.version)
    }
    added, dropped = (
        {tuple(span[:-1]) for span in spans if span[-1] == change} for change in ("added", "dropped")
    )
    assert (mentioned(tmp_path) - added) | dropped == before
    kept = len(lake.read("tag_changes"))
    retagging_all.retag(lake, wider)  # nothing to do, so what the last one changed stays
    assert len(lake.read("tag_changes")) == kept > 0


def mentioned(home: Path) -> set[tuple]:
    with query.open(Home(home)) as con:
        asked = "select article_id, tag, field, start from mentions where kind = 'entity'"
        return set(con.execute(asked).fetchall())


def test_what_is_done_is_not_written_again(lake, wider):
    retagging_all.retag(lake, wider)
    version = lake.version
    changes = retagging_all.retag(lake, wider)
    assert lake.version == version
    assert not changes


def test_stopped_between_two_days_it_goes_on(lake, wider, tmp_path, monkeypatch):
    undisturbed = Lake(shutil.copytree(lake.folder, tmp_path / "undisturbed"))
    retagging_all.retag(undisturbed, wider)
    commit, left = refiling.commit, [1]

    def stopping(*given):
        if not left.pop():
            raise KeyboardInterrupt
        left.append(0)
        return commit(*given)

    monkeypatch.setattr(refiling, "commit", stopping)
    with pytest.raises(KeyboardInterrupt):
        retagging_all.retag(lake, wider)
    assert len(named(lake)) == 3  # the first day by the new rules, the third by the old
    monkeypatch.setattr(refiling, "commit", commit)
    retagging_all.retag(lake, wider)
    assert named(lake) == named(undisturbed)


def test_a_day_refined_meanwhile_is_not_overwritten(lake, known, wider, tmp_path):
    stale = taggings.taggings(lake)[0]
    refined(lake, 0, known, forces(tmp_path / "gazetteer"), (("a9", "Cake stall loses", FAIR),))
    with pytest.raises(Overtaken):
        refiling.commit(lake, stale, {"entities": wider.table()})
    assert lake.read("articles", batches=[stale.batch_id])["article_id"].to_pylist() == ["a9"]


def test_topics_found_again_before_are_found_again_after(lake, wider, tmp_path):
    today = taxonomy.load(rules(tmp_path / "new", "stop and search", "cake stall"))
    retagging.retag(lake, today)
    retagging_all.retag(lake, wider)
    assert retagging.retag(lake, today) == 6
    assert {each.version for each in taggings.taggings(lake)} == {today.version}


def test_the_command_says_what_came_and_went(answer, lake, tmp_path, monkeypatch):
    forces(tmp_path / "gazetteer")
    monkeypatch.setenv("BEATBOOK_TOPICS", str(rules(tmp_path / "more", "cake stall")))
    assert "cake-stall" in answer("retag", "--all", home=tmp_path)
    assert ("a1", "metropolitan-police") in named(lake)
    assert lake.read("voices").num_rows > 0
    assert "voice" in answer("sql", "from tag_changes('voice')", home=tmp_path)


def test_entities_that_no_folder_holds_any_more_are_named(lake, wider, capsys):
    retagging_all.retag(lake, wider)
    assert "hackney-council" in {entity.entity_id for entity in retagging_all.gazetteer(lake).entities}
    lake.commit("day:2026-11-09", {"article_entities": named_once("the-moon")}, day=date(2026, 11, 9))
    retagging_all.gazetteer(lake)
    assert "the-moon" in capsys.readouterr().err


def named_once(entity: str) -> pa.Table:
    row = {"article_id": "z", "entity_id": entity, "mentions": 1, "in_headline": False, "version": "0"}
    return pa.Table.from_pylist([row], schema=ARTICLE_ENTITIES)
