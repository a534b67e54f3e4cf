"""Tagging must keep up with a day of many outlets on one core."""

import itertools
import time
import tomllib
from pathlib import Path

import pyarrow as pa
import pytest

import transforms
from transforms import gazetteer, taxonomy

NEWS = Path(__file__).with_name("general_news.toml")
QUIET = ["road", "met with", "toys", "charity run", "company officers", "carriages"]  # voids nothing
ARTICLES, WORDS = 300, 400
FLOOR = 60  # articles a second of processor time; 220 to 290 were seen here on a machine busy with other work


@pytest.fixture
def four_hundred_words_each() -> pa.Table:
    """Each begins with three of the taxonomy's examples and goes on with general news."""
    examples = [example for topic in taxonomy.load().topics for example in topic.examples]
    on_beat = itertools.cycle(f"{example.headline}. {example.text}" for example in examples)
    news = tomllib.loads(NEWS.read_text(encoding="utf-8"))
    general = itertools.cycle(news[kind]["body"] for kind in QUIET)
    bodies = []
    for _ in range(ARTICLES):
        paragraphs = list(itertools.islice(on_beat, 3))
        while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
            paragraphs.append(next(general))
        bodies.append("\n\n".join(paragraphs).replace("'", "’"))
    ids = [str(n) for n in range(ARTICLES)]
    return pa.table({"article_id": ids, "headline": ["A day on the beat"] * ARTICLES, "body": bodies})


def test_topics_and_entities_of_a_day_take_seconds(four_hundred_words_each, capsys):
    topics, entities = taxonomy.load(), gazetteer.load()
    transforms.topics(four_hundred_words_each.slice(0, 1), topics)
    transforms.entities(four_hundred_words_each.slice(0, 1), entities)
    began = time.process_time()
    hits = transforms.topics(four_hundred_words_each, topics)
    named = transforms.entities(four_hundred_words_each, entities)
    rate = ARTICLES / (time.process_time() - began)
    with capsys.disabled():
        print(f"\ntagging: {rate:.0f} articles of {WORDS} words a second on one core", end=" ")
    assert hits.num_rows > ARTICLES
    assert named.num_rows > 0
    assert rate > FLOOR
