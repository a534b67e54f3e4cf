"""A place is told from a person and from its namesakes by the words beside it."""

import pyarrow as pa
import pytest

import transforms


def places(body: str) -> list[str]:
    article = pa.table({"article_id": ["a"], "headline": [""], "body": [body]})
    return [hit["entity_id"] for hit in transforms.entities(article).to_pylist()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He was stopped in Preston.", ["preston"]),
        ("Mr Preston was stopped.", []),
        ("Ashley Preston, 32, was stopped.", []),
        ("Ashley Preston was stopped. Preston denies it.", []),
        ("Ashley Preston was stopped in Preston.", ["preston"]),
        ("Former Preston councillors wrote.", ["preston"]),
        ("Central Preston was quiet.", ["preston"]),
        ("Preston Crown Court was told so.", []),
        ("Preston North End lost.", []),
        ("They beat Blackburn at home.", []),
        ("A man from Brixton spoke.", ["brixton"]),
        ("The crash near Plymouth, Massachusetts, closed a road. Plymouth was quiet.", []),
        ("The crash near Plymouth closed a road. Devon and Cornwall Police came.", [
            "plymouth", "devon-and-cornwall-police"]),
        ("Shoppers in Newport Beach ran.", []),
        ("New York police came.", []),
        ("Detectives met in Barry. South Wales Police led.", ["barry", "south-wales-police"]),
        ("Barry Jones spoke. South Wales Police led.", ["south-wales-police"]),
        ("Boston police came.", []),
        ("Lincolnshire Police came to Boston.", ["lincolnshire-police", "boston"]),
    ],
)  # fmt: skip
def test_a_place_is_known_by_its_neighbours(body, expected):
    assert places(body) == expected


def test_a_place_is_not_its_force():
    assert places("Two men were held in Luton.") == ["luton"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kent's police and crime commissioner spoke.", ["kent-pcc"]),
        ("The PCC for Dorset spoke. The PCC was clear.", ["dorset-pcc", "dorset-pcc"]),
        ("The police and crime commissioner spoke.", []),
        ("Kent County Council and Kent Police wrote.", ["kent-county-council", "kent-police"]),
        ("Avon & Somerset Police wrote.", ["avon-and-somerset-police"]),
        ("The IPCC cleared the officers.", ["ipcc"]),
        ("The IOPC cleared the officers.", ["iopc"]),
        ("Strathclyde Police is no more.", ["strathclyde-police"]),
        ("A TSG officer of the Met lied.", ["territorial-support-group", "metropolitan-police"]),
    ],
)
def test_members_of_a_series_and_what_went_before_them(body, expected):
    assert places(body) == expected
