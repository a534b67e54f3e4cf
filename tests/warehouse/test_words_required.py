"""Which words a text must have to fit a search at all."""

import pytest

from warehouse import matching


@pytest.mark.parametrize(
    ("formula", "required"),
    [
        ("#0#", {0}),
        ("(#0#&#1#)", {0, 1}),
        ("((#0#&#1#)&!#2#)", {0, 1}),
        ("((#0#&#1#)|(#0#&#2#))", {0}),
        ("(#0#|#1#)", set()),
        ("!(#0#|#1#)", set()),
    ],
)
def test_a_search_knows_which_words_a_text_must_have(formula, required):
    assert matching.required(formula) == required
