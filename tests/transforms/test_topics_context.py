"""A rule may ask that the article speaks of something elsewhere: its anchor."""

from pathlib import Path

import pyarrow as pa
import pytest

import transforms
from transforms import taxonomy
from transforms.declarations import DeclarationError

TOPIC = """
name = "Deaths"
definition = "Deaths that a watchdog looks into."
scope = "Any death."

[[rules]]
name = "inquest"
when = "inquest AND died"
anchor = ["@watchdog"]

[[examples]]
hit = true
text = "The inquest heard how he died. The watchdog will report."

[[examples]]
hit = true
text = "The watchdog will report. He died, the inquest heard."

[[examples]]
hit = false
text = "The inquest heard how he died."

[[examples]]
hit = false
text = "The watchdog will report."
"""
WORDS = '[watchdog]\nphrases = ["watchdog"]\nnever = ["water watchdog"]\n'


def loaded(folder: Path, topic: str = TOPIC) -> taxonomy.Taxonomy:
    (folder / "deaths.toml").write_text(topic, encoding="utf-8")
    (folder / "_words.toml").write_text(WORDS, encoding="utf-8")
    return taxonomy.load(folder)


def found(headline: str, body: str, known: taxonomy.Taxonomy) -> list[str]:
    article = pa.table({"article_id": ["a"], "headline": [headline], "body": [body]})
    return transforms.topics(article, known)["rule"].to_pylist()


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("", "The inquest heard how he died. The watchdog will report.", ["deaths/inquest"]),
        ("Watchdog to report", "The inquest heard how he died.", ["deaths/inquest"]),
        ("", "The inquest heard how he died.", []),
        ("", "The inquest heard how he died. The water watchdog will report.", []),
    ],
)
def test_a_rule_counts_only_where_its_anchor_stands_somewhere(tmp_path, headline, body, expected):
    assert found(headline, body, loaded(tmp_path)) == expected


def test_an_anchor_is_part_of_the_version(tmp_path):
    first = loaded(tmp_path).version
    assert loaded(tmp_path, TOPIC.replace('anchor = ["@watchdog"]\n', "")).version != first


def test_an_unknown_class_in_an_anchor_is_an_error_that_names_the_field(tmp_path):
    with pytest.raises(DeclarationError, match=r"rules\[0\].anchor.* names @watchdogs"):
        loaded(tmp_path, TOPIC.replace('["@watchdog"]', '["@watchdogs"]'))
