"""What is on the beat: policing and crime wherever they happen, and not what only borrows their words."""

import time

import pyarrow as pa
import pytest

import transforms
from transforms import schemas
from transforms.relevance import packaged


def judged(headline: str, body: str = "") -> dict:
    article = pa.table({"article_id": ["a"], "headline": [headline], "body": [body]})
    return transforms.relevance(article).to_pylist()[0]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Boy, 15, stabbed outside takeaway", "Detectives have arrested two teenagers."),
        ("Chicago officers cleared over shooting", "Protesters blocked traffic outside city hall."),
        ("Watchdog to look at death in cell", "The man was restrained by four police officers."),
        ("Midfielder charged with rape", "The Premier League player will appear before magistrates."),
        ("Youth club saved", "Workers say it keeps teenagers away from gangs and knives."),
        ("Neighbours block immigration van", "Officers let two men go after four hours."),
        ("Marchers fined", "Protesters had defied conditions set by police. A judge fined eleven."),
    ],
)
def test_the_beat_is_seen(headline, body):
    assert judged(headline, body)["is_on_beat"]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Met Office warns of snow", "Police urged drivers to stay at home."),
        ("Review: a bent copper finds his soul", "The film follows a detective. Directed with flair."),
        ("Striker banned for doping", "A tribunal found him guilty after he tested positive."),
        ("Trader guilty of insider dealing", "Jurors in New York heard that investors lost $4m."),
        ("Guantanamo prisoner loses appeal", "The court has no jurisdiction over the detainee."),
        ("Motorway closed", "A police spokesman said that the road had reopened."),
        ("Actor who played TV's favourite sergeant dies", "He starred in the police drama for years."),
        ("Interest rates held", "Borrowers had hoped for a cut."),
        ("", ""),
    ],
)
def test_what_borrows_its_words_is_not(headline, body):
    found = judged(headline, body)
    assert (found["is_on_beat"], found["score"] < 0.5) == (False, True)


def test_a_passing_mention_ranks_below_a_subject():
    passing = judged("Bridge shut after storm", "Police said the road was closed. Rain fell all night.")
    subject = judged("Police search homes after shooting", "Detectives made three arrests.")
    assert passing["score"] < subject["score"]


def test_length_alone_makes_nothing_relevant():
    filler = "The council will plant trees along the river next year. " * 60
    few = "Police said a man was arrested. " * 3
    assert not judged("Trees for the river", filler + few)["is_on_beat"]


def test_reasons_are_words_of_the_text_heaviest_first():
    headline, body = "Boy stabbed in park", "The film festival opens today. Police arrested a man."
    found = judged(headline, body)
    text = {"headline": headline, "body": body}
    assert found["reasons"]
    assert all(text[r["field"]][r["start"] : r["end"]] == r["text"] for r in found["reasons"])
    weights = [abs(reason["weight"]) for reason in found["reasons"]]
    assert weights == sorted(weights, reverse=True)
    assert {reason["weight"] > 0 for reason in found["reasons"]} == {True, False}


def test_the_table_has_its_shape_one_row_for_each_article_that_may_be_english():
    articles = pa.table(
        {
            "article_id": ["a", "b", "c"],
            "headline": pa.array([None, "Murder", "Mord"], pa.string()),
            "body": pa.array([None, None, None], pa.string()),
            "language": ["en", None, "de"],
        }
    )
    found = transforms.relevance(articles)
    assert found.schema.equals(schemas.RELEVANCE)
    assert found["article_id"].to_pylist() == ["a", "b"]
    assert set(found["version"].to_pylist()) == {packaged().version}
    assert transforms.relevance(articles.slice(0, 0)).schema.equals(schemas.RELEVANCE)


@pytest.mark.parametrize("topic", packaged().topics, ids=lambda topic: topic.slug)
def test_the_examples_of_each_side_are_told_apart(topic):
    side = topic.slug == "on-the-beat"
    for example in topic.examples:
        assert judged(example.headline, example.text)["is_on_beat"] is (example.hit is side)


def test_hostile_text_takes_time_as_its_length():
    def spent(times: int) -> float:
        begin = time.process_time()
        judged("", "the Met police and Met with police " * times)
        return time.process_time() - begin

    spent(10)
    assert spent(4_000) < 20 * max(spent(1_000), 0.02)


def test_a_topic_counts_and_is_among_the_reasons_and_a_crime_without_one_counts_less():
    found = judged("They searched my son", "Officers stopped and searched the boy, 13. Nothing was found.")
    assert found["is_on_beat"]
    assert "topic/stop-and-search" in {reason["rule"] for reason in found["reasons"]}
    goats = judged("Fugitive tortoise found", "A tortoise on the run has been returned to his family.")
    assert not goats["is_on_beat"]
