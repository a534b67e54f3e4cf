"""Every hit can be opened: its offsets count code points of the text it names, whatever is in that text."""

import itertools
import pkgutil
import subprocess
import sys

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transforms
from transforms import schemas
from transforms.folding import fold, lower

EVIDENCE = [
    "Police used stop‑and‑search in Hackney.",
    "The Met’s officers Tasered him!",
    "Officers used “excessive\u00a0force” on the man, the IOPC said.",
    "Hackney Council wrote to the Metropolitan Police.",
    "Vigil outside Stoke Newington police station",
]
FILLER = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("🚓👮🏽‍♀️İıßﬁ\u0301\u200b\ufeff‘’“”–—-\u00a0\n.!?'\" "),
    ),
    max_size=30,
)
TEXTS = st.lists(st.one_of(FILLER, st.sampled_from(EVIDENCE)), max_size=8).map(" ".join)


def articles(headline: str, body: str) -> pa.Table:
    return pa.table({"article_id": ["a"], "headline": [headline], "body": [body]})


@given(headline=TEXTS, body=TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_span_holds_its_text(headline, body):
    table = articles(headline, body)
    texts = {"headline": headline, "body": body}
    topic_hits, entity_hits = transforms.topics(table), transforms.entities(table)
    for row in transforms.mentions(topic_hits, entity_hits).to_pylist():
        assert texts[row["field"]][row["start"] : row["end"]] == row["text"] != ""


@given(before=FILLER.filter(lambda text: not text[-1:].isalnum()))
@settings(max_examples=100, deadline=None)
def test_evidence_is_found_wherever_it_stands(before):
    body = f"{before}\n\nPolice used stop and search in Brixton. Stop and search is rare, officers said."
    hits = transforms.topics(articles("Stop and search rises", body)).to_pylist()
    start = body.index("stop and search")
    assert any(hit["field"] == "body" and hit["start"] <= start < hit["end"] for hit in hits)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_spans_of_entities_never_overlap_and_those_of_one_topic_neither(body):
    table = articles("", body)
    rows = transforms.mentions(transforms.topics(table), transforms.entities(table)).to_pylist()
    lanes: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        lanes.setdefault("entity" if row["kind"] == "entity" else row["tag"], []).append(
            (row["start"], row["end"])
        )
    for lane in lanes.values():
        ordered = sorted(lane)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(ordered))


def test_folding_moves_nothing_in_any_code_point():
    grown = [hex(n) for n in range(sys.maxunicode + 1) if len(lower(fold(chr(n)))) != 1]
    assert grown == []


def test_mentions_hold_both_kinds_in_the_promised_shape():
    table = articles("Met officers Tasered man", "He was Tasered by police in Hackney.")
    found = transforms.mentions(transforms.topics(table), transforms.entities(table))
    assert found.schema.equals(schemas.MENTIONS)
    assert {(row["kind"], row["tag"]) for row in found.to_pylist()} >= {
        ("topic", "taser"),
        ("entity", "metropolitan-police"),
        ("entity", "hackney"),
    }


@pytest.mark.parametrize(
    "first", ["transforms.taxonomy", "transforms.gazetteer", "transforms.schemas", "transforms"]
)
def test_topics_stays_the_function_whatever_is_imported_first(first):
    modules = [module.name for module in pkgutil.iter_modules(transforms.__path__, "transforms.")]
    assert "transforms.tagging" in modules
    lines = [f"import {first}", *(f"import {name}" for name in modules), "import transforms"]
    lines += ["assert transforms.topics.__module__ == 'transforms.tagging', transforms.topics"]
    lines += ["assert transforms.gazetteer.load and transforms.taxonomy.load"]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
