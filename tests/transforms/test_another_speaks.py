"""What one is said to say ends where the outlet lets another speak, and runs on where it does not."""

import pyarrow as pa
import pytest

import transforms

LAW = "the law was clear, and the minister had promised that it would be kept"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "He said that the review would be published, and she promised that families would see it first.",
            [("He", "that the review would be published"), ("she", "that families would see it first")],
        ),
        (
            "Jo Smith said the road was shut and Ann Jones promised that it would open.",
            [("Jo Smith", "the road was shut"), ("Ann Jones", "that it would open")],
        ),
        (
            "Jo Smith said the road was shut, and Ann Jones told reporters that it would open.",
            [("Jo Smith", "the road was shut"), ("Ann Jones", "that it would open")],
        ),
        (
            "Jo Smith said the road was shut, and Ann Jones claimed the council knew.",
            [("Jo Smith", "the road was shut"), ("Ann Jones", "the council knew")],
        ),
        (f"Jo Smith said {LAW}.", [("Jo Smith", LAW)]),
        (
            "Jo Smith said officers were right, and that he believed she was safe.",
            [("Jo Smith", "officers were right, and that he believed she was safe")],
        ),
        (
            "He told the court that he went home and she said she was leaving him.",
            [("He", "that he went home and she said she was leaving him")],
        ),
    ],
)
def test_what_is_said_ends_where_another_speaks(body, expected):
    rows = transforms.voices(pa.table({"article_id": ["a"], "body": [body]})).to_pylist()
    assert [(row["speaker_text"], body[row["start"] : row["end"]]) for row in rows] == expected
