"""One real article, its site's furniture round it, comes out as a careful reader would file it."""

from pathlib import Path

import pyarrow as pa
import pytest

import transforms
from transforms import furniture, marks, plain_text

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the seed article lies beside the project, and is not here"
)


@pytest.fixture(scope="module")
def article() -> pa.Table:
    headline, body = plain_text.article(SEED.read_text(encoding="utf-8"))
    return pa.table({"article_id": ["seed"], "headline": [headline], "body": [body]})


@pytest.fixture(scope="module")
def mentions(article) -> list[dict]:
    return transforms.mentions(transforms.topics(article), transforms.entities(article)).to_pylist()


def test_its_first_line_is_furniture_and_its_second_the_headline(article):
    headline = article["headline"][0].as_py()
    assert headline.startswith("Campaigners to hold protest")
    assert headline.endswith("delegation")


def test_it_is_about_these_topics_and_no_other(article):
    scored = transforms.article_topics(transforms.topics(article)).to_pylist()
    about = {"international-policing-exchange", "protest", "community-relations"}
    about |= {"campaign-groups", "police-engagement", "vigils"}
    assert {row["topic"] for row in scored} == about
    assert max(scored, key=lambda row: row["score"])["topic"] == "international-policing-exchange"


def test_it_names_the_force_the_council_and_the_borough(article):
    counted = transforms.article_entities(transforms.entities(article)).to_pylist()
    times = {row["entity_id"]: row["mentions"] for row in counted}
    assert times["metropolitan-police"] >= 8
    assert times["hackney-council"] == 2
    assert times["hackney"] >= 6
    headlined = {row["entity_id"] for row in counted if row["in_headline"]}
    assert headlined == {"metropolitan-police"}


def test_every_span_holds_its_words(article, mentions):
    texts = {field: article[field][0].as_py() for field in ("headline", "body")}
    assert len(mentions) > 30
    for row in mentions:
        assert texts[row["field"]][row["start"] : row["end"]] == row["text"]


def test_no_evidence_stands_in_the_box_that_asks_for_money(article, mentions):
    body = article["body"][0].as_py()
    boxes = furniture.spans(body)
    begin = body.index("reader-owned")
    assert min(start for start, _ in boxes) < begin
    assert max(end for _, end in boxes) == len(body)
    assert [row for row in mentions if row["field"] == "body" and row["end"] > begin] == []


@pytest.fixture(scope="module")
def voices(article) -> list[dict]:
    return transforms.voices(article).to_pylist()


def test_eleven_quoted_spans_have_the_right_speaker_or_none(article, voices):
    body = article["body"][0].as_py()
    quotes = [quote for quote in marks.quoted(body) if quote.start < body.index("reader-owned")]
    over = [
        [row for row in voices if row["start"] < quote.end and quote.start < row["end"]] for quote in quotes
    ]
    assert [len(rows) for rows in over] == [0] + [1] * 10  # the first are scare quotes
    heard = [(rows[0]["speaker_name"] or "").split(" ")[-1] for rows in over[1:]]
    force, resident, member = "Police", "Sahleb", "Fajana-Thomas"
    assert heard == ["Campaign", *[resident] * 5, force, force, member, member]
    assert [rows[0]["role"] for rows in over[1:]] == [
        "campaigner", *["resident"] * 5, "police_force", "police_force", "council", "council",
    ]  # fmt: skip


def test_nothing_is_said_in_the_box_that_asks_for_money(article, voices):
    begin = article["body"][0].as_py().index("reader-owned")
    assert max(row["end"] for row in voices) < begin


def test_one_mans_two_spellings_are_joined_and_flagged(article):
    found = {person["name"]: person for person in transforms.people(article).to_pylist()}
    (flagged,) = (person for person in found.values() if person["is_variant"])
    assert (flagged["name"].split()[-1], flagged["variants"]) == ("Sahleb", ["Salhab"])
    assert flagged["role"].endswith("resident of the borough")
