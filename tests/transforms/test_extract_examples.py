"""The examples in the docstrings of what reads pages are true."""

import doctest
from importlib import import_module

import pytest

MODULES = ("access", "authors", "boilerplate", "dates", "extract", "headline", "jsonld", "markup", "urls")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    found = doctest.testmod(import_module(f"transforms.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
