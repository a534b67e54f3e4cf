"""Who speaks first, who speaks alone, and who is answered: three counts over the same articles."""

from datetime import UTC, date, datetime

import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

AT = datetime(2026, 8, 5, 12, tzinfo=UTC)
SPOKEN = {  # article: outlet and the roles of its quotations in order; None: nobody is named
    "a1": ("gazette", ["police_force", "family", "resident"]),
    "a2": ("gazette", ["police_federation", "unnamed_police_source"]),
    "a3": ("voice", [None, "campaigner"]),
    "a4": ("voice", ["academic"]),
    "a5": ("voice", [None]),
}


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("speaking"))
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    articles = [tagged(name, AT, outlet, body="Officers said so.") for name, (outlet, _) in SPOKEN.items()]
    early = {"days": 6, "day": date(2026, 8, 10), "run_id": "r3"}
    takes = [
        take(),
        take("voice", days=10, run_id="r2"),
        take("voice", **early),
    ]  # blind for ten days between
    nobody = dict.fromkeys(("speaker_start", "speaker_end", "speaker_text"))
    heard = [
        {"article_id": name, "position": nth, "role": role or "other", **({} if role else nobody)}
        for name, (_, roles) in SPOKEN.items()
        for nth, role in enumerate(roles, 1)
    ]
    lake.commit("2026-08-31", together(*articles, *takes, {"voices": rows("voices", *heard)}), day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("first_voice()", [(role, 1, 0.25, 2, 1) for role in ("academic", "campaigner", "police_federation",
                                                        "police_force")]),
        ("first_voice(outlet := 'gazette')", [
            ("police_federation", 1, 0.5, 1, 0),
            ("police_force", 1, 0.5, 1, 0),
        ]),
        ("single_source()", [("gazette", 2, 1, 0.5, 31, 31), ("voice", 2, 0, 0.0, 31, 18)]),
        ("right_of_reply()", [("gazette", 1, 1, 1.0, 31, 31), ("voice", 1, 0, 0.0, 31, 18)]),
        ("right_of_reply('taser')", []),
        ("seen_days(since := date '2026-08-20')", [("gazette", 12, 12), ("voice", 12, 11)]),
        ("single_source(until := date '2026-08-04')", []),
        ("article_voices('stop-and-search', outlet := 'voice')", [
            ("a3", "voice", "campaigner", False, True, False),
            ("a4", "voice", "academic", False, False, False),
        ]),
    ],
)  # fmt: skip
def test_articles_are_counted_by_who_speaks(con, asked, answered):
    assert con.execute(f"from {asked}").fetchall() == answered
