"""Who a speaker is, where another sentence of the article says it."""

import pyarrow as pa
import pytest

import transforms


def voices(body: str) -> list[dict]:
    return transforms.voices(pa.table({"article_id": ["a"], "body": [body]})).to_pylist()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Marnie, 34, a driver, was told.\n\n“They laughed,” she said.", ("Marnie", "other")),
        ("Sophie, not her real name, rang.\n\n“They laughed,” Sophie said.", ("Sophie", "other")),
        ("Tom and Judith Reed lost a bike.\n\n“They knew,” Mr Reed said.", ("Tom Reed", "other")),
        (
            "Ann Reed spoke.\n\nThe girl, who is 15, wept. “They laughed,” she said.",
            (None, "victim_or_witness"),
        ),
        ("The youth charity Lantern opened.\n\n“No,” said Ann Reed, of Lantern.", ("Ann Reed", "charity")),
        (
            "A mother-of-three whose teenage son was searched has complained.\n\nAnn Reed said she wept.",
            ("Ann Reed", "family"),
        ),
        (
            "The county’s Police and Crime Commissioner has hit out.\n\nAnn Reed said she was angry.",
            ("Ann Reed", "pcc_or_mayor"),
        ),
        (
            "The Home Secretary has met the mother of Jo Reed.\n\nJo Reed said nothing was done.",
            ("Jo Reed", "other"),
        ),
    ],
)
def test_who_speaks_is_told_elsewhere_in_the_article(body, expected):
    assert [(row["speaker_name"], row["role"]) for row in voices(body)] == [expected]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Shopkeeper Raj Pannu opened. It rained.\n\n“We lost it all,” said the shopkeeper.", "Raj Pannu"),
        ("Tom Reed, a solicitor for the family, rose.\n\n“It was late,” the solicitor said.", "Tom Reed"),
        ("Shopkeeper Raj Pannu opened. It rained.\n\n“We lost it all,” said the caretaker.", None),
    ],
)
def test_an_office_with_the_article_is_who_was_said_to_hold_it(body, name):
    assert [row["speaker_name"] for row in voices(body)] == [name]
