"""Keyness: words within the same stories, in the outlet's own voice, by lot no more than p says."""

import random

import pyarrow as pa
import pytest

from transforms import keyness
from transforms.keyness import KEYNESS

COMMON = ["police", "officers", "street", "march", "crowd", "evening", "council", "road", "shops", "people"]


def newsroom(seed, stories=40, outlets=("ledger", "comet"), each=2, extra=()):
    """Return articles of some outlets on the same stories; `extra` are (outlet, word, chance)."""
    draw = random.Random(seed)
    rows, told = [], []
    for story in range(stories):
        own = draw.sample(COMMON, 6)
        for outlet in outlets:
            for nth in range(each):
                words = draw.sample(own, 4) + draw.sample(COMMON, 4)
                words += [word for slug, word, chance in extra if slug == outlet and draw.random() < chance]
                name = f"{outlet}-{story}-{nth}"
                rows.append(
                    {"article_id": name, "outlet": outlet, "headline": "", "body": " ".join(words) + "."}
                )
                told.append({"article_id": name, "story_id": f"s{story}"})
    return pa.Table.from_pylist(rows), pa.Table.from_pylist(told)


def test_a_word_that_one_outlet_prefers_comes_first_with_its_sentences():
    articles, told = newsroom(1, extra=(("ledger", "riot", 0.5), ("comet", "riot", 0.1)))
    found = keyness(articles, told, ["ledger"], ["comet"], deals=199)
    assert found.schema == KEYNESS
    first = found.to_pylist()[0]
    assert first["word"] == "riot"
    assert first["articles_a"] > first["articles_b"]
    assert first["difference"] > 0
    assert first["p"] == 1 / 200
    assert first["sentences"] and all("riot" in sentence for sentence in first["sentences"])
    assert all(name.startswith("ledger") for name in first["article_ids"])


def test_at_most_five_in_a_hundred_words_are_flagged_under_random_splits():
    flagged = compared = 0
    for seed in range(20):
        articles, told = newsroom(100 + seed)
        found = keyness(articles, told, ["ledger"], ["comet"], deals=199, seed=seed)
        flagged += sum(p <= 0.05 for p in found["p"].to_pylist())
        compared += len(found)
    assert compared == 200
    assert (
        flagged / compared <= 0.05 + 2 * (0.05 * 0.95 / compared) ** 0.5
    )  # two deviations of its own chance


def test_what_an_outlet_covers_is_not_what_it_says():
    articles, told = newsroom(2, stories=10)
    only, its = newsroom(3, stories=10, outlets=("ledger",), extra=(("ledger", "cricket", 1.0),))
    its = its.set_column(1, "story_id", pa.array([f"own-{row}" for row in its["story_id"].to_pylist()]))
    both = pa.concat_tables([articles, only]), pa.concat_tables([told, its])
    assert "cricket" not in keyness(*both, ["ledger"], ["comet"], deals=49)["word"].to_pylist()


def one_story(bodies: dict[str, str]) -> tuple[pa.Table, pa.Table]:
    """Return six articles of each outlet, all with its body, and the one story that they tell."""
    rows = [
        {"article_id": f"{outlet}{nth}", "outlet": outlet, "headline": "", "body": body}
        for outlet, body in bodies.items()
        for nth in range(6)
    ]
    articles = pa.Table.from_pylist(rows)
    return articles, pa.table({"article_id": articles["article_id"], "story_id": ["s"] * len(rows)})


@pytest.mark.parametrize(
    "body",
    [
        "“A riot,” she said.", "\"A riot\" it was.", "It was a ‘riot’.", "Mr Mrs said says told.",
        "“A riot that\n\n“was a riot,” he said.",
    ],
)  # fmt: skip
def test_speakers_words_and_house_style_do_not_count(body):
    articles, told = one_story({"ledger": body, "comet": body})
    assert not {"riot", "mr", "mrs", "said", "says", "told"} & set(
        keyness(articles, told, ["ledger"], ["comet"], deals=9)["word"].to_pylist()
    )


def test_kinds_of_apostrophe_are_one():
    articles, told = one_story({"ledger": "Met's didn't.", "comet": "Met’s didn’t."})
    assert set(keyness(articles, told, ["ledger"], ["comet"], deals=9)["p"].to_pylist()) == {1.0}


def test_groups_must_differ_and_stories_be_shared():
    articles, told = newsroom(4, stories=3)
    with pytest.raises(ValueError, match="two groups"):
        keyness(articles, told, ["ledger"], ["ledger"])
    assert len(keyness(articles, told, ["ledger"], ["nobody"])) == 0


def test_the_same_seed_gives_the_same_answer():
    articles, told = newsroom(5, stories=8)
    once, again = (keyness(articles, told, ["ledger"], ["comet"], deals=49, seed=7) for _ in range(2))
    assert once.equals(again)


def test_a_sentence_says_where_a_quotation_was_left_out():
    body = "“Nobody saw it,” officers said of the “march” on Monday."
    articles, told = one_story({"ledger": body, "comet": body})
    found = {row["word"]: row for row in keyness(articles, told, ["ledger"], ["comet"], deals=9).to_pylist()}
    assert found["officers"]["sentences"][0] == "… officers said of the … on Monday."
