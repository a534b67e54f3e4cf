"""Whom "he", "the inspector" and an office beside a name mean, as British reporters write them."""

import pyarrow as pa
import pytest

from transforms import voices


def spoken(body: str) -> list[tuple[str, str]]:
    rows = voices(pa.table({"article_id": ["a"], "body": [body]})).to_pylist()
    return [(row["speaker_name"] or row["speaker_text"], row["role"]) for row in rows]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "“That was wrong,” Judge Rosalind Cheyne said. Outside court Desmond Pugh, whose family farms, "
            "was calm. “I’d have given him a job if he’d asked for one,” he said.",
            [("Rosalind Cheyne", "prosecutor_or_court"), ("Desmond Pugh", "family")],
        ),
        (
            "“We searched for hours,” Sgt Brian Holt said. Solicitor Gregor Haldane, defending, spoke of "
            "debts. “He does not ask for sympathy,” he told the sheriff.",
            [("Brian Holt", "police_force"), ("Gregor Haldane", "lawyer")],
        ),
        (
            "“We searched for hours,” PC Ann Holt said. Jayden’s aunt, Bernice Lowell, shook her head. "
            "“They said that there was no chase,” she said.",
            [("Ann Holt", "police_force"), ("Bernice Lowell", "family")],
        ),
        (
            "The force’s lawyer, Fintan Burke, said nobody had been told. Of Dean Smith he knew little. "
            "“We never met the man at all,” he said.",
            [("Fintan Burke", "lawyer"), ("Fintan Burke", "lawyer")],
        ),
    ],
)
def test_a_pronoun_is_whom_the_sentence_before_is_about(body, expected):
    assert spoken(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Unite’s regional officer, Terry Bloom, said that guards were needed.", ("Terry Bloom", "other")),
        (
            "Its organiser, youth worker Marlon Teague, told the crowd: “Go home.”",
            ("Marlon Teague", "charity"),
        ),
        ("“I just sat down,” said the caretaker, Idris Malik.", ("Idris Malik", "other")),
        (
            "The mother of the man who was shot, Gloria Ampadu, said: “I lost a son.”",
            ("Gloria Ampadu", "family"),
        ),
        (
            "Cllr Winifred Askew (Ind, Lower Holt) told members: “You cannot do that.”",
            ("Winifred Askew", "council"),
        ),
        (
            "Ormsley’s police and crime commissioner, Bridget Fyfe, said she was “ashamed”.",
            ("Bridget Fyfe", "pcc_or_mayor"),
        ),
        (
            "“We work for nothing,” said Imelda Crosse KC, who has defended for years.",
            ("Imelda Crosse", "lawyer"),
        ),
        (
            "After the case Detective Sergeant Isla Rennie, of the force, said: “Hang up.”",
            ("Isla Rennie", "police_force"),
        ),
        (
            "Caleb Owusu, 19, was stopped near the market. “They held me for an hour,” he said.",
            ("Caleb Owusu", "victim_or_witness"),
        ),
        (
            "“I would not pick it up again,” said one firearms officer, who cannot be named.",
            ("one firearms officer", "unnamed_police_source"),
        ),
    ],
)
def test_an_office_and_the_name_beside_it_are_one_speaker(body, expected):
    assert spoken(body)[-1] == expected


def test_the_inspector_is_the_last_one_named_as_that():
    body = (
        "Inspector Nina Croft has asked both to talk. PC Amy Lunn was there. “I have two burglaries "
        "tonight,” the inspector said."
    )
    assert set(spoken(body)) == {("Nina Croft", "police_force")}
