"""All history tagged anew: restartable, what refining would have made of it, and comparable with before."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
import tagged_days
from tagged_days import FAIR, forces, refined, rules, three_days

import transforms
from beatbook import retagging
from transforms import taxonomy
from transforms.schemas import RELEVANCE
from warehouse import query, refiling, taggings
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Overtaken
from warehouse.publish import publish

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> SimpleNamespace:
    """The rules of before and of today, a gazetteer, and a lake that was refined by the rules of before."""
    root = tmp_path_factory.mktemp("given")
    folder = rules(root / "new", "stop and search", "cake stall")
    old, new = taxonomy.load(rules(root / "old", "stop and search")), taxonomy.load(folder)
    entities = forces(root / "gazetteer")
    three_days(root / "lake", old, entities)
    return SimpleNamespace(old=old, new=new, entities=entities, folder=folder, lake=root / "lake")


@pytest.fixture
def lake(given, tmp_path) -> Lake:
    shutil.copytree(given.lake, tmp_path / "lake")
    return Lake(tmp_path / "lake")


def versions(lake: Lake) -> list[str | None]:
    return [each.version for each in taggings.taggings(lake)]


def contents(lake: Lake) -> set[str]:
    """Return the live files; each name holds a hash of batch and content."""
    return {file.path.relative_to(lake.folder).as_posix() for file in lake.live()}


def topics(home: Home, table: str = "article_topics") -> list[tuple[str, str]]:
    with query.open(home) as con:
        return sorted((row["article_id"], row["topic"]) for row in query.table(con, table).to_pylist())


def test_what_is_tagged_anew_is_what_refining_would_have_made(lake, given, tmp_path):
    assert retagging.retag(lake, given.new) == 6
    assert versions(lake) == [given.new.version] * 3
    afresh = three_days(tmp_path / "afresh", given.new, given.entities)
    for table in ("article_topics", "topics"):
        again = [batch for batch in lake.batches(table) if batch.startswith("topics:")]
        assert lake.read(table, batches=again).equals(afresh.read(table)), table
    again = [batch for batch in lake.batches("mentions") if batch.startswith("topics:")]
    spans = [span for span in afresh.read("mentions").to_pylist() if span["kind"] == "topic"]
    assert lake.read("mentions", batches=again).to_pylist() == spans


def beat(home: Home) -> dict[str, str]:
    with query.open(home) as con:
        return {row["article_id"]: row["version"] for row in query.table(con, "relevance").to_pylist()}


def test_whether_an_article_is_on_the_beat_is_judged_again_with_its_topics(lake, given, tmp_path):
    """The first day was judged by other rules once, the second and third never."""
    texts = lake.read("articles", batches=["day:2026-11-02"])
    before = transforms.relevance(texts).to_pylist()
    once = pa.Table.from_pylist([{**row, "version": "rules before"} for row in before], schema=RELEVANCE)
    [first, *_] = taggings.taggings(lake)
    refiling.commit(lake, first, {"relevance": once})
    publish(Home(tmp_path))
    assert beat(Home(tmp_path)) == dict.fromkeys(("a1", "a2"), "rules before")
    retagging.retag(lake, given.new)
    publish(Home(tmp_path))
    today = before[0]["version"]
    assert beat(Home(tmp_path)) == dict.fromkeys(("a1", "a2", "b1", "c1", "c2", "c3"), today)
    [first, *_] = taggings.taggings(lake)
    assert set(taggings.judged(lake, first)["version"].to_pylist()) == {today}


def test_an_article_that_no_retag_judges_keeps_what_refining_said(lake, given, tmp_path):
    """As one whose text's time is over."""
    [first, *_] = taggings.taggings(lake)
    judged = transforms.relevance(lake.read("articles", batches=[first.batch_id]))
    refiling.commit(lake, first, {"relevance": judged})
    publish(Home(tmp_path))
    [first, *_] = taggings.taggings(lake)
    made = retagging.tags(iter([taggings.articles(first).slice(0, 1)]), given.old)
    made["relevance"] = made["relevance"].set_column(4, "version", pa.array(["today"]))
    taggings.commit(lake, first, given.old.version, made)
    publish(Home(tmp_path))  # which grows: there is no topic that it did not know
    assert beat(Home(tmp_path)) == {"a1": "today", "a2": judged["version"][1].as_py()}
    [first, *_] = taggings.taggings(lake)
    assert taggings.judged(lake, first)["article_id"].to_pylist() == ["a1", "a2"]


def test_what_the_rules_of_today_tagged_is_not_tagged_again(lake, given, monkeypatch):
    retagging.retag(lake, given.new)
    before = lake.version
    monkeypatch.setattr(taggings, "articles", lambda *_: pytest.fail("a day was read for nothing"))
    assert retagging.retag(lake, given.new) == 0
    assert lake.version == before


def test_killed_at_any_write_it_goes_on_and_ends_as_if_undisturbed(lake, given, tmp_path):
    undisturbed = Lake(shutil.copytree(given.lake, tmp_path / "undisturbed"))
    retagging.retag(undisturbed, given.new)
    script, left = str(Path(tagged_days.__file__)), []
    for write in (3, 5):  # in the first day, which is due again; then in the second, when the first is done
        command = [sys.executable, script, str(lake.folder), str(given.folder), str(write)]
        told = subprocess.run(command, cwd=HOUSE, env={"PYTHONPATH": str(HOUSE)}, capture_output=True)
        assert told.returncode == -9, told.stderr
        left.append(versions(lake).count(given.old.version))
    assert left == [3, 2]
    publish(Home(tmp_path))  # a book can be made of what there is: its checks find nothing
    assert retagging.retag(lake, given.new) == 4
    assert contents(lake) == contents(undisturbed)


def test_a_book_counts_the_new_tags_and_keeps_the_old_ones_to_compare(lake, given, tmp_path):
    before = [("a1", "stop-and-search"), ("c2", "stop-and-search")]
    added = [("a2", "cake-stall"), ("b1", "cake-stall"), ("c3", "cake-stall")]
    retagging.retag(lake, given.new)
    publish(Home(tmp_path))
    assert topics(Home(tmp_path)) == sorted([*before, *added])
    assert topics(Home(tmp_path), "article_topics_by_version") == sorted([*before, *before, *added])
    turned = {"old": given.new.version, "new": given.old.version}
    asked = "select distinct change from topic_changes(old := $old, new := $new)"
    with query.open(Home(tmp_path)) as con:
        changes = query.topic_changes(con).to_pylist()
        backwards = con.execute(asked, turned).fetchall()
        named = query.sql(con, "select article_id from mentions where kind = 'entity'").to_pydict()
    assert changes == [{"topic": "cake-stall", "added": 3, "dropped": 0, "articles": 3}]
    assert backwards == [("dropped",)]
    assert named == {"article_id": ["a1", "c2"]}


def test_a_day_that_is_refined_again_is_tagged_by_what_refining_used(lake, given, tmp_path):
    retagging.retag(lake, given.new)
    refined(lake, 1, given.old, given.entities, (("b2", "Cake stall loses", FAIR),))
    assert versions(lake) == [given.new.version, given.old.version, given.new.version]
    publish(Home(tmp_path))
    assert {article for article, _ in topics(Home(tmp_path))} == {"a1", "a2", "c2", "c3"}
    assert retagging.retag(lake, given.new) == 1
    assert versions(lake) == [given.new.version] * 3


def test_a_day_refined_while_it_was_tagged_is_not_given_the_tags_of_its_old_articles(lake, given):
    stale = taggings.taggings(lake)[1]
    refined(lake, 1, given.old, given.entities, (("b2", "Cake stall loses", FAIR),))
    with pytest.raises(Overtaken):
        taggings.commit(lake, stale, given.new.version, {"topics": given.new.table()})
    assert versions(lake) == [given.old.version] * 3
    assert retagging.retag(lake, given.new) == 6


def test_rules_can_be_taken_back_and_of_older_ones_only_the_last_stay(lake, given, tmp_path):
    for known in (given.new, given.old, given.new):
        assert retagging.retag(lake, known) == 6
        assert versions(lake) == [known.version] * 3
    third = taxonomy.load(rules(tmp_path / "third", "rain"))
    retagging.retag(lake, third)
    publish(Home(tmp_path))
    with query.open(Home(tmp_path)) as con:
        ages = con.execute("select distinct age, version from taggings order by all").fetchall()
    assert ages == [(0, third.version), (1, given.new.version), (2, given.old.version)]


def test_the_command_tags_publishes_and_tells(answer, lake, given, tmp_path, monkeypatch):
    monkeypatch.setenv("BEATBOOK_TOPICS", str(rules(tmp_path / "more", "cake stall")))
    told = answer("retag", home=tmp_path)
    assert [line.split() for line in told.splitlines() if line.startswith("cake")] == [
        ["cake-stall", "3", "0", "3"]
    ]
    rows = json.loads(answer("retag", "--format", "json", home=tmp_path))
    assert {"topic": "cake-stall", "added": 3, "dropped": 0, "articles": 3} in rows
    assert "other rules" not in answer("topics", home=tmp_path)
    refined(lake, 0, given.new, given.entities)  # two articles of six
    publish(Home(tmp_path))
    assert "4 articles were tagged by other rules" in answer("topics", home=tmp_path)


def test_without_a_lake_it_says_what_to_do(answer, tmp_path):
    assert "make demo" in answer("retag", home=tmp_path, code=2)
    assert not (tmp_path / "lake").exists()
