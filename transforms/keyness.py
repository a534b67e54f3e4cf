"""Compares the words of two groups of outlets within the same stories, in their own voice.

What an outlet chooses to cover says more about its words than how it tells it; so articles are compared only
with articles of the same story. A speaker's words are not the outlet's: quotations are cut out. And words
come in articles, not one by one: whether a difference is more than chance is asked of whole articles, by
dealing those of each story out to the groups again by lot.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from transforms.folding import fold, lower
from transforms.likeness import house_style, own_text, stop_words
from transforms.sentences import sentences

KEYNESS = pa.schema(  # one row: one word that two groups of outlets use unlike in the same stories
    [
        pa.field("word", pa.string(), nullable=False),
        pa.field("articles_a", pa.int32(), nullable=False),  # of the first group that use it
        pa.field("articles_b", pa.int32(), nullable=False),
        pa.field("of_a", pa.int32(), nullable=False),  # all that were compared
        pa.field("of_b", pa.int32(), nullable=False),
        pa.field(
            "difference", pa.float64(), nullable=False
        ),  # in an article of A, against what its stories expect
        pa.field("p", pa.float64(), nullable=False),  # of so great a difference by lot
        pa.field("article_ids", pa.list_(pa.string()), nullable=False),  # of the group that uses it more
        pa.field("sentences", pa.list_(pa.string()), nullable=False),  # theirs, with the word
    ]
)
DEALS = 999  # random deals: p is at least 1 in 1000
MINIMUM = 5  # articles, of both groups together, that must use a word
SHOWN = 3  # sentences of each word
_SINGLE = re.compile(r"(?<!\w)‘[^\n]{0,600}?’(?!\w)")
_DOUBLE = re.compile(r'"[^"\n]*(?:"|$)', re.MULTILINE)  # to the end of the paragraph, where none is closed
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True)
class _Compared:
    """The articles that can be compared: in a story that both groups ran."""

    ids: Sequence[str]
    texts: Sequence[str]  # in the outlet's own voice
    in_a: NDArray[np.bool_]
    story: NDArray[np.int64]


def keyness(
    articles: pa.Table,
    told: pa.Table,
    a: Collection[str],
    b: Collection[str],
    *,
    minimum: int = MINIMUM,
    deals: int = DEALS,
    seed: int = 0,
) -> pa.Table:
    """Return the words that outlets `a` and `b` use unlike in the same stories, shaped like `KEYNESS`.

    `articles` needs article_id, outlet, headline and body; `told` article_id and story_id, as
    `transforms.stories` gives. Every word is there that `minimum` articles use; the smallest p comes first. p
    is two-sided, of one word: of a hundred words of no difference five have p of at most .05.
    """
    compared = _compared(articles, told, frozenset(a), frozenset(b))
    words, uses = _uses(compared.texts, minimum, own_names({*a, *b}))
    if not words:
        return KEYNESS.empty_table()
    difference, p = _by_lot(uses, compared, deals, seed)
    columns = uses.tocsc()
    rows = []
    for nth in np.lexsort((np.array(words), -np.abs(difference), p)).tolist():
        using = columns.indices[columns.indptr[nth] : columns.indptr[nth + 1]]
        theirs = using[compared.in_a[using] == (difference[nth] > 0)]
        shown = [
            (compared.ids[row], found)
            for row in theirs
            if (found := _sentence(compared.texts[row], words[nth]))
        ]
        rows.append(
            {
                "word": words[nth],
                "articles_a": int(compared.in_a[using].sum()),
                "articles_b": int((~compared.in_a[using]).sum()),
                "of_a": int(compared.in_a.sum()),
                "of_b": int((~compared.in_a).sum()),
                "difference": float(difference[nth]),
                "p": float(p[nth]),
                "article_ids": [article_id for article_id, _ in shown[:SHOWN]],
                "sentences": [sentence for _, sentence in shown[:SHOWN]],
            }
        )
    return pa.Table.from_pylist(rows, schema=KEYNESS)


def own_voice(text: str) -> str:
    """Return a text with dots for what others say in it, marks folded.

    >>> own_voice("He was ‘known to police’, it said. “A yob,” said one. It’s Mo’s.")
    "He was …, it said. … said one. It's Mo's."
    """
    return _DOUBLE.sub("…", fold_lines(_SINGLE.sub("…", text)))


def own_names(outlets: Collection[str]) -> frozenset[str]:
    """Return the words of the outlets' own names, which each writes more than any other does."""
    return frozenset(word for outlet in outlets for word in lower(outlet).split("-"))


def fold_lines(text: str) -> str:
    """Return the text folded line by line, so that paragraphs stay apart."""
    return "\n".join(fold(line) for line in text.split("\n"))


def _compared(articles: pa.Table, told: pa.Table, a: frozenset[str], b: frozenset[str]) -> _Compared:
    if not a or not b or a & b:
        raise ValueError("two groups of outlets are compared: give some for each, and none for both")
    story_of = dict(zip(told["article_id"].to_pylist(), told["story_id"].to_pylist(), strict=True))
    rows = [
        row
        for row in articles.select(["article_id", "outlet", "headline", "body"]).to_pylist()
        if row["article_id"] in story_of and row["outlet"] in a | b
    ]
    ran = [{story_of[row["article_id"]] for row in rows if row["outlet"] in group} for group in (a, b)]
    numbers = {story_id: nth for nth, story_id in enumerate(sorted(ran[0] & ran[1]))}
    kept = [row for row in rows if story_of[row["article_id"]] in numbers]
    return _Compared(
        ids=[row["article_id"] for row in kept],
        texts=[own_voice(f"{row['headline'] or ''}.\n\n{own_text(row['body'] or '')}") for row in kept],
        in_a=np.array([row["outlet"] in a for row in kept], np.bool_),
        story=np.array([numbers[story_of[row["article_id"]]] for row in kept], np.int64),
    )


def _uses(
    texts: Sequence[str], minimum: int, leave_out: frozenset[str]
) -> tuple[list[str], sparse.csr_array]:
    """Return the words that enough articles use, and which article uses which."""
    held = [set(_words(text)) - leave_out for text in texts]
    number: dict[str, int] = {}
    rows, columns = list[int](), list[int]()
    for row, words in enumerate(held):
        for word in sorted(words):
            rows.append(row)
            columns.append(number.setdefault(word, len(number)))
    shape = len(texts), len(number)
    uses = sparse.csr_array(
        (np.ones(len(rows)), (np.array(rows, np.int64), np.array(columns, np.int64))), shape=shape
    )
    enough = np.flatnonzero(np.asarray(uses.sum(axis=0)).ravel() >= minimum)
    names = list(number)
    return [names[nth] for nth in enough.tolist()], sparse.csr_array(uses[:, enough])


def _words(text: str) -> list[str]:
    found = (lower(match.group()).removesuffix("'s") for match in _WORD.finditer(text))
    return [
        word for word in found if len(word) > 1 and word not in stop_words() and word not in house_style()
    ]


def _by_lot(
    uses: sparse.csr_array, compared: _Compared, deals: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return word by word how much more A uses it than its stories let expect, and how rare that is by lot.

    Within each story the articles are dealt out again, as many to A as it ran; so the number that is expected
    is the same in every deal, and sums of uses can be compared.
    """
    size = np.bincount(compared.story)
    part_a = np.bincount(compared.story, compared.in_a) / size
    expected = part_a[compared.story] @ uses
    observed = compared.in_a.astype(np.float64) @ uses - expected
    lots = np.random.default_rng(seed)
    order = np.argsort(compared.story, kind="stable")
    first = np.repeat(np.concatenate([[0], np.cumsum(size)[:-1]]), size)
    to_a = (part_a * size).round().astype(np.int64)[compared.story[order]]
    as_rare = np.zeros(len(observed))
    for _ in range(deals):
        shuffled = np.lexsort((lots.random(len(order)), compared.story[order]))
        dealt = np.zeros(len(order))
        dealt[order[shuffled]] = np.arange(len(order)) - first < to_a
        as_rare += np.abs(dealt @ uses - expected) >= np.abs(observed) - 1e-9
    return observed / max(1, int(compared.in_a.sum())), (1 + as_rare) / (1 + deals)


def _sentence(text: str, word: str) -> str:
    """Return the first sentence that uses the word."""
    spans = ((start, end) for start, end in sentences(text))
    return next((" ".join(text[s:e].split()) for s, e in spans if word in _words(text[s:e])), "")
