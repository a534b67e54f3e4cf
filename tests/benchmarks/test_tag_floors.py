"""The quality of entities and relevance has a floor that the suite defends."""

import tomllib

import pytest

from benchmarks import entities, relevance, wording
from transforms import gazetteer
from transforms.relevance import judged, packaged

FLOORS = tomllib.loads(relevance.FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def named():
    known = gazetteer.load()
    kinds = {entity.entity_id: entity.kind for entity in known.entities}
    texts = list(entities.texts(known))
    assert {name[2] for text in texts for name in text.true} <= set(kinds), "the set names unknown entities"
    return texts, kinds


@pytest.mark.parametrize("half", entities.HALVES)
def test_names_are_found_as_well_as_they_were(named, half):
    texts, kinds = named
    true, found, right, seen = entities.figures([t for t in texts if t.half == half], kinds)["all"]
    assert true > 100
    assert min(right / found, seen / true) >= FLOORS["entities"][half]


@pytest.mark.parametrize(("of", "name"), [("relevance", "desks"), ("strangers", "strangers")])
@pytest.mark.parametrize("half", relevance.HALVES)
def test_the_beat_is_told_from_other_desks_as_well_as_it_was(half, of, name):
    told = [
        (case.is_on, judged(case.headline, case.body, packaged()))
        for case in relevance.desks(of)
        if case.half == half
    ]
    assert 30 < sum(is_on for is_on, _ in told) < len(told) - 30
    found = relevance.figures(told)
    floor = FLOORS["relevance"][f"{name} {half}"]
    assert found.average_precision >= floor["average_precision"]
    assert found.f1 >= floor["f1"]


def test_average_precision_counts_ties_against_us():
    on, off = ((is_on, relevance.Relevance(0.5, True, ())) for is_on in (True, False))
    assert relevance.figures([on, off]).average_precision == 0.5


def test_frames_of_wording_are_found_as_well_as_they_were():
    items = list(wording.items(wording.SET.read_text(encoding="utf-8")))
    both = wording.together(wording.measured(items))
    assert both.true > 400
    assert both.precision >= FLOORS["wording"]["precision"]
    assert both.recall >= FLOORS["wording"]["recall"]


def test_marks_of_wording_are_read_one_inside_the_other_and_odd_ones_refused():
    (item,) = wording.items("# a\nNo marks\n[suspect|Knife [age|19-year-old] suspect] held")
    assert item.body == "Knife 19-year-old suspect held"
    assert item.spans == {("suspect", "body", 0, 25), ("age", "body", 6, 17)}
    for odd in ("[age|19", "19]"):
        with pytest.raises(ValueError, match="mark"):
            list(wording.items(f"# a\nNo marks\n{odd}"))
