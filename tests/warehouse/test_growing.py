"""A snapshot that grew day by day says what one that was made whole says, whatever the days brought."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pyarrow as pa
import pytest
from lake_rows import CATALOGUE, rows, tagged, take, together

import transforms
from warehouse import asking, query, taggings, touched
from warehouse import publish as publishing
from warehouse import segments as segmented
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.revising import revised
from warehouse.statements import statement, statements

FIRST_DAY = date(2026, 8, 3)
TOPICS = ["stop-and-search", "taser"]
WORDS = ["police", "officers", "stop", "and", "search", "a", "man", "in", "the", "park"]
OWN = {  # numbers that depend on the way, and what says when and where
    "documents": "article_id, outlet, day, tokens, digest",
    "snapshot": "lake_version, sql_version, taxonomy_version, gazetteer_version, home",
    "segments": "kind",
    "bodies": "article_id, body",
    "article_texts": "* exclude (text_no)",
    "postings": "term, day, size, weight, positions",
    "article_topics": "* exclude (text_no)",
    "article_entities": "* exclude (text_no)",
    "voices": "* exclude (text_no)",
    "article_voices": "* exclude (text_no)",
    "voices_added": "* exclude (text_no)",
    "copies": "* exclude (text_no)",
    "replaced_texts": "0 * count(*)",
}


def day_of(random: Random, number: int, minute: int) -> dict:
    """Return the tables of one refined day: new articles, known ones again, looks that found one gone."""
    day = FIRST_DAY + timedelta(days=number)
    noon = datetime(day.year, day.month, day.day, 12, minute, tzinfo=UTC)
    brought = [take(day=day, run_id=f"r{number}"), take("voice", day=day, run_id=f"r{number}")]
    for name in random.sample([f"a{n}" for n in range(12)], random.randint(0, 5)):
        brought.append(article(random, name, noon, f"r{number}"))
    for name in random.sample([f"a{n}" for n in range(12)], 2):
        outcome = random.choice(["vanished", "unchanged"])
        look = {"url": f"https://gazette.example/{name}", "outcome": outcome, "fetched_at": noon, "day": day}
        brought.append({"fetches": rows("fetches", look | {"run_id": f"r{number}-again"})})
        brought.append({"runs": rows("runs", {"run_id": f"r{number}-again", "day": day, "started_at": noon})})
    whole = together(*brought)
    whole["runs"] = whole["runs"].group_by(whole["runs"].column_names).aggregate([])
    return whole | {"fetches": once(whole["fetches"]), "topics": topics(random)}


def topics(random: Random) -> pa.Table:
    """Return the topics as one of the taxonomies has them."""
    version = random.choice(["a0", "b1", "c2"])
    return rows("topics", *({"topic": topic, "version": version} for topic in TOPICS))


def once(fetches):
    """Return the fetches without those that tell of an address a second time in one run."""
    kept = {(row["run_id"], row["outlet"], row["url"]): row for row in fetches.to_pylist()}
    return fetches.from_pylist(list(kept.values()), schema=fetches.schema)


def article(random: Random, name: str, noon: datetime, run_id: str) -> dict:
    body = " ".join(random.choices(WORDS, k=random.randint(3, 60)))
    url = f"https://gazette.example/{name}"
    row = {
        "article_id": name,
        "body": body,
        "headline": "Police stop and search up",
        "words": len(body.split()),
    }
    row |= {"published_at": noon - timedelta(days=random.randint(0, 3)), "fetched_at": noon, "run_id": run_id}
    read = rows("articles", row | {"url": url, "page_url": url})
    said = {"article_id": name, "words": row["words"], "page_url": url}
    told = [said | {"content": body, "body": random.choice([None, body]), "fetched_at": noon}]
    if random.random() < 0.5:
        before = body + " said so"
        told.append(said | {"content": before, "body": before, "fetched_at": noon - timedelta(hours=6)})
    return tags(random, [name]) | {
        "articles": read,
        "postings": transforms.postings(read),
        "versions": rows("versions", *told),
        "fetches": rows("fetches", {"url": url, "article_id": name, "run_id": run_id, "fetched_at": noon}),
        "people": rows("people", {"article_id": name, "name": random.choice(["Ann Lee", "Bo Day"])}),
    }


def tags(random: Random, names: list[str]) -> dict:
    """Return topics of some of the articles, and their evidence."""
    found = [(name, topic) for name in names for topic in TOPICS if random.random() < 0.4]
    return {
        "article_topics": rows("article_topics", *({"article_id": name, "topic": t} for name, t in found)),
        "mentions": rows("mentions", *({"article_id": name, "tag": topic} for name, topic in found)),
    }


def tag_again(random: Random, lake: Lake) -> None:
    """Commit other tags for about half of the days, as a retag does that is killed midway."""
    known = topics(random)
    version = known["version"][0].as_py()
    for each in taggings.taggings(lake):
        if each.version != version and random.random() < 0.5:
            names = taggings.articles(each)["article_id"].to_pylist()
            taggings.commit(lake, each, version, tags(random, names) | {"topics": known})


def edited(lake: Lake, number: int) -> pa.Table:
    """Return an edit of the whole text for each revision that the day brought."""
    days = [f"day:{each}" for each in range(number + 1)]
    return rows(
        "edits",
        *(
            {
                "article_id": new["article_id"],
                "kind": "reworded",
                "field": "body",
                "old_at": old["fetched_at"],
                "edited_at": new["fetched_at"],
                "old_text": old["body"],
                "old_end": len(old["body"]),
                "new_text": new["body"],
                "new_end": len(new["body"]),
            }
            for old, new in pairwise(revised(lake, f"day:{number}", days).to_pylist())
            if old["article_id"] == new["article_id"] and old["body"] and new["body"]
        ),
    )


def related(random: Random, lake: Lake, number: int) -> dict:
    """Return the tables of one related day: stories that are told anew, clusters that were merged, edits."""
    names = [f"a{n}" for n in range(12)]
    told, copied = random.sample(names, random.randint(1, 5)), random.sample(names, 2)
    stories = {each: random.choice(["s1", "s2", "s3"]) for each in told}
    clusters = random.sample(["c1", "c2", "c3", "c4"], 2)
    placed = {"cluster_id": clusters[0]}
    renamed = {"previous_cluster_id": random.choice([None, clusters[1]])}
    return {
        "edits": edited(lake, number),
        "article_stories": rows(
            "article_stories",
            *(
                {"article_id": each, "story_id": story, "similarity": random.choice([None, 0.5, 0.75])}
                for each, story in stories.items()
            ),
        ),
        "story_changes": rows("story_changes", {"story_id": "s2", "into_story_id": "s1", "articles": 1}),
        "copies": rows(
            "copies", *({"article_id": each, "original_id": each} | placed | renamed for each in copied)
        ),
    }


def said(home: Home) -> dict[str, int]:
    """Return a hash of each table and view that the warehouse shows."""
    with query.open(home) as con:
        names = asking.answer(con, "tables")["name"].to_pylist()
        return {name: hashed(con, name) for name in names}


def counted(home: Home, name: str) -> int:
    with query.open(home) as con:
        return len(query.table(con, name))


def hashed(con: query.Connection, name: str) -> object:
    columns = OWN.get(name, "*")
    distinct = "distinct" if name in OWN else ""
    rows_ = f"select {distinct} {columns} from {name}"  # noqa: S608  names of ours
    ((found,),) = con.execute(f"select (count(*), sum(hash(r))) from ({rows_}) as r").fetchall()  # noqa: S608
    return found


@pytest.fixture
def grown_from(monkeypatch):
    """The versions that snapshots were grown from; None for one that was made whole."""
    versions, build = [], publishing.build

    def watched(connection, lake, between, *others):
        versions.append(between[0])
        return build(connection, lake, between, *others)

    monkeypatch.setattr(publishing, "build", watched)
    return versions


@pytest.mark.parametrize("seed", range(1))  # eight were tried; one takes 17 s
def test_what_grew_is_what_would_be_made_anew(tmp_path, monkeypatch, grown_from, seed):
    monkeypatch.setattr(segmented, "LARGEST", {"bodies": 8, "postings": 12})
    monkeypatch.setattr(segmented, "BODIES_AT_ONCE", 4)
    random = Random(seed)
    home = Home(tmp_path)
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=FIRST_DAY)
    publish(home)
    for number in range(6):
        which = random.choice([number, number, random.randrange(number + 1)])
        day = FIRST_DAY + timedelta(days=which)
        lake.commit(f"day:{which}", day_of(random, which, number), day=day)
        if random.random() < 0.7:
            lake.commit(f"relate:{which}", related(random, lake, which), day=day)
        if random.random() < 0.4:
            tag_again(random, lake)
        if random.random() < 0.4:
            owned = {"outlet": "gazette", "owner": random.choice([None, "Big Group", "Small Group"])}
            outlets = rows("outlets", owned, {"outlet": "voice"})
            lake.commit("catalogue", CATALOGUE | {"outlets": outlets}, day=FIRST_DAY)
        if random.random() < 0.6:
            publish(home)
    tag_again(random, lake)
    publish(home)
    assert None not in grown_from[1:]
    grown = said(home)
    for name in (
        "edits",
        "version_texts",
        "taggings",
        "article_topics_by_version",
        "stories",
        "renamed_clusters",
    ):
        assert counted(home, name), f"nothing was seen of {name}"
    monkeypatch.setattr(touched, "AT_ONCE", 5)  # articles: the whole in several small warehouses
    again = publish(home, full=True)
    assert not again.unchanged
    assert said(home) == grown


def test_tags_of_other_rules_reach_a_snapshot_that_grows(book, lake, grown_from):
    publish(book)
    (held,) = [each for each in taggings.taggings(lake) if each.batch_id == "2026-08-31"]
    for version, found in (("b1", {"topic": "taser"}), ("c2", None)):
        more = [{"article_id": "a1"} | found] if found else []
        marks = [{"article_id": "a1", "tag": "taser"}] if found else []
        tables = {"article_topics": rows("article_topics", *more), "mentions": rows("mentions", *marks)}
        known = rows("topics", *({"topic": topic, "version": version} for topic in TOPICS))
        taggings.commit(lake, held, version, tables | {"topics": known})
        publish(book)
        with query.open(book) as con:
            asked = "select topic::varchar from article_topics where article_id = 'a1'"
            assert con.execute(asked).fetchall() == ([("taser",)] if found else [])
            newest = "select version from taggings where batch_id = '2026-08-31' and age = 0"
            assert con.execute(newest).fetchall() == [(version,)]
    assert None not in grown_from[1:]


def test_an_article_whose_date_changes_is_there_once_with_all_that_is_told_of_it(book, lake, grown_from):
    publish(book)
    noon = datetime(2026, 8, 3, 12, tzinfo=UTC)
    for published_at in (None, noon, noon + timedelta(days=40), None, None):
        lake.commit("moving", tagged("m1", published_at, words=3 + len(grown_from)), day=FIRST_DAY)
        publish(book)
        with query.open(book) as con:
            for name in ("articles", "documents", "mentions", "article_topics", "voices", "people"):
                told = f"select day from {name} where article_id = 'm1'"  # noqa: S608
                assert con.execute(told).fetchall() == [(published_at and published_at.date(),)]
    assert None not in grown_from[1:]
    grown = said(book)
    publish(book, full=True)
    assert said(book) == grown


def test_a_topic_that_changed_its_group_is_counted_there_on_all_days(book, lake):
    publish(book)
    for parent in ("taser", None):
        known = rows("topics", {"topic": "stop-and-search", "parent": parent}, {"topic": "taser"})
        lake.commit("catalogue", CATALOGUE | {"topics": known}, day=FIRST_DAY)
        publish(book)
        with query.open(book) as con:
            counted = "select articles from topic_periods where topic = 'taser' and length = 'year'"
            assert con.execute(counted).fetchall() == ([(1,)] if parent else [])


def test_an_outlet_that_the_enums_do_not_know_makes_all_anew(book, lake):
    publish(book)
    third = rows("outlets", {"outlet": "third", "name": "The Third"})
    more = tagged("t1", datetime(2026, 8, 6, 12, tzinfo=UTC), "third")
    lake.commit("later", more | {"outlets": pa.concat_tables([CATALOGUE["outlets"], third])}, day=FIRST_DAY)
    assert publish(book).new_articles == 1
    with query.open(book) as con:
        assert query.outlets(con)["outlet"].to_pylist() == ["gazette", "third", "voice"]
        assert query.search(con, "officers")["article_id"].to_pylist() == ["t1", "a1"]


def test_every_table_that_speaks_of_articles_says_which_are_touched():
    """Whoever adds a table to the lake adds it to batch_articles, else its rows are not seen to be new."""
    speaking = {each.name for each in statements("lake") if "article_id varchar" in each.text}
    asked = set(re.findall(r"from lake\.(\w+)", statement("tables", "batch_articles").text))
    assert speaking - asked == {"postings"}
    assert asked <= speaking
