"""No broken page raises or goes without a word; ten thousand stand behind `make bench-mutations`."""

from benchmarks.mutations import MUTATIONS, mutated, outcomes


def test_broken_pages_each_leave_a_word():
    found = outcomes(mutated(60, "suite"))
    assert found.total() == 60
    assert found.keys() <= {"fetched", "not_article", "paywalled", "extract_failed"}
    assert found["fetched"] > 5, "the mutations leave nothing to read"


def test_each_mutation_changes_a_page():
    import random

    page = b"<html><head></head><body><p>One.</p><p>Two\xc3\xa9.</p></body></html>" * 3
    for change in MUTATIONS:
        assert any(change(random.Random(seed), page) != page for seed in range(5)), change.__name__
