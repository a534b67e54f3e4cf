"""Who must be in the gazetteer: every territorial and special force, every London borough and its council."""

import pyarrow as pa
import pytest

import transforms
from transforms import gazetteer, schemas

GAZETTEER = gazetteer.load()
BY_KIND: dict[str, list[gazetteer.Entity]] = {}
for each in GAZETTEER.entities:
    BY_KIND.setdefault(each.kind, []).append(each)
BODIES = """
iopc hmicfrs cps college-of-policing npcc police-federation nca home-office mopac ministry-of-justice
police-ombudsman-ni pirc greater-london-authority mayor-of-london ico ehrc
liberty inquest stopwatch netpol black-lives-matter amnesty-international big-brother-watch
"""


def test_the_forces_are_all_there():
    forces = {entity.entity_id: entity for entity in BY_KIND["police_force"]}
    england_and_wales = [
        force
        for force in forces.values()
        if force.region not in {"scotland", "northern-ireland", "united-kingdom"}
    ]
    assert len(england_and_wales) == 43
    assert {"police-scotland", "police-service-of-northern-ireland"} <= set(forces)
    special = {"british-transport-police", "ministry-of-defence-police", "civil-nuclear-constabulary"}
    assert {force.entity_id for force in forces.values() if force.region == "united-kingdom"} == special


def test_every_borough_is_there_with_its_council():
    boroughs = {entity.entity_id for entity in BY_KIND["borough"]}
    assert len(boroughs) == 33  # 32 and the City
    councils = {entity.entity_id for entity in BY_KIND["council"]}
    assert {f"{borough}-council" for borough in boroughs - {"city-of-london"}} <= councils
    assert {"city-of-london-corporation", "greater-london-authority"} <= councils


def test_the_bodies_a_reader_expects_are_there():
    assert set(BODIES.split()) <= {entity.entity_id for entity in GAZETTEER.entities}


@pytest.mark.parametrize("kind", ["police_force", "borough", "council", "oversight"])
def test_an_entity_is_found_under_its_own_name_in_an_article_about_police_in_london(kind):
    entities = BY_KIND[kind]
    bodies = [
        f"Police in south London spoke of the borough, of {entity.name} and of trust." for entity in entities
    ]
    articles = pa.table(
        {
            "article_id": [entity.entity_id for entity in entities],
            "headline": [""] * len(entities),
            "body": bodies,
        }
    )
    hits = transforms.entities(articles).to_pylist()
    found = {hit["article_id"] for hit in hits if hit["entity_id"] == hit["article_id"]}
    assert {entity.entity_id for entity in entities} - found == set()


def test_the_table_spells_the_aliases_out():
    table = GAZETTEER.table()
    assert table.schema.equals(schemas.ENTITIES)
    rows = {row["entity_id"]: row for row in table.to_pylist()}
    assert len(rows) == len(GAZETTEER.entities)
    met = rows["metropolitan-police"]
    assert (met["kind"], met["region"]) == ("police_force", "london")
    assert {"Metropolitan Police", "Metropolitan Police Service", "the Met", "Scotland Yard"} <= set(
        met["aliases"]
    )
    assert not any(
        character in alias for row in rows.values() for alias in row["aliases"] for character in "={}@"
    )
