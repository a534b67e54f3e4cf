"""Sentences as British papers print them: whoever speaks in them has the role that a reader would give."""

import tomllib
from pathlib import Path

import pyarrow as pa
import pytest

import transforms
from transforms.roles import ROLES

LOTS = tomllib.loads(Path(__file__).with_name("speakers.toml").read_text(encoding="utf-8"))
MAY_BE_WRONG = {  # as measured: what was put aside says how often another desk's speakers are read wrong
    "first.looked_at": 0, "first.aside": 3, "second.looked_at": 1, "second.aside": 2, "third.looked_at": 5,
}  # fmt: skip


def spoken(written: str) -> tuple[str, int, int]:
    """Return the sentence without the marks < and >, and where what they held lies in it."""
    before, rest = written.split("<")
    said, after = rest.split(">")
    return before + said + after, len(before), len(before) + len(said)


def roles(written: list[str]) -> list[str | None]:
    """Return the role of who says the marked words of each sentence; None if nobody is found to say them."""
    bodies = [spoken(one) for one in written]
    articles = pa.table(
        {"article_id": [str(n) for n in range(len(bodies))], "body": [one[0] for one in bodies]}
    )
    found: list[str | None] = [None] * len(bodies)
    for row in transforms.voices(articles).to_pylist():
        nth = int(row["article_id"])
        _, start, end = bodies[nth]
        if min(row["end"], end) - max(row["start"], start) > (end - start) / 2:
            found[nth] = found[nth] or row["role"]
    return found


@pytest.mark.parametrize("lot", MAY_BE_WRONG)
def test_speakers_have_the_role_a_reader_gives_them(lot: str) -> None:
    name, part = lot.split(".")
    asked = [(role, one) for role, sentences in LOTS[name][part].items() for one in sentences]
    assert {role for either, _ in asked for role in either.split("|")} <= set(ROLES)
    wrong = [
        f"{found}, not {role}: {sentence}"
        for (role, sentence), found in zip(asked, roles([one for _, one in asked]), strict=True)
        if found not in role.split("|")
    ]
    share = 1 - len(wrong) / len(asked)
    print(f"{lot}: {share:.3f} of {len(asked)}")
    assert len(wrong) <= MAY_BE_WRONG[lot], "\n".join(wrong)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("other", "Unison said <the libraries would be missed>."),
        ("other", "Ada Rowe, regional secretary of Unison, said <the libraries would be missed>."),
        ("other", "The GMB union said <refuse workers deserved better>."),
        ("other", "PCS said <Home Office staff would walk out>."),
        ("other", "The Public and Commercial Services Union said <job centres would close>."),
        ("police_federation", "Unison, which represents police staff, said <the control room would close>."),
        ("police_federation", "Ada Rowe, of Unison’s police branch, said <the control room would close>."),
        (
            "police_federation",
            "Ada Rowe, Unison’s national officer for police staff, said <it was too late>.",
        ),
        ("police_federation", "GMB, which represents PCSOs in Kent, said <the cuts were reckless>."),
        ("police_federation", "The PCS union, which represents Met staff, said <morale was low>."),
        ("police_federation", "The Police Superintendents’ Association said <morale was low>."),
    ],
)
def test_a_union_speaks_for_police_only_where_it_is_said_to(role: str, sentence: str) -> None:
    assert roles([sentence]) == [role]
