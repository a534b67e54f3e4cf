"""Edits: each kind proved by pairs that are of it and pairs that only look so, each span in its place."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transforms
from transforms.edit_kinds import KINDS
from transforms.schemas import EDITS
from transforms.word_diff import changes, diff, tokens

PAIRS = tomllib.loads(Path(__file__).with_name("edit_pairs.toml").read_text())
CASES = [
    pytest.param(kind, old, new, is_hit, id=f"{kind}-{'hit' if is_hit else 'miss'}-{nth}")
    for kind, pairs in PAIRS.items()
    for is_hit in (True, False)
    for nth, (old, new) in enumerate(pairs["hit" if is_hit else "miss"])
]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def revisions(*said: str | tuple[str, str], article: str = "a", language: str | None = "en") -> pa.Table:
    """Return revisions of one article, an hour apart: its bodies, or headlines and bodies."""
    texts = [("Headline", one) if isinstance(one, str) else one for one in said]
    return pa.table(
        {
            "article_id": [article] * len(texts),
            "fetched_at": pa.array(
                [NOON + timedelta(hours=n) for n in range(len(texts))], EDITS.field("old_at").type
            ),
            "headline": [headline for headline, _ in texts],
            "body": [body for _, body in texts],
            "language": pa.array([language] * len(texts), pa.string()),
        }
    )


def kinds(old: str | tuple[str, str], new: str | tuple[str, str]) -> list[str]:
    return transforms.edits(revisions(old, new))["kind"].to_pylist()


def test_every_kind_has_three_hits_and_two_near_misses() -> None:
    assert PAIRS.keys() == KINDS.keys()
    assert [kind for kind, both in PAIRS.items() if len(both["hit"]) < 3 or len(both["miss"]) < 2] == []


@pytest.mark.parametrize(("kind", "old", "new", "is_hit"), CASES)
def test_a_pair_is_of_its_kind_or_is_not(kind: str, old: str, new: str, is_hit: bool) -> None:
    both = ((old, "Body."), (new, "Body.")) if kind == "headline_swapped" else (old, new)
    assert (kind in kinds(*both)) == is_hit


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Man shot in Leeds", "Man shot in Leeds, say police", {"headline_swapped"}),
        (
            "Police kill man in park",
            "Man dies after police incident in park",
            {"headline_swapped", "softened"},
        ),
        ("Police shoot man in park", "Man shot in park", {"headline_swapped", "made_passive"}),
        ("Man shot in park", "Police shoot man in park", {"headline_swapped", "made_active"}),
        ("Ten held at protest", "Twelve held at riot", {"headline_swapped", "number_changed", "sharpened"}),
    ],
)
def test_a_headline_is_swapped_and_told_in_other_words_but_gains_no_voice(old, new, found) -> None:
    assert set(kinds((old, "Body."), (new, "Body."))) == found


def test_spans_stand_where_they_say_in_both_texts() -> None:
    old = ("\N{POLICE CAR} Man held", "A man’s arm \N{POLICE CAR} was hurt.\n\nThe riot went on until two.")
    new = (
        "Man hurt",
        "A man’s arm \N{POLICE CAR} was hurt.\n\nThe protest went on until three.\n\nIt rained.",
    )
    found = transforms.edits(revisions(old, new))
    assert found.schema == EDITS
    texts = {"headline": (old[0], new[0]), "body": (old[1], new[1])}
    rows = found.to_pylist()
    assert {row["kind"] for row in rows} == {"headline_swapped", "softened", "number_changed", "text_added"}
    for row in rows:
        before, after = texts[row["field"]]
        assert before[row["old_start"] : row["old_end"]] == row["old_text"]
        assert after[row["new_start"] : row["new_end"]] == row["new_text"]
        assert (row["old_at"], row["edited_at"]) == (NOON, NOON + timedelta(hours=1))


def test_only_consecutive_revisions_of_one_article_are_laid_side_by_side() -> None:
    three = revisions("Two came.", "Three came.", "Three came. Four left.")
    both = pa.concat_tables([three, revisions("Two came.", "Nine came.", article="b")])
    backwards = both.take(pa.array(range(both.num_rows - 1, -1, -1)))
    found = transforms.edits(both)
    assert found["kind"].to_pylist() == ["number_changed", "text_added", "number_changed"]
    assert transforms.edits(backwards) == found


def test_cosmetic_changes_are_no_edits() -> None:
    old = ("Met’s tool", "“It works,” he said.\n\nIt rained.")
    new = (
        "MET'S  tool",
        '"It  works," he said.\n\nUpdated 3 hours ago\n\nIt rained.\n\nSign up to our newsletter',
    )
    assert kinds(old, new) == []


def test_another_language_gets_the_kinds_that_need_no_words() -> None:
    told = transforms.edits(
        revisions(
            "Hier, 2 personnes sont mortes.", "Hier, 3 personnes sont mortes, dit la police.", language="fr"
        )
    )
    assert set(told["kind"].to_pylist()) == {"number_changed", "reworded"}


@pytest.mark.parametrize("missing", ["body", "fetched_at"])
def test_a_reading_without_text_or_moment_is_passed_over(missing: str) -> None:
    table = revisions("Two came.", "Three came.", "Four came.")
    place = table.column_names.index(missing)
    values = table[missing].to_pylist()
    table = table.set_column(place, missing, pa.array([values[0], None, values[2]], table[missing].type))
    assert transforms.edits(table)["new_text"].to_pylist() == ["Four"]


def test_nothing_gives_nothing() -> None:
    assert transforms.edits(revisions()) == EDITS.empty_table()
    assert transforms.edits(revisions("One.")) == EDITS.empty_table()


TEXTS = st.lists(
    st.sampled_from(
        ["Police said.", "A man", "died.", "Two", "three", "“No,”", "she said.", "\n\n", "riot", "é"]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_each_changed_word_is_in_an_edit_and_every_span_in_its_text(old: str, new: str) -> None:
    rows = transforms.edits(revisions(old, new)).to_pylist()
    for change in changes(old, new):
        for side, text, span in (("old", old, change.old), ("new", new, change.new)):
            for token in tokens(text[slice(*span)], span[0]):
                if token.key[0].isalnum():
                    assert any(
                        row[f"{side}_start"] <= token.start and token.end <= row[f"{side}_end"]
                        for row in rows
                    ), token
    for row in rows:
        assert old[row["old_start"] : row["old_end"]] == row["old_text"]
        assert new[row["new_start"] : row["new_end"]] == row["new_text"]


@given(TEXTS, TEXTS)
def test_a_diff_without_what_is_gone_is_the_text_after(old: str, new: str) -> None:
    assert "".join(segment.text for segment in diff(old, new) if segment.mark != "gone") == new


@pytest.mark.parametrize("unit", ["word ", "w\n\n", "“no” ", "Ann Lee, 26, said. ", ".!?", "was shot by "])
def test_time_grows_as_the_text_does(unit: str) -> None:
    def once(times: int) -> float:
        start = process_time()
        transforms.edits(revisions(unit * times, "x " + unit * times + "y " + unit * (times // 2)))
        return process_time() - start

    def seconds(times: int) -> float:
        return min(once(times) for _ in range(2))  # what disturbs one run is no growth

    once(10)
    assert seconds(400) < 12 * (seconds(100) + 0.02)
