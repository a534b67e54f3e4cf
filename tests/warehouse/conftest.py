"""A small book to ask, in a real lake and a real DuckDB file."""

import pytest
from lake_rows import CATALOGUE, DAY, FIRST

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "book")


@pytest.fixture
def lake(home):
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    return lake


@pytest.fixture
def book(home, lake):
    """A home whose lake holds one article of 5 August and a take of 31 August that reaches back 30 days."""
    lake.commit("2026-08-31", FIRST, day=DAY)
    return home


@pytest.fixture(scope="session")
def con(tmp_path_factory):
    """A connection to such a home's warehouse, for tests that only ask."""
    home = Home(tmp_path_factory.mktemp("asked"))
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    lake.commit("2026-08-31", FIRST, day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection
