"""The floors of typed edits: pairs written before the rules were run, and what the demo edits."""

import pytest

from benchmarks.edits import Score, of_demo, of_pairs

FLOORS = {  # precision, recall; measured: 1.000 and .952 of the pairs, 1.000 and 1.000 of the demo
    "pairs": (of_pairs, 0.95, 0.93),
    "demo": (of_demo, 0.95, 0.95),
}


@pytest.mark.parametrize("name", FLOORS)
def test_edits_are_typed_as_well_as_they_were(name, capsys):
    measure, precision, recall = FLOORS[name]
    score = measure()
    with capsys.disabled():
        print(f"\nedits of the {name}: precision {score.precision:.3f}, recall {score.recall:.3f}", end=" ")
    assert score.right.total() >= 20
    assert score.precision >= precision, score.wrong
    assert score.recall >= recall, score.wrong


def test_what_is_wrong_is_counted_and_named():
    score = Score()
    score.right.update(["softened"])
    score.false.update(["voice_added"])
    score.missed.update(["name_added", "name_added", "name_added"])
    assert (score.precision, score.recall) == (0.5, 0.25)
    assert score.kinds == ["name_added", "softened", "voice_added"]
