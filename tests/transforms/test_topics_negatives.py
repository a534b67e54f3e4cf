"""What general news throws at the taxonomy: none of it is about policing, and none of it may be tagged."""

import tomllib
from pathlib import Path

import pyarrow as pa
import pytest

import transforms
from transforms import gazetteer

NOT_POLICING = tomllib.loads(Path(__file__).with_name("general_news.toml").read_text(encoding="utf-8"))


def article_of(kind: str) -> pa.Table:
    told = NOT_POLICING[kind]
    return pa.table({"article_id": [kind], "headline": [told["headline"]], "body": [told["body"]]})


@pytest.mark.parametrize("kind", NOT_POLICING)
def test_general_news_has_no_topic(kind):
    assert [(hit["rule"], hit["text"]) for hit in transforms.topics(article_of(kind)).to_pylist()] == []


@pytest.mark.parametrize("kind", NOT_POLICING)
def test_general_news_names_no_police_force(kind):
    places = {entity.entity_id for entity in gazetteer.load().entities if entity.kind == "place"}
    hits = transforms.entities(article_of(kind)).to_pylist()
    assert [(hit["entity_id"], hit["text"]) for hit in hits if hit["entity_id"] not in places] == []


def test_an_article_that_is_more_about_policing_than_about_a_film_keeps_its_topic():
    body = (
        "Police searched him outside a cinema. He had seen a film with his son. The stop and search was "
        "unlawful, a judge said. The force apologised for the stop and search and promised to train officers."
    )
    article = pa.table({"article_id": ["a"], "headline": ["Man wins stop and search case"], "body": [body]})
    assert "stop-and-search" in transforms.topics(article)["topic"].to_pylist()
