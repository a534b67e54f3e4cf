"""Postings: which words an article holds, and where each stands."""

import pyarrow as pa

from transforms import postings
from transforms.postings import HEADLINE, LEAD, REST


def places(headline: str | None, standfirst: str | None, body: str | None) -> dict[str, list[int]]:
    columns = {"article_id": ["a"], "headline": [headline], "standfirst": [standfirst], "body": [body]}
    table = postings(pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns])))
    return dict(zip(table["term"].to_pylist(), table["positions"].to_pylist(), strict=True))


def test_headline_lead_and_rest_are_told_apart():
    found = places("Stop‑and‑search up", None, "One. Two. Three. Four. Stop.")
    assert found["stop"] == [HEADLINE, REST + 1]
    assert found["search"] == [HEADLINE + 2]
    assert found["one"][0] >= LEAD
    assert found["three"][0] - found["one"][0] == 2
    assert found["four"] == [REST]


def test_a_phrase_does_not_reach_from_the_standfirst_into_the_body():
    found = places(None, "Police say", "sorry today.")
    assert found["sorry"][0] - found["say"][0] > 50


def test_hyphens_and_apostrophes_part_words_and_case_does_not_count():
    assert set(places("Met's O’Neil: TASER-use", None, None)) == {"met", "s", "o", "neil", "taser", "use"}


def test_rows_are_sorted_by_word_then_article():
    columns = {
        "article_id": ["b", "a"],
        "headline": ["x y", "y"],
        "standfirst": [None] * 2,
        "body": ["", None],
    }
    table = postings(pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns])))
    assert table.select(["term", "article_id"]).to_pylist() == [
        {"term": "x", "article_id": "b"},
        {"term": "y", "article_id": "b"},
        {"term": "y", "article_id": "a"},
    ]


def test_no_article_and_no_word_give_no_row():
    assert places(None, None, "...") == {}


def test_a_hostile_text_is_cut_not_chewed():
    found = places("a " * 5000, None, "b" * 1000 + " " + "c " * 100_000)
    assert found["a"][-1] < LEAD
    assert all(len(word) <= 64 for word in found)
    assert len(found["c"]) <= 54_000
