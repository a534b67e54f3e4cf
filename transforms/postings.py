"""Lists which words each article holds and where, so that a search need not read the articles again.

A word is a run of letters and digits of the folded text in lower case, as the phrases of the topics' rules
meet it: hyphens and apostrophes part words. Its position says where it stands, so that phrases can be found:
`HEADLINE` on in the headline; `LEAD` on in the standfirst and the first three sentences of the body; `REST`
on further down. `GAP` parts standfirst and body.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms import schemas
from transforms.folding import fold, lower
from transforms.sentences import sentences

HEADLINE, LEAD, REST, GAP = 0, 1_000, 10_000, 100
LEAD_SENTENCES = 3  # as the score of a topic has it, docs/topics.md
_WORD = re.compile(
    r"[^\W_]{1,64}"
)  # nobody asks for longer ones, and a hostile page may hold megabytes of them
_MOST = 50_000  # words of one part of a text; what stands further down is not found


def postings(articles: pa.Table) -> pa.Table:
    """Return where each word of each article stands, shaped like `schemas.POSTINGS`, by word and article.

    Needs article_id, headline, standfirst and body; null counts as empty.
    """
    words: list[str] = []
    places: list[np.ndarray] = []
    lengths: list[int] = []
    columns = (articles[name].to_pylist() for name in ("headline", "standfirst", "body"))
    for headline, standfirst, body in zip(*columns, strict=True):
        before = len(words)
        for part, start, most in _parts(headline or "", standfirst or "", body or ""):
            found = _WORD.findall(lower(fold(part)))[:most]
            words += found
            places.append(np.arange(start, start + len(found), dtype=np.int32))
        lengths.append(len(words) - before)
    if not words:
        return schemas.POSTINGS.empty_table()
    return _inverted(articles["article_id"].combine_chunks(), words, places, lengths)


def _parts(headline: str, standfirst: str, body: str) -> list[tuple[str, int, int]]:
    """Return the parts of a text, the position of the first word of each, and how many words it may have."""
    firsts = sentences(body[:20_000])[:LEAD_SENTENCES]  # three sentences that are longer are no lead
    end = firsts[-1][1] if firsts else 0
    room = LEAD + GAP + len(_WORD.findall(standfirst))
    return [
        (headline, HEADLINE, LEAD - HEADLINE),
        (standfirst, LEAD, 4_000),
        (body[:end], min(room, LEAD + GAP + 4_000), 4_000),
        (body[end:], REST, _MOST),
    ]


def _inverted(ids: pa.Array, words: list[str], places: list[np.ndarray], lengths: list[int]) -> pa.Table:
    """Return the words sorted, each article's positions of one word in one row."""
    encoded = pa.array(words).dictionary_encode()
    by_rank = pc.sort_indices(encoded.dictionary)
    rank = np.argsort(by_rank.to_numpy())
    terms = encoded.dictionary.take(by_rank)
    term = rank[encoded.indices.to_numpy()]
    article = np.repeat(np.arange(len(lengths)), lengths)
    position = np.concatenate(places)
    order = np.lexsort((position, article, term))
    term, article = term[order], article[order]
    starts = np.flatnonzero(np.diff(term, prepend=-1) | np.diff(article, prepend=-1))
    return pa.table(
        {
            "term": terms.take(pa.array(term[starts])),
            "article_id": ids.take(pa.array(article[starts])),
            "positions": pa.ListArray.from_arrays(
                pa.array(np.append(starts, len(term)), pa.int32()), pa.array(position[order], pa.int32())
            ),
        },
        schema=schemas.POSTINGS,
    )
