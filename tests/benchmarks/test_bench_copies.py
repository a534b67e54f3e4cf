"""What finding copies reached on drawn copies is not given up without a word."""

import tomllib
from pathlib import Path

import pytest

from benchmarks import copied_texts, copies

FLOORS = tomllib.loads((Path(copies.__file__).parent / "floors.toml").read_text())["copies"]


@pytest.fixture(scope="module")
def figures():
    return copies.measured(copied_texts.drawn("test", copied_texts.bases(pages=False)), copies.ours)


@pytest.mark.parametrize("figure", FLOORS)
def test_no_figure_falls_below_its_floor(figures, figure):
    assert figures[figure] >= FLOORS[figure]


def test_nothing_is_joined_by_boilerplate_alone(figures):
    assert figures["boilerplate"] == 0


def test_a_perfect_and_a_useless_method_are_told_apart():
    texts = copied_texts.drawn("two", copied_texts.bases(pages=False)[:30])
    roots = [text.root for text in texts]
    perfect = copies.measured(texts, lambda articles: copies.np.array((roots * 2)[: articles.num_rows]))
    useless = copies.measured(texts, lambda articles: copies.np.zeros(articles.num_rows, dtype=int))
    assert perfect["f1"] == perfect["ari"] == 1
    assert useless["ari"] == pytest.approx(0)
