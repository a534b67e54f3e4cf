"""Who an article names: the Met and not the Met Office, the council and not also the borough."""

import pyarrow as pa
import pytest

import transforms
from transforms import schemas

POLICE = "Police said so."


def named(body: str, headline: str = "") -> list[tuple[str, str]]:
    article = pa.table({"article_id": ["a"], "headline": [headline], "body": [body]})
    return [(hit["entity_id"], hit["text"]) for hit in transforms.entities(article).to_pylist()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The Met apologised. Officers had lied.", ["The Met"]),
        ("Residents wrote to the Met about police stops.", ["the Met"]),
        ("He blamed Met officers.", ["Met officers"]),
        ("Scotland Yard said on Monday that the Yard would wait.", ["Scotland Yard", "the Yard"]),
        ("The Metropolitan Police Service (MPS) replied.", ["Metropolitan Police Service", "MPS"]),
        ("Protest against Met planned. Police are ready.", ["Met"]),
        ("The Met’s officers and the met office.", ["The Met"]),
        (
            "The delegation met Central East local officers, the Met said. Police agreed.",
            ["Central East", "the Met"],
        ),
        ("Met with anger, police withdrew.", []),
        ("Met Office staff met the police.", []),
        ("Police met residents. They met again.", []),
        ("MPs asked police to explain.", []),
        ("The Met Gala needs police at the doors.", []),
        ("Gardaí and Met Éireann urged care. Police agreed.", []),
        ("The soprano left the Metropolitan Opera. The Met said police were called.", []),
        ("Growth in the North East slowed. Police had no view.", []),
    ],
)
def test_the_met_needs_its_case_and_its_context(body, expected):
    found = [text for entity, text in named(body) if entity == "metropolitan-police"]
    assert found == expected


def test_a_headline_that_capitalises_every_word_does_not_make_met_a_force():
    assert named(POLICE, "How They Met Again After Police Found Them") == []
    assert named(POLICE, "Campaigners to protest against Met over raid") == [("metropolitan-police", "Met")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hackney Council replied.", [("hackney-council", "Hackney Council")]),
        (
            "Hackney Council replied. People in Hackney did not.",
            [("hackney-council", "Hackney Council"), ("hackney", "Hackney")],
        ),
        ("The London Borough of Hackney replied.", [("hackney-council", "London Borough of Hackney")]),
        ("A hackney carriage, a Hackney Carriage and a hackneyed plot.", []),
        ("Essex is a county. Essex Police is a force.", [("essex-police", "Essex Police")]),
        ("The Kent police said nothing.", [("kent-police", "Kent police")]),
        ("Kent police in Washington state said nothing.", []),
        ("Cleveland police in Ohio said nothing.", []),
        ("Surrey Police in British Columbia said nothing.", []),
        ("City of London Police work in the City of London.", [
            ("city-of-london-police", "City of London Police"), ("city-of-london", "City of London")]),
        ("He was tried at Southwark Crown Court.", []),
        ("He was stopped in Southwark.", [("southwark", "Southwark")]),
        ("The vote in Westminster was close.", []),
        ("The borough of Westminster saw most thefts.", [("westminster", "Westminster")]),
        ("Brent crude rose to $90 a barrel.", []),
        ("Three boroughs, Brent among them, lost money.", [("brent", "Brent")]),
        ("Richmond, Virginia, took down the statue.", []),
        ("Dogs were barking. Barking is loud, London vets say.", []),
        ("Mr Bromley, of London, said so.", []),
        ("Northumbria officers were there.", [("northumbria-police", "Northumbria officers")]),
        ("Northumbria is a county, and its officers walk.", []),
        ("Norfolk detectives in Virginia made an arrest.", []),
        ("He was hit outside the Lewes Arms.", []),
        ("The Lewes MP was hit in Lewes.", [("lewes", "Lewes"), ("lewes", "Lewes")]),
        ("Barnet have signed a striker.", []),
        ("A Brent teenager was stopped by police.", [("brent", "Brent")]),
        ("Rebecca Dudley, of Walsall, denies it.", [("walsall", "Walsall")]),
    ],
)  # fmt: skip
def test_places_councils_and_forces_are_told_apart(body, expected):
    assert named(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Liberty said the surveillance powers went too far.", ["liberty"]),
        ("Liberty was all that the prisoners asked of the police.", []),
        ("Refuge is what the police could not offer her. Refuge said so.", ["refuge"]),
        ("The campaign group Liberty said the powers went too far.", ["liberty"]),
        ("A lawyer for Liberty said police had gone too far.", ["liberty"]),
        ("They took the liberty of writing to police.", []),
        ("Visitors to the Statue of Liberty asked police the way.", []),
        ("The charity INQUEST supports the family.", ["inquest"]),
        ("An inquest heard that police were late. Inquest opened on Monday.", []),
        ("The Home Office said it would appeal.", ["home-office"]),
        ("How to furnish a home office.", []),
        ("The IOPC and HMICFRS both wrote.", ["iopc", "hmicfrs"]),
        ("The climate panel, the IPCC, met police chiefs.", []),
        ("CPS lawyers charged him.", ["cps"]),
        ("Black Lives Matter UK and Netpol were there.", ["black-lives-matter", "netpol"]),
    ],
)
def test_a_name_that_is_also_a_word_needs_its_context(body, expected):
    assert [entity for entity, _ in named(body)] == expected


def test_the_longest_name_is_meant():
    assert named(
        "The Metropolitan Police Federation and the Police Federation of England and Wales met."
    ) == [
        ("police-federation", "Metropolitan Police Federation"),
        ("police-federation", "Police Federation of England and Wales"),
    ]


def test_a_name_inside_a_box_that_asks_for_money_is_no_mention():
    body = "Police left.\n\nBecome a supporter\n\nFighting fund\n\nHackney Council reads us\n\nDonate today"
    assert named(body) == []


def test_an_article_counts_its_mentions():
    article = pa.table(
        {
            "article_id": ["a"],
            "headline": ["Hackney police sorry"],
            "body": ["Hackney waited. The Met spoke."],
        }
    )
    hits = transforms.entities(article)
    assert hits.schema.equals(schemas.ENTITY_HITS)
    counted = transforms.article_entities(hits)
    assert counted.schema.equals(schemas.ARTICLE_ENTITIES)
    rows = {row["entity_id"]: (row["mentions"], row["in_headline"]) for row in counted.to_pylist()}
    assert rows == {"hackney": (2, True), "metropolitan-police": (1, False)}


def test_nothing_in_gives_empty_tables_of_the_right_shape():
    nothing = pa.table({name: pa.array([], pa.string()) for name in ("article_id", "headline", "body")})
    hits = transforms.entities(nothing)
    assert hits.schema.equals(schemas.ENTITY_HITS)
    assert transforms.article_entities(hits).schema.equals(schemas.ARTICLE_ENTITIES)
    missing = pa.table({"article_id": ["a"], "headline": pa.array([None], pa.string()), "body": [None]})
    assert transforms.entities(missing).num_rows == 0
