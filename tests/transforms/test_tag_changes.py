"""What other rules found in the same texts is told span by span, and both versions can be made of it."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

import transforms
from transforms import schemas
from transforms.tag_changes import FACT

MET = {
    "article_id": "a1",
    "kind": "entity",
    "tag": "met",
    "field": "body",
    "start": 4,
    "end": 7,
    "text": "Met",
}
SAID = {
    "article_id": "a1", "position": 1, "start": 10, "end": 20, "kind": "direct", "words": 2,
    "speaker_text": "she", "speaker_name": "Ann Lee", "role": "other",
}  # fmt: skip

LEE = {
    "article_id": "a1", "person_id": 1, "name": "Ann Lee", "variants": [], "is_variant": False,
    "mentions": [{"start": 3, "end": 10, "text": "Ann Lee"}], "version": "p2",
}  # fmt: skip


def mentions(*rows: dict, version: str) -> pa.Table:
    filled = [{"rule": "Met", **row, "version": version} for row in rows]
    return pa.Table.from_pylist(filled, schema=schemas.MENTIONS)


def voices(version: str, **more: object) -> pa.Table:
    return pa.Table.from_pylist([SAID | more | {"version": version}], schema=schemas.VOICES)


def test_the_same_found_by_other_rules_is_no_change():
    before = {"mentions": mentions(MET, version="g1"), "voices": voices("v1")}
    after = {"mentions": mentions(MET, version="g2"), "voices": voices("v2")}
    assert transforms.tag_changes(before, after).num_rows == 0


def test_a_role_told_otherwise_is_dropped_and_added_with_the_rules_that_found_it():
    changed = transforms.tag_changes({"voices": voices("v1")}, {"voices": voices("v2", role="resident")})
    told = [(row["change"], row["tag"], row["name"], row["version"]) for row in changed.to_pylist()]
    assert told == [("dropped", "other", "Ann Lee", "v1"), ("added", "resident", "Ann Lee", "v2")]
    assert {(row["start"], row["end"]) for row in changed.to_pylist()} == {(10, 20)}


def test_topics_are_compared_elsewhere_and_a_table_that_was_not_there_had_no_rows():
    topic = MET | {"kind": "topic", "tag": "taser"}
    changed = transforms.tag_changes({}, {"mentions": mentions(MET, topic, version="g2")})
    assert [(row["kind"], row["change"], row["tag"]) for row in changed.to_pylist()] == [
        ("entity", "added", "met")
    ]


def test_people_and_the_beat_say_what_the_article_says():
    lee = LEE | {"role": "Vigil organiser"}
    beat = {"article_id": "a1", "score": 0.75, "is_on_beat": True, "reasons": [], "version": "r2"}
    after = {
        "people": pa.Table.from_pylist([lee], schema=schemas.PEOPLE),
        "relevance": pa.Table.from_pylist([beat], schema=schemas.RELEVANCE),
    }
    told = {row["kind"]: row for row in transforms.tag_changes({}, after).to_pylist()}
    assert (told["person"]["name"], told["person"]["detail"]) == ("Ann Lee", "Vigil organiser")
    assert (told["person"]["start"], told["person"]["end"]) == (3, 10)
    assert (told["beat"]["tag"], told["beat"]["detail"], told["beat"]["field"]) == ("on", "0.750", None)


SPANS = st.sets(st.tuples(st.sampled_from(["met", "iopc"]), st.integers(0, 5)), max_size=8)


@given(SPANS, SPANS)
def test_today_without_what_was_added_and_with_what_was_dropped_is_what_was_before(old, new):
    def table(spans, version):
        rows = (MET | {"tag": tag, "start": start, "end": start + 3} for tag, start in sorted(spans))
        return {"mentions": mentions(*rows, version=version)}

    changed = transforms.tag_changes(table(old, "g1"), table(new, "g2")).to_pylist()
    added, dropped = (
        {(row["tag"], row["start"]) for row in changed if row["change"] == change}
        for change in ("added", "dropped")
    )
    assert (new - added) | dropped == old
    assert added <= new and not dropped & new
    assert len({(*(row[name] for name in FACT), row["change"]) for row in changed}) == len(changed)
