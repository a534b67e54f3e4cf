"""Bars and sparklines: zero is a dot, blindness a cross, and the highest fills the cell."""

import pytest

from beatbook.figures import BLIND, bar, sparkline


@pytest.mark.parametrize(
    ("value", "drawn"),
    [(None, ""), (0, ""), (8, "████"), (4, "██"), (1, "▌"), (0.01, "▏")],
)
def test_a_bar_is_as_long_as_its_value(value, drawn):
    assert bar(value, 8, width=4) == drawn


def test_a_sparkline_has_one_character_a_value():
    assert sparkline([0, 1, None, 4, 8], 8) == "·▁╳▄█"


def test_blind_never_looks_like_nothing():
    assert BLIND not in sparkline([0, 0.1, 5], 5)
    assert sparkline([0], 0) != sparkline([None], 0)
