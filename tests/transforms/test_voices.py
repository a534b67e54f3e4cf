"""Who says what: the shapes that quotations have in newspapers, each a small case."""

import time

import pyarrow as pa
import pytest

import transforms
from transforms import schemas
from transforms.marks import quoted
from transforms.roles import ROLES


def voices(body: str, **more: object) -> list[dict]:
    columns = {"article_id": ["a"], "body": [body], **{name: [value] for name, value in more.items()}}
    return transforms.voices(pa.table(columns)).to_pylist()


def told(body: str) -> list[tuple[str, str, str | None, str]]:
    """Return kind, words, speaker as written and role of each quotation."""
    return [
        (row["kind"], body[row["start"] : row["end"]], row["speaker_text"], row["role"])
        for row in voices(body)
    ]


CASES = {
    "before": (
        "Insp Lena Shaw said: “We are looking for two men.”",
        [("direct", "“We are looking for two men.”", "Insp Lena Shaw", "police_force")],
    ),
    "whose mother": (
        "Marlon Prescott died. The mother of Marlon Prescott said she wanted answers.",
        [("indirect", "she wanted answers", "The mother of Marlon Prescott", "family")],
    ),
    "whose friend": (
        "Supt Gail Norris left. Supt Gail Norris’s friend said she was tired.",
        [("indirect", "she was tired", "Supt Gail Norris’s friend", "other")],
    ),
    "that night is no clause": (
        "Detention officer Leanne Pugh told the jury she had been covering two corridors that night.",
        [
            (
                "indirect",
                "she had been covering two corridors that night",
                "Detention officer Leanne Pugh",
                "police_force",
            )
        ],
    ),
    "told by the sentence before": (
        "Shopkeeper Raj Pannu, who has run it since 1998, was less sure. “They had cameras before.”",
        [("direct", "“They had cameras before.”", "Shopkeeper Raj Pannu", "business")],
    ),
    "for the ward": (
        "“It will come back better,” said Councillor Ann Lee, who represents the ward.",
        [("direct", "“It will come back better,”", "Councillor Ann Lee", "council")],
    ),
    "not the real name": (
        "“I believed him,” said Keisha, not her real name.",
        [("direct", "“I believed him,”", "Keisha", "victim_or_witness")],
    ),
    "after": (
        "“We were asleep when they came,” said Jane Smith, 34, a neighbour.",
        [("direct", "“We were asleep when they came,”", "Jane Smith", "resident")],
    ),
    "interrupted": (
        "“It is over,” she said, “and I am glad of it.”",
        [("direct", "“It is over,”", "she", "other"), ("direct", "“and I am glad of it.”", "she", "other")],
    ),
    "by age": (
        "Leon Tidy, a parent, said he was told late. “Nobody rang us,” the 41-year-old added.",
        [
            ("indirect", "he was told late", "Leon Tidy", "resident"),
            ("direct", "“Nobody rang us,”", "year-old", "resident"),
        ],
    ),
    "unnamed at first": (
        "A shopkeeper who tackled a robber has met the officers.\n\nImran Qadeer, 52, said: “They came.”",
        [("direct", "“They came.”", "Imran Qadeer", "business")],
    ),
    "of the family": (
        "Simon Ezeh fell into the river.\n\nNgozi Ezeh, 66, said: “He needed a nurse.”",
        [("direct", "“He needed a nurse.”", "Ngozi Ezeh", "family")],
    ),
    "for the ministry": (
        "A spokesperson for the Department of Health and Social Care said: “We have invested.”",
        [
            (
                "direct",
                "“We have invested.”",
                "A spokesperson for the Department of Health and Social Care",
                "government",
            )
        ],
    ),
    "a body's capitals": (
        "The Association of Convenience Stores said: “It is a daily fact of life.”",
        [("direct", "“It is a daily fact of life.”", "The Association of Convenience Stores", "business")],
    ),
    "who was where": (
        "A woman who was inside the shop told the Echo: “He had a knife.”",
        [("direct", "“He had a knife.”", "A woman", "victim_or_witness")],
    ),
    "by the police": (
        "Owen Bligh, who was racially abused by the officer, said: “I felt worthless.”",
        [("direct", "“I felt worthless.”", "Owen Bligh", "victim_or_witness")],
    ),
    "police, fire and crime": (
        "Emily Spurl, Police, Fire and Crime Commissioner for Thornshire, said: “We listen.”",
        [("direct", "“We listen.”", "Emily Spurl", "pcc_or_mayor")],
    ),
    "police say": (
        "Police say two men fled on foot.",
        [("indirect", "two men fled on foot", "Police", "police_force")],
    ),
    "for the force": (
        "A spokesperson for the force said it would appeal.",
        [("indirect", "it would appeal", "A spokesperson for the force", "police_force")],
    ),
    "reversed": (
        "The road was shut for an hour, police said.",
        [("indirect", "The road was shut for an hour", "police", "police_force")],
    ),
    "according": (
        "Two officers were hurt, according to the Police Federation.",
        [("indirect", "Two officers were hurt", "the Police Federation", "police_federation")],
    ),
    "asked whether": (
        "Asked whether batons were drawn, Supt Gail Norris said: “Twice, and both are under review.”",
        [("direct", "“Twice, and both are under review.”", "Supt Gail Norris", "police_force")],
    ),
    "passive": (
        "Magistrates were told by prosecutor Helen Carr that he had thrown a flare.",
        [("indirect", "that he had thrown a flare", "prosecutor Helen Carr", "prosecutor_or_court")],
    ),
    "told, nobody says by whom": ("She was told that the file was lost.", []),
    "mixed": (
        "Council leader Fiona Marsh said residents had “asked for this again and again”.",
        [
            (
                "mixed",
                "residents had “asked for this again and again”",
                "Council leader Fiona Marsh",
                "council",
            )
        ],
    ),
    "belief": (
        "Officers believe the two shootings are linked.",
        [("indirect", "the two shootings are linked", "Officers", "police_force")],
    ),
    "scare quotes": ("The force’s “community first” promise was dropped. Its “listening post” shut.", []),
    "colon without a verb": (
        "Janet Moule, a neighbour: “It was about time they came.”",
        [("direct", "“It was about time they came.”", "Janet Moule", "resident")],
    ),
    "colon a paragraph before": (
        "The chief constable had this to say:\n\n“It will not happen on my watch again.”",
        [("direct", "“It will not happen on my watch again.”", "The chief constable", "police_force")],
    ),
    "dash": (
        "The wall is covered in cards.\n\n“You taught us all to stand up straight.” — Kofi",
        [("direct", "“You taught us all to stand up straight.”", "Kofi", "other")],
    ),
    "nested": (
        "“He said ‘you people never learn’ and shut the window,” Mr Bashir told the tribunal.",
        [("direct", "“He said ‘you people never learn’ and shut the window,”", "Mr Bashir", "other")],
    ),
    "single marks and apostrophes": (
        "Rita Nolan, a neighbour, said: 'It's the dogs' barking. You can't sleep 'cos of 'em.'",
        [("direct", "'It's the dogs' barking. You can't sleep 'cos of 'em.'", "Rita Nolan", "resident")],
    ),
    "a mark lost": (
        "“Nobody told us they were coming, said Elsie Brand, a neighbour.",
        [("direct", "“Nobody told us they were coming,", "Elsie Brand", "resident")],
    ),
    "letter": (
        "“Doors were broken at the hour of prayer,” the letter reads.",
        [("direct", "“Doors were broken at the hour of prayer,”", "the letter", "other")],
    ),
    "tweet": (
        "Chief Superintendent Liam Rourke wrote on Twitter: “Yesterday’s post was wrong.”",
        [("direct", "“Yesterday’s post was wrong.”", "Chief Superintendent Liam Rourke", "police_force")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_shape_of_quotation_is_read(case):
    body, expected = CASES[case]
    assert told(body) == expected


def test_a_quotation_that_runs_over_paragraphs_keeps_its_speaker():
    body = "Ann Lee, a resident, said: “First there was smoke.\n\n“Then there was nothing.”"
    assert [(row["speaker_name"], row["position"]) for row in voices(body)] == [
        ("Ann Lee", 1),
        ("Ann Lee", 2),
    ]


def test_a_transcript_has_a_speaker_a_line():
    body = "Chief constable Martin Vale spoke.\n\nCHAIR: Are you content with that?\n\nVALE: No, I said so."
    assert [(row["speaker_text"], row["speaker_name"]) for row in voices(body)] == [
        ("CHAIR", None),
        ("VALE", "Martin Vale"),
    ]


def test_she_is_the_woman_who_spoke_last_and_the_statement_is_the_forces():
    body = (
        "Council leader Fiona Marsh said the cameras would stay. “People asked for them,” she said.\n\n"
        "The Met Police said in a statement: “We welcome this.”\n\n“It will help us,” the statement added."
    )
    names = [(row["speaker_name"], row["role"]) for row in voices(body)]
    assert names[1] == ("Fiona Marsh", "council")
    assert names[-1] == ("Metropolitan Police", "police_force")
    assert voices(body)[-1]["speaker_entity_id"] == "metropolitan-police"


def test_who_governs_depends_on_the_day():
    from datetime import UTC, datetime

    body = "Labour MP Ann Lee said the bill was “a disgrace to us all”."
    in_2023, in_2025 = (datetime(year, 5, 1, tzinfo=UTC) for year in (2023, 2025))
    assert voices(body, published_at=in_2023)[0]["role"] == "opposition"
    assert voices(body, published_at=in_2025)[0]["role"] == "government"


def test_it_works_on_bodies_alone_and_leaves_other_languages_unread():
    articles = pa.table(
        {"article_id": ["a", "b"], "body": [None, "Police said no."], "language": [None, "fr"]}
    )
    found = transforms.voices(articles)
    assert found.schema.equals(schemas.VOICES)
    assert len(found) == 0


def test_a_box_that_asks_for_money_says_nothing():
    body = "Police said the road was shut.\n\nFighting fund\n\nYou've raised: £5,000"
    assert len(voices(body)) == 1


HOSTILE = {
    "marks": "“ " * 30_000,
    "single marks": "'a " * 30_000,
    "said": "said " * 30_000,
    "capitals": "Aa " * 30_000,
    "commas": "Ann Lee, " * 20_000 + "said: “No more of it.”",
    "paragraphs of marks": "“open\n\n" * 10_000,
    "one word": "a" * 200_000,
    "colons": "A: " * 30_000,
    "prose": "Police said the road was shut and that “nobody was hurt” there. " * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_seconds_and_no_more(name):
    begun = time.process_time()
    rows = voices(HOSTILE[name])
    assert time.process_time() - begun < 15
    assert all(0 <= row["start"] < row["end"] <= len(HOSTILE[name]) for row in rows)
    assert {row["role"] for row in rows} <= set(ROLES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“A,” he said, “B.”", ["“A,”", "“B.”"]),
        ('"A," he said. "B."', ['"A,"', '"B."']),
        ("‘We don’t know,’ he said of the dogs’ home.", ["‘We don’t know,’"]),
        ("the officers' mess and the '90s", []),
        ("''It is late,'' he said.", ["''It is late,''"]),
    ],
)
def test_marks_are_told_from_apostrophes(text, found):
    assert [text[one.start : one.end] for one in quoted(text)] == found
