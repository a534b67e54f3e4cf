"""Every topic's own examples: a new TOML file brings its tests."""

from dataclasses import replace

import pyarrow as pa
import pytest

import transforms
from transforms import rules, schemas, tagging, taxonomy
from transforms.phrases import expand

TAXONOMY = taxonomy.load()
EXAMPLES = [(topic, example) for topic in TAXONOMY.topics for example in topic.examples]
PROMISED = """
stop-and-search strip-search use-of-force taser police-custody police-misconduct deaths-after-police-contact
police-vetting police-oversight racism-in-policing facial-recognition undercover-policing gangs-databases
protest
international-policing-exchange community-relations neighbourhood-policing immigration-enforcement knife-crime
violence-against-women hate-crime county-lines antisocial-behaviour police-resources
"""


def one_article(headline="", body="", **more) -> pa.Table:
    columns = {"article_id": "a", "headline": headline, "body": body, **more}
    return pa.table({name: pa.array([value], pa.string()) for name, value in columns.items()})


def named(topic_and_example) -> str:
    topic, example = topic_and_example
    return f"{topic.slug}-{'hit' if example.hit else 'miss'}-{(example.headline or example.text)[:40]}"


@pytest.mark.parametrize(("topic", "example"), EXAMPLES, ids=map(named, EXAMPLES))
def test_an_example_is_what_it_says(topic, example):
    hits = transforms.topics(one_article(example.headline, example.text), TAXONOMY).to_pylist()
    found = [(hit["rule"], hit["text"]) for hit in hits if hit["topic"] == topic.slug]
    assert bool(found) is example.hit, f"expected hit = {example.hit}, found {found}"


def test_the_promised_topics_are_there():
    assert set(PROMISED.split()) <= {topic.slug for topic in TAXONOMY.topics}


@pytest.mark.parametrize("topic", TAXONOMY.topics, ids=lambda topic: topic.slug)
def test_a_topic_says_what_it_is_and_shows_hard_misses(topic):
    assert len(topic.definition) > 40
    assert len(topic.scope) > 40
    assert sum(example.hit for example in topic.examples) >= 3
    assert sum(not example.hit for example in topic.examples) >= 3


def said(rule: rules.Rule) -> str:
    """Return words that should satisfy a rule: the first of every choice it offers."""
    match rule:
        case rules.Term(name) if name.startswith("@"):
            return said(rules.Term(next(c.phrases[0] for c in TAXONOMY.words if c.name == name)))
        case rules.Term(name):
            return expand(name)[0].words
        case rules.Either(parts):
            return said(parts[0])
        case rules.Both(parts):
            return " ".join(map(said, parts))
        case rules.Near(left, right):
            return f"{said(left)} {said(right)}"
        case rules.Inside(part):
            return said(part)


RULES = [(topic, rule) for topic in TAXONOMY.topics for rule in topic.rules]


@pytest.mark.parametrize(("topic", "rule"), RULES, ids=[f"{topic.slug}-{rule.name}" for topic, rule in RULES])
def test_a_rule_is_met_by_the_words_it_asks_for(topic, rule):
    """A rule whose words exclude one another would be dead weight that nobody notices."""
    free = replace(rule, anchor=())
    alone = replace(topic, rules=(free,), anchor=(), min_score=0.1, exclude=taxonomy.Exclusions())
    only = taxonomy.Taxonomy((alone,), TAXONOMY.words, "test")
    words = said(rule.rule)
    assert tagging.evidence(words, f"{words}. {words}.", only), words


def test_the_table_has_one_row_for_each_topic_and_group():
    table = TAXONOMY.table()
    assert table.schema.equals(schemas.TOPICS)
    assert table["topic"].to_pylist() == sorted(each.slug for each in (*TAXONOMY.topics, *TAXONOMY.groups))
    groups = {group.slug for group in TAXONOMY.groups}
    assert {row["topic"] for row in table.to_pylist() if row["is_group"]} == groups
    assert {topic.parent for topic in TAXONOMY.topics} == groups, "each has its group, none is empty"
    assert set(table["version"].to_pylist()) == {TAXONOMY.version}


def test_the_score_is_what_the_places_of_the_evidence_add_up_to():
    later = "The council met on Monday. It rained. Nobody spoke. " * 2
    body = (
        f"A boy was stopped and searched. {later}Stop and search is rare here. Stop and search ended at six."
    )
    hits = transforms.topics(one_article("Stop and search: a day on the street", body))
    mine = [hit for hit in hits.to_pylist() if hit["topic"] == "stop-and-search"]
    assert [hit["weight"] for hit in mine] == [4.0, 2.0, 1.0, 1.0]
    scored = {row["topic"]: row for row in transforms.article_topics(hits).to_pylist()}
    assert scored["stop-and-search"]["score"] == 8.0
    assert scored["stop-and-search"]["hits"] == 4


def test_a_sentence_counts_once_however_often_it_says_so():
    hits = transforms.topics(one_article("", "Stop and search, stop and search, stop and search."))
    assert [hit["weight"] for hit in hits.to_pylist()] == [2.0, 0.0, 0.0]


def test_one_mention_far_down_is_not_what_an_article_is_about():
    body = (
        "The library opened. People came. Tea was served. Books were lent. Someone mentioned stop and search."
    )
    assert transforms.topics(one_article("Library opens", body)).num_rows == 0


def test_nothing_in_gives_empty_tables_of_the_right_shape():
    nothing = one_article().slice(0, 0)
    hits = transforms.topics(nothing)
    assert hits.schema.equals(schemas.TOPIC_HITS)
    assert transforms.article_topics(hits).schema.equals(schemas.ARTICLE_TOPICS)


def test_null_texts_are_empty_and_other_languages_are_left_alone():
    assert transforms.topics(one_article(None, None)).num_rows == 0
    headline = "Police stop and search powers"
    assert transforms.topics(one_article(headline, None, language="en")).num_rows > 0
    assert transforms.topics(one_article(headline, None, language=None)).num_rows > 0
    assert transforms.topics(one_article(headline, None, language="fr")).num_rows == 0


def test_results_have_the_promised_shape():
    hits = transforms.topics(
        one_article("Officers Tasered man in police custody suite", "He was Tasered twice.")
    )
    assert hits.num_rows > 0
    assert hits.schema.equals(schemas.TOPIC_HITS)
    assert transforms.article_topics(hits).schema.equals(schemas.ARTICLE_TOPICS)
    assert set(hits["version"].to_pylist()) == {TAXONOMY.version}
    assert all(hit["rule"].startswith(hit["topic"] + "/") for hit in hits.to_pylist())
