"""Segments: which of them are written together, and how."""

import pytest

from warehouse.segments import Segment, _bodies_together, _rows_together, _together


def sizes(*texts):
    """Return segments of so many texts, one after the other."""
    return [Segment("postings", f"s{number}", 0, 0, held) for number, held in enumerate(texts)]


@pytest.mark.parametrize(
    ("held", "together"),
    [
        ([], []),
        ([10], []),
        ([10, 10], [10, 10]),
        ([30, 10], []),  # three times as large: it waits
        ([30, 10, 10], [30, 10, 10]),
        ([100], []),
        ([100, 10, 10], [10, 10]),  # what is large stays for good
        ([10] * 12, [10] * 10),  # as a first build leaves them: filled up, from the first on
        ([100, 40, 30, 20, 15, 3], [40, 30, 20]),  # as days leave them, once the next would not go in
        ([60, 60, 60], []),
    ],
)
def test_segments_are_written_together_so_that_there_are_few_and_no_text_is_written_often(held, together):
    assert sorted(each.texts for each in _together(sizes(*held), largest=100)) == sorted(together)


def test_a_thousand_days_leave_few_segments():
    held = []
    for _ in range(1000):
        held = sizes(*[each.texts for each in held], 5)
        while together := _together(held, largest=1000):
            rest = [each for each in held if each not in together]
            at = held.index(min(together, key=held.index))
            merged = sizes(sum(each.texts for each in together))
            held = rest[:at] + merged + rest[at:]
            held = sizes(*[each.texts for each in held])
    assert sum(each.texts for each in held) == 5000
    assert len(held) <= 5000 / 1000 * 2 + 8


@pytest.mark.parametrize(
    ("rows", "least", "most"), [(1, 2048, 2048), (330_000, 30_000, 40_000), (60_000_000, 400_000, 600_000)]
)
def test_row_groups_grow_with_the_root_of_what_they_hold(rows, least, most):
    assert least <= _rows_together(rows) <= most


@pytest.mark.parametrize(
    ("letters", "together"), [(500, 512), (4_800, 250), (50_000, 24), (5_000_000, 1), (0, 512)]
)
def test_few_long_texts_lie_in_a_row_group_or_many_short_ones(letters, together):
    assert _bodies_together(4096 * letters, 4096) == together
