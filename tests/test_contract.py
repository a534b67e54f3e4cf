"""The handshake of the three strangers: what one hands over is what the next expects, column by column."""

import re
from pathlib import Path

import duckdb
import pytest

from beatbook.newsstand import demo_catalogue_folder, demo_edition, demo_gazetteer_folder
from spiders.catalogue import Outlet, outlets
from spiders.outcomes import Outcome
from transforms import gazetteer, schemas, taxonomy
from transforms.edit_kinds import KINDS
from transforms.roles import OFFICIAL, OTHER, ROLES, UNNAMED
from warehouse import edited
from warehouse.statements import statement, statements

SHAPES = {each.name: each for each in statements("lake")}


def quoted_words(text: str) -> set[str]:
    return set(re.findall(r"'([a-z_]+)'", text))


@pytest.mark.parametrize("table", sorted(SHAPES))
def test_the_lake_reads_the_columns_and_types_that_transforms_write(table):
    schema = getattr(schemas, table.upper())
    with duckdb.connect() as connection:
        connection.execute(SHAPES[table].text)
        written = schema.empty_table()
        expected = connection.sql("select * from written limit 0")
        found = connection.table(table)
        assert dict(zip(found.columns, found.types, strict=True)) == dict(
            zip(written.column_names, expected.types, strict=True)
        )


def test_every_outcome_a_spider_or_a_reading_knows_is_one_the_check_knows():
    known = quoted_words(statement("checks", "unknown_outcome").text) - {"fetches", "polls"}
    assert known == {outcome.value for outcome in Outcome}


def test_every_role_that_somebody_may_speak_in_is_one_the_check_knows():
    known = quoted_words(statement("checks", "unknown_role").text) - {"direct", "indirect", "mixed"}
    assert known == set(ROLES)


def test_a_story_is_about_those_alone_who_speak_in_no_office():
    offices = quoted_words(statement("marts", "office_holders").text)
    assert offices == set(ROLES) - {"family", "victim_or_witness", "resident", "business", UNNAMED, OTHER}
    assert offices > OFFICIAL


def test_every_kind_of_edit_is_one_the_book_and_the_docs_know():
    assert edited.kinds() == tuple(KINDS)
    page = (Path(__file__).parents[1] / "docs" / "edits.md").read_text()
    assert set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE)) == KINDS.keys()


def test_the_catalogue_gives_what_the_outlets_table_holds():
    of_their_own = {
        "outlet",
        "expect_min_per_day",
        "expect_max_per_day",
    }  # slug, and both ends of expect_per_day
    assert set(schemas.OUTLETS.names) - of_their_own <= set(Outlet.__dataclass_fields__)


def test_the_demo_speaks_of_outlets_topics_and_entities_that_exist():
    edition = demo_edition()
    assert {article.outlet for article in edition.articles} == {
        outlet.slug for outlet in outlets(demo_catalogue_folder())
    }
    told = set().union(*(article.topics for article in edition.articles))
    assert len(told) >= 15
    assert told <= {topic.slug for topic in taxonomy.load().topics}
    own = gazetteer.load(more=demo_gazetteer_folder())
    assert own.table().num_rows > gazetteer.load().table().num_rows
