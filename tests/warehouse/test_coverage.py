"""Coverage: whether a day without articles means that the outlet was silent, or that we were blind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from lake_rows import CATALOGUE, DAY, rows, tagged, take, together

from warehouse.build import building
from warehouse.exposing import Exposed
from warehouse.statements import BUILT, Statement, in_order, statements


def at(day: int, hour: int = 12, month: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def needed(label: str) -> list[Statement]:
    """Return the statements that make one table and all it comes after."""
    made = {each.label: each for folder in BUILT for each in statements(folder)}
    wanted, open_ = set[str](), [label]
    while open_:
        wanted.add(now := open_.pop())
        open_ += [after for after in made[now].after if after not in wanted]
    return in_order(made[name] for name in wanted)


@pytest.fixture
def days(lake, tmp_path):
    """Return a function: the coverage of one outlet by day, after these batches were committed."""

    def covered(*batches: dict, outlet: str = "gazette") -> dict[date, dict]:
        version = lake.commit("b", together(*batches), day=DAY)
        with building(tmp_path / "w.duckdb", tmp_path) as con:
            Exposed(con).show(lake.live(version))
            con.execute("use warehouse")
            for each in needed("coverage"):
                con.execute(each.text)
            found = con.execute("from coverage").to_arrow_table().to_pylist()
        return {row["day"]: row for row in found if row["outlet"] == outlet}

    return covered


def states(covered: dict[date, dict]) -> str:
    """Return a letter a day: up, Degraded, or x for blind."""
    return "".join({"up": "u", "degraded": "D", "blind": "x"}[row["state"]] for row in covered.values())


def polls(*given: dict) -> dict:
    """Return readings of sitemaps a, b ... in run r1 on 31 August: outcome, and the days they list."""
    made = []
    for letter, poll in zip("abc", given, strict=False):
        address = {
            "source_url": f"https://gazette.example/sitemap-{letter}.xml?page=1",
            "polled_at": at(31, 5),
        }
        made.append(address | poll)
    moments = {"day": DAY, "started_at": at(31, 5), "finished_at": at(31, 6)}
    return {"polls": rows("polls", *made), "runs": rows("runs", moments)}


def test_a_take_speaks_for_all_days_since_its_oldest_item(days):
    covered = days(take(days=3))
    assert list(covered) == [date(2026, 8, 28) + timedelta(n) for n in range(4)]
    assert states(covered) == "uuuu"
    assert {row["reason"] for row in covered.values()} == {None}


def test_an_outlet_that_was_never_asked_has_no_row(days):
    assert days(take(days=3), outlet="voice") == {}


def test_a_feed_without_dates_speaks_for_its_own_day(days):
    assert states(days(take(oldest_at=None, newest_at=None))) == "u"


def test_days_that_only_a_failed_sitemap_could_show_are_blind_and_say_which(days):
    covered = days(
        polls(
            {"oldest_at": at(20), "newest_at": at(22)},
            {"outcome": "server_error"},
            {"oldest_at": at(27), "newest_at": at(28)},
        )
    )
    assert states(covered) == "uuu" + "xxxx" + "uu" + "xx" + "u"
    reasons = {row["reason"] for row in covered.values() if row["state"] == "blind"}
    assert reasons == {"sitemap-b.xml answered server_error"}


def test_a_later_take_that_reads_everything_heals_the_gap(days):
    gap = polls({"oldest_at": at(20), "newest_at": at(22)}, {"outcome": "server_error"})
    healed = take(days=20, day=date(2026, 9, 1), run_id="r2")
    assert set(states(days(gap, healed))) == {"u"}


def test_a_source_read_at_the_second_try_was_read(days):
    again = polls({"outcome": "timeout"})
    again["polls"] = rows(
        "polls", {"outcome": "timeout", "polled_at": at(31, 5)}, {"oldest_at": at(29), "polled_at": at(31, 6)}
    )
    assert states(days(again)) == "uuu"


def test_a_take_that_read_nothing_is_blind_on_its_day(days):
    covered = days(take(outcome="timeout", oldest_at=None, newest_at=None))
    assert states(covered) == "x"
    assert covered[DAY]["reason"] == "feed answered timeout"


def test_a_crawl_that_died_before_it_asked_is_blind_and_says_how_it_ended(days):
    died = {"day": DAY, "started_at": at(31), "finished_at": at(31), "finish_reason": "shutdown"}
    covered = days({"runs": rows("runs", died)})
    assert (states(covered), covered[DAY]["reason"]) == ("x", "the take ended: shutdown")


def test_days_between_two_takes_that_neither_reaches_are_blind(days):
    covered = days(take(days=2, day=date(2026, 8, 20), run_id="r0"), take(days=2))
    assert states(covered) == "uuu" + "x" * 8 + "uuu"
    assert covered[date(2026, 8, 24)]["reason"] == "no feed or sitemap that was read reaches back to this day"


def test_what_only_an_unfinished_take_saw_is_degraded(days):
    cut = take(days=1)
    cut["runs"] = rows("runs", {"day": DAY, "started_at": at(31, 5), "finish_reason": "closespider_timeout"})
    covered = days(cut, {"fetches": rows("fetches", {"url": "u", "outcome": "gone"})})
    assert (states(covered), covered[DAY]["reason"]) == ("DD", "the take ended: closespider_timeout")


def test_a_take_that_failed_and_left_no_page_shows_nothing_though_its_feed_was_read(days):
    failed = take(days=1)
    failed["runs"] = rows("runs", {"day": DAY, "started_at": at(31, 5), "finish_reason": "killed"})
    covered = days(failed)
    assert (states(covered), covered[DAY]["reason"]) == ("x", "the take ended: killed")


def test_an_unchanged_feed_still_reaches_where_it_reached(days):
    first = take(days=2, day=date(2026, 8, 28), run_id="r0")
    unchanged = take(outcome="unchanged", oldest_at=None, newest_at=None)
    assert states(days(first, unchanged)) == "u" * 6


def test_fewer_articles_than_expected_degrade_a_whole_day_but_not_a_cut_one(days, lake):
    expecting = CATALOGUE["outlets"].to_pylist()
    expecting[0]["expect_min_per_day"] = 1
    lake.commit("catalogue", CATALOGUE | {"outlets": rows("outlets", *expecting)}, day=DAY)
    covered = days(take(days=3), tagged("a1", at(29)))
    assert states(covered) == "uuDu"
    assert covered[date(2026, 8, 30)]["reason"] == "kept 0, at least 1 expected"


def test_an_articles_day_is_londons(days):
    covered = days(take(days=30), tagged("a1", datetime(2026, 8, 4, 23, 30, tzinfo=UTC)))
    assert [day for day, row in covered.items() if row["kept"]] == [date(2026, 8, 5)]


def test_offered_counts_addresses_once_on_the_day_they_are_dated(days):
    fetched = rows(
        "fetches",
        {"url": "u1", "offered_at": at(30), "outcome": "gone"},
        {"url": "u2", "offered_at": datetime(2026, 8, 29, 23, 30, tzinfo=UTC), "outcome": "timeout"},
        {"url": "u3", "outcome": "gone"},
        {"url": "https://gazette.example/feed/", "kind": "feed"},
    )
    known = rows("fetches", {"url": "u1", "run_id": "r2", "offered_at": at(30), "outcome": "known"})
    covered = days(take(days=2), take(days=2, run_id="r2"), {"fetches": fetched}, {"fetches": known})
    assert [(row["offered"], row["polled"]) for row in covered.values()] == [(0, 0), (2, 0), (1, 2)]


def test_items_dated_tomorrow_do_not_stretch_the_reach(days):
    assert max(days(take(days=3, newest_at=at(9, month=9)))) == DAY


def kept(*days: int, month: int = 8) -> dict:
    """Return articles published on these days of the month, one for each time a day is named."""
    return together(*(tagged(f"k{month}-{day}-{nth}", at(day, month=month)) for nth, day in enumerate(days)))


def weekly(*counts: int) -> list[dict]:
    """Return a take that reaches back to 1 August, and so many articles on each Monday since the third."""
    mondays = [day for day, count in zip((3, 10, 17, 24), counts, strict=False) for _ in range(count)]
    return [
        take(days=30),
        take(days=1, day=date(2026, 9, 2), run_id="r2"),
        *([kept(*mondays)] if mondays else []),
    ]


def test_a_monday_without_articles_after_full_ones_has_dried_up(days):
    covered = days(*weekly(9, 8, 9, 8))
    assert covered[DAY]["state"] == "degraded"
    assert covered[DAY]["reason"] == "dried up: kept 0, 9 usual on a Monday"
    assert covered[DAY]["baseline"] == 8.5


def test_a_sunday_that_is_always_quiet_is_up(days):
    covered = days(*weekly(9, 8, 9, 8))
    assert (covered[date(2026, 8, 30)]["state"], covered[date(2026, 8, 30)]["baseline"]) == ("up", 0)


@pytest.mark.parametrize(
    ("before", "on_the_day", "state"),
    [
        ((9, 8, 9, 8), 8, "up"),
        ((9, 8, 9, 8), 4, "up"),
        ((9, 8, 9, 8), 1, "degraded"),
        ((9, 1, 15, 4), 1, "up"),  # an outlet that comes and goes
        ((1, 1, 1, 1), 0, "up"),  # one article more or less says nothing
        ((3, 3, 3, 3), 0, "up"),  # one day in twenty is such by chance
    ],
)
def test_dry_is_judged_by_what_is_usual_and_how_far_that_varies(days, before, on_the_day, state):
    covered = days(*weekly(*before), *([kept(*[31] * on_the_day)] if on_the_day else []))
    assert covered[DAY]["state"] == state


def test_a_week_of_silence_tells_what_a_day_cannot(days):
    covered = days(
        take(days=30), take(days=9, day=date(2026, 9, 2), run_id="r2"), kept(*range(3, 24), *range(3, 24))
    )
    assert {day for day, row in covered.items() if row["state"] == "degraded"} == {
        date(2026, 8, 30), DAY, date(2026, 9, 1)
    }  # fmt: skip
    assert covered[DAY]["reason"] == "dried up: kept nothing in seven days, 40 in the three weeks before"


def test_two_weeks_are_no_baseline(days):
    covered = days(take(days=14), take(days=1, day=date(2026, 9, 2), run_id="r2"), kept(17, 17, 24, 24))
    assert (covered[DAY]["baseline"], covered[DAY]["state"]) == (None, "up")


def test_the_last_day_is_cut_and_never_dry(days):
    covered = days(take(days=30), kept(*[3] * 9, *[10] * 9, *[17] * 9, *[24] * 9))
    assert (max(covered), covered[DAY]["state"], covered[DAY]["baseline"]) == (DAY, "up", 9)


def test_more_than_expected_is_a_warning_and_no_alarm(days, lake):
    expecting = CATALOGUE["outlets"].to_pylist()
    expecting[0] |= {"expect_min_per_day": 0, "expect_max_per_day": 2}
    lake.commit("catalogue", CATALOGUE | {"outlets": rows("outlets", *expecting)}, day=DAY)
    covered = days(take(days=3), kept(29, 30, 30, 30))
    assert [row["warning"] for row in covered.values()] == [None, None, "kept 3, at most 2 expected", None]
    assert set(states(covered)) == {"u"}
    assert {row["expected_max"] for row in covered.values()} == {2}


def test_a_source_that_is_not_due_is_neither_read_nor_failed(days):
    first = take(days=2, day=date(2026, 8, 30), run_id="r0")
    resting = take(outcome="not_due", items=0, oldest_at=at(28), newest_at=at(30))
    assert states(days(first, resting)) == "uuuu"


def test_a_source_that_we_must_leave_alone_is_a_failed_one(days):
    first = take(days=2, day=date(2026, 8, 28), run_id="r0")
    covered = days(first, take(outcome="backing_off", oldest_at=None, newest_at=None))
    assert states(covered) == "uuuxxx"
    assert covered[DAY]["reason"] == "feed answered backing_off"


def test_what_lay_between_two_readings_without_overlap_is_degraded(days):
    before = take(days=2, day=date(2026, 8, 26), run_id="r0")
    after = take(days=2, probable_loss=True, overlap=0.0)
    covered = days(before, after)
    assert states(covered) == "uu" + "DxxD" + "uu"
    reason = "probable loss: feed listed nothing that its reading before had listed"
    assert {row["reason"] for row in covered.values() if row["state"] != "up"} == {reason}
