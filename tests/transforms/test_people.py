"""People by name: found by shape, joined within the article, their spellings and stated roles kept."""

import pyarrow as pa
import pytest

import transforms
from transforms import schemas
from transforms.spelling import is_variant


def people(body: str) -> list[dict]:
    return transforms.people(pa.table({"article_id": ["a"], "body": [body]})).to_pylist()


@pytest.mark.parametrize(
    ("body", "name", "role"),
    [
        ("Mr Tom Okafor left.", "Tom Okafor", "Mr"),
        ("said Det Supt Carla Mott of the murder team.", "Carla Mott", "Det Supt"),
        ("Akram Sayeed, a resident of the borough, spoke.", "Akram Sayeed", "a resident of the borough"),
        ("It was Ann Lee, who chairs the panel, who rang.", "Ann Lee", "who chairs the panel"),
        (
            "Council cabinet member for safety Susan Obi left",
            "Susan Obi",
            "Council cabinet member for safety",
        ),
        ("Vigil organiser Tess Whitlock was there.", "Tess Whitlock", "Vigil organiser"),
        ("Baroness Casey wrote it.", "Casey", "Baroness"),
    ],
)
def test_a_person_is_found_with_the_role_as_stated(body, name, role):
    (person,) = people(body)
    assert (person["name"], person["role"]) == (name, role)
    assert body[person["role_start"] : person["role_end"]] == role


def test_a_surname_alone_is_the_one_who_bears_it():
    (person,) = people("Ann Lee spoke. Ms Lee was tired. Lee’s brother was not.")
    assert [one["text"] for one in person["mentions"]] == ["Ann Lee", "Lee", "Lee"]


def test_a_surname_that_two_bear_is_left_alone():
    found = people("Ann Lee and Kate Lee spoke. Lee was tired.")
    assert [len(person["mentions"]) for person in found] == [1, 1]


def test_a_title_tells_a_man_from_a_woman_of_one_name():
    found = people("Ann Lee met Paul Lee. Mr Lee left.")
    assert [len(person["mentions"]) for person in found] == [1, 2]


def test_two_spellings_are_joined_and_flagged():
    (person,) = people("Imran Qadeer ran. Later Mr Qadere sat down.")
    assert (person["variants"], person["is_variant"]) == (["Qadere"], True)


@pytest.mark.parametrize(
    "body", ["The Metropolitan Police met Hackney Council.", "Stoke Newington is dry.", ""]
)
def test_bodies_and_places_are_no_people(body):
    assert people(body) == []


def test_every_mention_holds_its_words():
    body = "\N{POLICE CAR} Ann Lee, 41, saw PC Bob Rae.\n\nMr Rae ran."
    found = transforms.people(pa.table({"article_id": ["a"], "body": [body]}))
    assert found.schema.equals(schemas.PEOPLE)
    spans = [one for person in found.to_pylist() for one in person["mentions"]]
    assert len(spans) == 3
    assert all(body[one["start"] : one["end"]] == one["text"] for one in spans)


@pytest.mark.parametrize(
    ("one", "other", "is_titled", "expected"),
    [
        ("Granville", "Glanville", False, True),
        ("Lane", "Line", False, False),  # too short to be sure
        ("Harris", "Morris", False, False),
        ("Barker", "Barber", False, True),
        ("Marsden", "Mardsen", False, True),
        ("Halseb", "Helbas", True, False),
    ],
)
def test_only_slips_of_the_pen_are_variants(one, other, is_titled, expected):
    assert is_variant(one, other, is_titled=is_titled) is expected
