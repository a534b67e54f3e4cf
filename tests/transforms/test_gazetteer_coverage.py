"""Who must be in the gazetteer: every territorial and special force, every London borough and its council."""

from datetime import date

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
    forces = {e.entity_id: e for e in BY_KIND["police_force"] if e.succeeded_by is None}
    beyond = {"scotland", "northern-ireland", "united-kingdom", "channel-islands", "isle-of-man"}
    england_and_wales = [force for force in forces.values() if force.region not in beyond]
    assert len(england_and_wales) == 43
    assert {"police-scotland", "police-service-of-northern-ireland"} <= set(forces)
    special = {"british-transport-police", "ministry-of-defence-police", "civil-nuclear-constabulary"}
    assert {force.entity_id for force in forces.values() if force.region == "united-kingdom"} == special


def test_every_force_of_england_and_wales_has_who_sets_its_budget():
    commissioners = {
        entity.force_id for entity in BY_KIND["policing_body"] if entity.entity_id.endswith("-pcc")
    }
    local = {entity.entity_id for entity in BY_KIND["police_force"] if entity.valid_until is None}
    local -= {"police-scotland", "police-service-of-northern-ireland", "british-transport-police"}
    local -= {"ministry-of-defence-police", "civil-nuclear-constabulary", "states-of-jersey-police"}
    local -= {"guernsey-police", "isle-of-man-constabulary", "metropolitan-police", "city-of-london-police"}
    assert local - commissioners == set()


def test_a_place_lies_in_a_force_area_and_is_not_the_force():
    rows = {row["entity_id"]: row for row in GAZETTEER.table().to_pylist()}
    brixton, luton, met = (rows[each] for each in ("brixton", "luton", "metropolitan-police"))
    assert (brixton["borough_id"], brixton["force_id"]) == ("lambeth", "metropolitan-police")
    assert (luton["borough_id"], luton["force_id"], luton["region"]) == (
        None, "bedfordshire-police", "east-of-england",
    )  # fmt: skip
    assert (met["force_id"], met["part_of"]) == (None, None)
    assert all(entity.force_id or entity.borough_id for entity in BY_KIND["place"])


def test_what_was_renamed_says_until_when_and_by_whom_it_is_followed():
    rows = {row["entity_id"]: row for row in GAZETTEER.table().to_pylist()}
    assert (rows["ipcc"]["valid_until"], rows["ipcc"]["succeeded_by"]) == (date(2018, 1, 7), "iopc")
    assert rows["iopc"]["valid_from"] == date(2018, 1, 8)
    assert rows["territorial-support-group"]["part_of"] == "metropolitan-police"


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
    entities = [entity for entity in BY_KIND[kind] if entity.aliases or kind == "borough"]
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
