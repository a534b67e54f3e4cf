"""Wording: every frame proves itself by its examples, and every span is where it says."""

import pyarrow as pa
import pytest

from transforms import schemas, wording
from transforms.wording import packaged

EXAMPLES = [(topic.slug, nth) for topic in packaged().topics for nth in range(len(topic.examples))]


@pytest.mark.parametrize(("slug", "nth"), EXAMPLES)
def test_a_frames_examples_hit_and_miss_as_they_say(slug, nth):
    [frame] = [topic for topic in packaged().topics if topic.slug == slug]
    example = frame.examples[nth]
    found = set(wording(article(example.headline, example.text))["frame"].to_pylist())
    assert (slug in found) == example.hit, example.text


def article(headline, body):
    return pa.table({"article_id": ["a1"], "headline": [headline], "body": [body]})


def test_spans_stand_where_they_say_and_know_how_far_down():
    body = "The march was calm.\n\nA man\u2019s arm.\n\n\N{POLICE CAR} He died following police contact."
    told = wording(article("Riot in Leyton", body))
    assert told.schema == schemas.WORDING
    rows = {row["frame"]: row for row in told.to_pylist()}
    assert rows["riot"]["position"] is None
    death = rows["death-after-contact"]
    assert body[death["start"] : death["end"]] == death["text"] == "died following police contact"
    assert death["position"] == pytest.approx(body.index("died") / len(body))
    assert death["version"] == packaged().version


def test_an_agent_makes_a_passive_no_agentless_one():
    frames = lambda body: set(wording(article("", body))["frame"].to_pylist())  # noqa: E731
    assert "agentless-passive" in frames("She was arrested at home.")
    assert "agentless-passive" not in frames("She was arrested at home by armed police.")


def test_an_age_is_known_by_its_commas_and_its_span_is_the_number():
    body = "Ann O\u2019Neill, 26, and a driver (41) saw his wife, 34. By March, 26 had left; Section 60, too."
    told = [
        row for row in wording(article("Marlon Reid, 19, jailed", body)).to_pylist() if row["frame"] == "age"
    ]
    assert [(row["field"], row["text"], row["rule"]) for row in told] == [
        ("headline", "19", "set-off"),
        *(("body", age, "set-off") for age in ("26", "41", "34")),
    ]


@pytest.mark.parametrize("body", ["", None, "x" * 10_000, "was shot " * 5_000])
def test_odd_bodies_are_read(body):
    assert wording(article(None, body)).schema == schemas.WORDING
