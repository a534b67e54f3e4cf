"""Versions of an article: what a reader would call changed is one, what only looks so is none."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.latest import latest
from transforms.revisions import content, versions
from transforms.schemas import ARTICLES, VERSIONS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HEADLINE = "Met’s use of force rises, say police"
BODY = "Officers used force 2,000 times.\n\n“It works,” said the chief.\n\nThe council disagreed."


def readings(*said: str | tuple[str, str], article: str = "a") -> pa.Table:
    """Return readings of one article, an hour apart: its bodies, or headlines and bodies."""
    rows = []
    for hour, one in enumerate(said):
        headline, body = (HEADLINE, one) if isinstance(one, str) else one
        row = dict.fromkeys(ARTICLES.names)
        row |= {"article_id": article, "outlet": "echo", "url": "u", "page_url": "u", "extractor": "1"}
        row |= {"headline": headline, "body": body, "words": len(body.split()), "authors": [], "dates": []}
        rows.append(row | {"access": "open", "fetched_at": NOON + timedelta(hours=hour)})
    return pa.Table.from_pylist(rows, schema=ARTICLES)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (HEADLINE.replace("’", "'"), BODY),
        (HEADLINE.upper(), BODY),
        (HEADLINE, BODY.replace("“", '"').replace("”", '"')),
        (HEADLINE, BODY.replace(" ", "  ").replace("\n\n", "\n \n\n")),
        (HEADLINE, BODY.replace("2,000 times", "2,000\u00a0times")),
        (HEADLINE, f"Published: 22 November 2026, 12:05\n\n{BODY}"),
        (HEADLINE, f"{BODY}\n\nLast updated at 14:05 GMT on Sunday 22 November 2026"),
        (HEADLINE, f"3 hours ago\n\n{BODY}"),
        (HEADLINE, f"Sunday 22 November 2026\n\n{BODY}"),
        (HEADLINE, f"{BODY}\n\nSign up to our newsletter"),
    ],
)
def test_cosmetic_changes_are_none(headline: str, body: str) -> None:
    assert content(headline, body) == content(HEADLINE, BODY)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (HEADLINE.replace("say police", "says union"), BODY),
        (HEADLINE, BODY.replace("2,000", "200")),
        (HEADLINE, BODY.replace("Officers used force", "Force was used")),
        (HEADLINE, f"{BODY}\n\nThis article was amended on 23 November to correct a figure."),
        (HEADLINE, f"{BODY}\n\nHe was arrested 3 hours ago"),
        (HEADLINE, BODY.replace("\n\nThe council disagreed.", "")),
    ],
)
def test_changes_of_words_are_changes(headline: str, body: str) -> None:
    assert content(headline, body) != content(HEADLINE, BODY)


def test_only_readings_that_say_something_else_are_versions() -> None:
    found = versions(readings(BODY, BODY.upper(), f"{BODY} More.", f"{BODY} More.", BODY))
    assert found.schema == VERSIONS
    assert [(at - NOON).seconds // 3600 for at in found["fetched_at"].to_pylist()] == [0, 2, 4]


def test_articles_are_not_mixed_and_order_of_rows_does_not_matter() -> None:
    both = pa.concat_tables([readings(BODY, "Other."), readings("Other.", BODY, article="b")])
    backwards = both.take(pa.array(range(both.num_rows - 1, -1, -1)))
    assert versions(both).num_rows == 4
    assert versions(backwards) == versions(both)


def test_nothing_gives_nothing() -> None:
    assert versions(ARTICLES.empty_table()) == VERSIONS.empty_table()


def test_a_cut_page_is_no_state_to_show() -> None:
    long, cut, mended = "word " * 100, "word " * 39, "word " * 41
    assert latest(readings(long, cut))["words"].to_pylist() == [100]
    assert latest(readings(long, cut, mended))["words"].to_pylist() == [41]
    assert latest(readings(cut, long))["words"].to_pylist() == [100]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_has_a_digest_that_white_space_leaves_alone(headline: str, body: str) -> None:
    assert content(f" {headline}\n", f"\n\n{body}  ") == content(headline, body)
