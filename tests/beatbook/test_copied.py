"""What is said of a copy, in a sentence."""

import pytest

from beatbook.copied import sentence

PLACE = {
    "kind": "release", "credit": None, "origin": "official", "original_id": "r1", "is_original": False,
    "original_headline": "H", "original_outlet": "force", "compared_id": "r1", "share_of_original": 0.72,
    "share_of_own": 0.64, "words_added": 1140, "lag_hours": 3.2, "articles": 3, "outlets": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            "A copy, made from a press release: r1 of force; 72% of that text stands here and is 64% "
            "of this one, 1,140 words are added; 3 h later.",
        ),
        (
            {"kind": "wire", "credit": "PA", "compared_id": "x", "lag_hours": -0.2},
            "A copy, agency copy (PA): r1 of force; within the hour.",
        ),
        ({"kind": "group", "original_outlet": None, "lag_hours": None, "compared_id": None},
         "A copy, shared with a sister title."),
        ({"is_original": True}, "A release: 2 more made from it, 2 outlets in all."),
        (
            {"is_original": True, "kind": "wire", "credit": "AFP"},
            "Agency copy, credited to AFP: 2 more made from it, 2 outlets in all.",
        ),
    ],
)  # fmt: skip
def test_the_sentence(changed, said):
    assert sentence(PLACE | changed) == said


def test_nothing_is_said_of_what_is_no_copy():
    assert sentence(None) == ""
