"""`beatbook voices` says who speaks, and what it could not see."""

import json

import pytest


def test_roles_are_listed_with_their_share(answer):
    said = answer("voices", "stop-and-search")
    assert "police force" in said
    assert "100.0" in said
    assert "docs/voices.md" in said


@pytest.mark.parametrize("by", ["outlet", "week"])
def test_voices_are_parted(answer, by):
    said = answer("voices", "--by", by)
    assert "police force 100" in said
    assert "Not seen on some days" in said


def test_a_machine_gets_rows(answer):
    (row,) = json.loads(answer("voices", "stop-and-search", "--format", "json"))
    assert (row["role"], row["quotations"], row["share_of_words"]) == ("police_force", 4, 1.0)


def test_an_article_shows_its_voices(answer):
    told = json.loads(answer("article", "0000abcdef", "--format", "json"))
    assert [(voice["speaker_text"], voice["text"]) for voice in told["voices"]] == [
        ("The Metropolitan Police", "it was fair")
    ]
