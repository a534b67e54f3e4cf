"""All history tagged anew: restartable, what refining would have made of it, and comparable with before."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import tagged_days
from tagged_days import FAIR, cakes, refined, three_days

from beatbook import retagging
from transforms import taxonomy
from warehouse import query, taggings
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Overtaken
from warehouse.publish import publish

HOUSE = Path(__file__).resolve().parents[2]
OLD = taxonomy.load()


@pytest.fixture(scope="module")
def more(tmp_path_factory) -> Path:
    return cakes(tmp_path_factory.mktemp("more"))


@pytest.fixture(scope="module")
def new(more):
    return taxonomy.load(more=more)


@pytest.fixture
def lake(tmp_path) -> Lake:
    return three_days(tmp_path / "lake", OLD)


def versions(lake: Lake) -> list[str | None]:
    return [each.version for each in taggings.taggings(lake)]


def contents(lake: Lake) -> set[str]:
    """Return the live files; each name holds a hash of batch and content."""
    return {file.path.relative_to(lake.folder).as_posix() for file in lake.live()}


def topics(home: Home, table: str = "article_topics") -> list[tuple[str, str]]:
    with query.open(home) as con:
        return sorted((row["article_id"], row["topic"]) for row in query.table(con, table).to_pylist())


def test_what_is_tagged_anew_is_what_refining_would_have_made(lake, new, tmp_path):
    assert retagging.retag(lake, new) == 6
    assert versions(lake) == [new.version] * 3
    afresh = three_days(tmp_path / "afresh", new)
    for table in ("article_topics", "topics"):
        again = [batch for batch in lake.batches(table) if batch.startswith("topics:")]
        days = [batch for batch in afresh.batches(table) if batch.startswith("day:")]
        assert lake.read(table, batches=again).equals(afresh.read(table, batches=days)), table
    spans = afresh.read("mentions").to_pylist()
    again = [batch for batch in lake.batches("mentions") if batch.startswith("topics:")]
    found = lake.read("mentions", batches=again).to_pylist()
    assert found == [span for span in spans if span["kind"] == "topic"]


def test_what_the_rules_of_today_tagged_is_not_tagged_again(lake, new, monkeypatch):
    retagging.retag(lake, new)
    before = lake.version
    monkeypatch.setattr(taggings, "articles", lambda *_: pytest.fail("a day was read for nothing"))
    assert retagging.retag(lake, new) == 0
    assert lake.version == before


def test_killed_at_any_write_it_goes_on_and_ends_as_if_undisturbed(lake, new, more, tmp_path):
    undisturbed = three_days(tmp_path / "undisturbed", OLD)
    retagging.retag(undisturbed, new)
    script, left = str(Path(tagged_days.__file__)), []
    for write in (2, 3, 5):  # in the first day; at the end of it, which is due again; in the second
        command = [sys.executable, script, str(lake.folder), str(more), str(write)]
        told = subprocess.run(command, cwd=HOUSE, env={"PYTHONPATH": str(HOUSE)}, capture_output=True)
        assert told.returncode == -9, told.stderr
        left.append(versions(lake).count(OLD.version))
        publish(Home(tmp_path))  # a book can be made of what there is: its checks find nothing
    assert left == [3, 3, 2]
    assert retagging.retag(lake, new) == 4
    assert contents(lake) == contents(undisturbed)


def test_a_book_counts_the_new_tags_and_keeps_the_old_ones_to_compare(lake, new, tmp_path):
    home = Home(tmp_path)
    publish(home)
    before = topics(home)
    retagging.retag(lake, new)
    publish(home)
    added = [("a2", "cake-stalls"), ("b1", "cake-stalls"), ("c3", "cake-stalls")]
    assert topics(home) == sorted([*before, *added])
    assert topics(home, "article_topics_by_version") == sorted([*before, *before, *added])
    with query.open(home) as con:
        changes = query.topic_changes(con).to_pylist()
        entities = query.sql(con, "select count(*) as n from mentions where kind = 'entity'")["n"][0].as_py()
        turned = {"old": new.version, "new": OLD.version}
        asked = "select distinct change from topic_changes(old := $old, new := $new)"
        backwards = con.execute(asked, turned).fetchall()
    assert changes == [{"topic": "cake-stalls", "added": 3, "dropped": 0, "articles": 3}]
    assert entities > 0
    assert backwards == [("dropped",)]


def test_a_day_that_is_refined_again_is_tagged_by_what_refining_used(lake, new, tmp_path):
    retagging.retag(lake, new)
    refined(lake, 1, OLD, (("b2", "Cake stall loses", FAIR),))
    assert versions(lake) == [new.version, OLD.version, new.version]
    publish(Home(tmp_path))
    assert ("b2", "cake-stalls") not in topics(Home(tmp_path))
    assert retagging.retag(lake, new) == 1
    publish(Home(tmp_path))
    assert ("b2", "cake-stalls") in topics(Home(tmp_path))


def test_a_day_refined_while_it_was_tagged_is_not_given_the_tags_of_its_old_articles(lake, new):
    stale = taggings.taggings(lake)[1]
    refined(lake, 1, OLD, (("b2", "Cake stall loses", FAIR),))
    with pytest.raises(Overtaken):
        taggings.commit(lake, stale, new.version, {"topics": new.table()})
    assert versions(lake) == [OLD.version] * 3
    assert retagging.retag(lake, new) == 6


def test_rules_can_be_taken_back_and_of_older_ones_only_the_last_stay(lake, new, tmp_path):
    for known in (new, OLD, new):
        assert retagging.retag(lake, known) == 6
        assert versions(lake) == [known.version] * 3
    publish(Home(tmp_path))
    with query.open(Home(tmp_path)) as con:
        ages = query.sql(con, "select version, age from taggings group by all order by age").to_pylist()
    assert [(row["version"], row["age"]) for row in ages] == [(new.version, 0), (OLD.version, 1)]


def test_the_command_tags_publishes_and_tells(answer, lake, more, new, monkeypatch):
    monkeypatch.setenv("BEATBOOK_TOPICS", str(more))
    home = lake.folder.parent
    told = answer("retag", home=home)
    assert "cake-stalls" in told
    assert json.loads(answer("retag", "--format", "json", home=home))[0]["added"] == 3
    monkeypatch.delenv("BEATBOOK_TOPICS")
    assert json.loads(answer("retag", "--format", "json", home=home))[0]["dropped"] == 3


def test_without_a_lake_it_says_what_to_do(answer, tmp_path):
    assert "make demo" in answer("retag", home=tmp_path, code=2)
    assert not (tmp_path / "lake").exists()
