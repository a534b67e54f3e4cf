"""A rule may ask for the headline or the lead, and the paragraphs hold their floors."""

import pytest

from benchmarks import topic_paragraphs
from transforms import rules, taxonomy

PLACES = {"headline": {"headline"}, "lead": {"headline", "lead"}}


@pytest.mark.parametrize("place", ["headline", "lead", "body"])
@pytest.mark.parametrize("wanted", PLACES)
def test_a_part_counts_only_where_it_is_asked_for(wanted, place):
    rule = rules.parse(f"taser IN {wanted}")
    found = rules.spans(rule, {"taser": [(0, 5)]}.get, "taser", place)
    assert bool(found) is (place in PLACES[wanted])


def test_an_unknown_place_is_an_error():
    with pytest.raises(rules.RuleError, match="headline or lead"):
        rules.parse("taser IN standfirst")


@pytest.mark.parametrize("of", topic_paragraphs.SETS)
def test_texts_written_apart_from_the_rules_reach_their_floors(of):
    figures = topic_paragraphs.measured(taxonomy.load(), topic_paragraphs.paragraphs(of))
    assert topic_paragraphs.below(figures, of) == []
