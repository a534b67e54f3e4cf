"""What an outlet repeats under article after article, learned from its articles and taken out of them."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files

import pyarrow as pa

from transforms.schemas import REPEATS

ARTICLES_AT_LEAST = 3  # whose other lines differ, or a text sent out three times would pass for boilerplate
SAME_TEXT = 0.5  # share of lines in common from which two articles are one text
MOST_TAKEN = 0.5  # share of an article's words; where more would go, nothing does
LONGEST = 600  # characters of a line
_OWN = re.compile(
    "|".join(tomllib.loads((files("transforms") / "repeats.toml").read_text(encoding="utf-8"))["own"]), re.I
)
Lines = Mapping[str, frozenset[str]]  # article_id -> its body's lines


def repeats(articles: pa.Table) -> pa.Table:
    """Return the lines that an outlet repeats, shaped like `schemas.REPEATS`.

    `articles` are shaped like `schemas.ARTICLES`; only `outlet`, `article_id` and `body` are read. A line
    counts that stands in three articles of the outlet which otherwise differ. What people say, and what the
    police ask of witnesses in the same words each time, is never one (`repeats.toml`).
    """
    by_outlet: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for row in articles.select(["outlet", "article_id", "body"]).to_pylist():
        by_outlet[row["outlet"]][row["article_id"]] = frozenset(row["body"].split("\n\n"))
    rows = [
        {"outlet": outlet, "line": line, "articles": times}
        for outlet, lines in sorted(by_outlet.items())
        for line, times in sorted(_repeated(lines).items())
    ]
    return pa.Table.from_pylist(rows, schema=REPEATS)


def _repeated(lines: Lines) -> dict[str, int]:
    """Return each repeated line and in how many different texts it stands."""
    holders: dict[str, list[str]] = defaultdict(list)
    for article, held in lines.items():
        for line in held:
            holders[line].append(article)
    found = {}
    for line, articles in holders.items():
        if len(articles) >= ARTICLES_AT_LEAST and len(line) <= LONGEST and not _OWN.search(line):
            times = _different(articles, lines)
            if times >= ARTICLES_AT_LEAST:
                found[line] = times
    return found


def _different(articles: list[str], lines: Lines) -> int:
    """Return how many of the articles are no copy of one before; counting stops at twenty."""
    kept: list[frozenset[str]] = []
    for article in articles:
        own = lines[article]
        if all(len(own & other) < SAME_TEXT * min(len(own), len(other)) for other in kept):
            kept.append(own)
        if len(kept) == 20:
            break
    return len(kept)


def without(articles: pa.Table, repeated: pa.Table) -> pa.Table:
    """Return the articles without the lines that their outlet repeats; `words` is counted anew.

    Both shaped as in `schemas`. An article that would lose half of its words stays as it is.
    """
    known = {(row["outlet"], row["line"]) for row in repeated.select(["outlet", "line"]).to_pylist()}
    if not known:
        return articles
    bodies, words = [], []
    for outlet, body in zip(articles["outlet"].to_pylist(), articles["body"].to_pylist(), strict=True):
        kept = "\n\n".join(line for line in body.split("\n\n") if (outlet, line) not in known)
        before, after = len(body.split()), len(kept.split())
        bodies.append(kept if after >= (1 - MOST_TAKEN) * before else body)
        words.append(after if after >= (1 - MOST_TAKEN) * before else before)
    for name, values in (("body", bodies), ("words", words)):
        field = articles.schema.field(name)
        articles = articles.set_column(
            articles.schema.get_field_index(name), field, pa.array(values, field.type)
        )
    return articles
