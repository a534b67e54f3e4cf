"""All tags at once are the tags that each function gives alone, and each text is cut once for all of them."""

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import transforms
from transforms import naming, prose
from transforms.prose import Prose
from transforms.tagging import packaged

SAID = """

“Nobody told us,” said Ngozi Adeyemi-Walsh, 41, a neighbour. “We want answers.”

A spokesman for the Metropolitan Police said officers had used force lawfully. She disagreed.

Sign up to our newsletter"""


@pytest.fixture(scope="module")
def articles() -> pa.Table:
    """The first example of each eighth topic, with somebody who speaks; one in French, one without a body."""
    examples = [topic.examples[0] for topic in packaged().topics[::8]]
    return pa.table(
        {
            "article_id": [*(f"a{nth}" for nth in range(len(examples))), "french", "bodiless"],
            "headline": [*(example.headline for example in examples), "Le Met", "Met officer Tasered a boy"],
            "body": [*(example.text + SAID for example in examples), SAID, None],
            "language": [*(None for _ in examples), "fr", "en"],
        }
    )


@pytest.fixture(scope="module")
def together(articles) -> dict[str, pa.Table]:
    return transforms.tags(articles)


def alone(articles: pa.Table, table: str) -> pa.Table:
    topic_hits, entity_hits = transforms.topics(articles), transforms.entities(articles)
    return {
        "article_topics": lambda: transforms.article_topics(topic_hits),
        "article_entities": lambda: transforms.article_entities(entity_hits),
        "mentions": lambda: transforms.mentions(topic_hits, entity_hits),
    }.get(table, lambda: getattr(transforms, table)(articles))()


@pytest.mark.parametrize(
    "table",
    ["article_topics", "article_entities", "mentions", "relevance", "people", "voices", "wording"],
)
def test_a_table_is_what_its_function_gives_alone(articles, together, table):
    assert len(together[table]) > 0
    assert together[table].equals(alone(articles, table))
    assert "french" not in together[table]["article_id"].to_pylist()


def test_each_text_is_cut_once_whoever_reads_it(articles, monkeypatch):
    cut: Counter[str] = Counter()

    def counted(module, name):
        original = getattr(module, name)

        def work(text, *more):
            cut[name, text] += 1
            return original(text, *more)

        monkeypatch.setattr(module, name, work)

    counted(prose.words, "words")
    counted(prose.words, "paragraphs")
    counted(prose.marks, "quoted")
    counted(prose.furniture, "spans")
    counted(prose, "sentences")
    one = articles.slice(3, 1)
    assert len(transforms.tags(one)["voices"]) == 4
    body = one["body"][0].as_py()
    names = ("words", "paragraphs", "quoted", "spans", "sentences")
    assert {name: cut[name, body] for name in names} == dict.fromkeys(names, 1)


def test_who_reads_bodies_alone_hears_nothing_of_the_headline():
    named = [
        naming.Names(Prose.of(headline, "The Met closed a road."), naming.packaged())
        for headline in ("A road is closed", "Metropolitan Police close a road")
    ]
    assert [[name.field for name in names.everywhere] for names in named] == [[], ["headline", "body"]]
    assert [names.in_body for names in named] == [[], []]


def test_nothing_in_gives_empty_tables_of_the_same_shape(articles, together):
    empty = transforms.tags(articles.slice(0, 0))
    assert {name: len(table) for name, table in empty.items()} == dict.fromkeys(together, 0)
    assert all(empty[name].schema.equals(together[name].schema) for name in together)


@pytest.mark.parametrize("table", ["article_topics", "mentions", "relevance"])
def test_what_hangs_on_topics_alone_is_what_all_tags_are(articles, together, table):
    found = transforms.topic_tags(articles, packaged())[table]
    wanted = together[table]
    if table == "mentions":
        wanted = wanted.filter(pc.equal(wanted["kind"], "topic"))
    assert found.equals(wanted)
