"""When a source is asked again: each decision by table, and what holds for any history, by hypothesis."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders import polling
from spiders.kinds.offer import Offer, Reading
from spiders.outcomes import Outcome
from spiders.polling import Act
from spiders.records import SourceState, as_json

URL = "https://www.echo.test/rss"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def reading(*stories: int | str) -> Reading:
    return Reading(
        tuple(Offer(f"https://www.echo.test/{story}", NOON, f"Story {story}") for story in stories)
    )


def state(**changes: object) -> SourceState:
    given = {"etag": '"e"', "last_modified": "Sun, 22 Nov 2026 06:00:00 GMT"}
    before = polling.read(None, URL, NOON - 6 * HOUR, reading(1, 2, 3, 4), {})
    return replace(before, **({"due_at": NOON} | given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "all_due", "act", "asks_with"),
    [
        ({}, False, Act.ASK, {"If-None-Match", "If-Modified-Since"}),
        ({"etag": None}, False, Act.ASK, {"If-Modified-Since"}),
        ({"is_trusted": False}, False, Act.ASK, set()),
        ({"polls_since_full": 8}, False, Act.ASK, {"If-None-Match", "If-Modified-Since"}),
        ({"polls_since_full": 9}, False, Act.ASK, set()),
        ({"due_at": NOON + HOUR}, False, Act.REST, set()),
        ({"due_at": NOON + HOUR}, True, Act.ASK, {"If-None-Match", "If-Modified-Since"}),
        ({"due_at": NOON + HOUR, "failures": 0.5}, False, Act.BACK_OFF, set()),
        ({"due_at": NOON + HOUR, "failures": 0.5}, True, Act.ASK, {"If-None-Match", "If-Modified-Since"}),
        ({"wait_until": NOON + HOUR, "failures": 0.5}, False, Act.BACK_OFF, set()),
        ({"wait_until": NOON + HOUR, "failures": 0.5}, True, Act.BACK_OFF, set()),
        (
            {"wait_until": NOON - HOUR, "failures": 0.5},
            False,
            Act.ASK,
            {"If-None-Match", "If-Modified-Since"},
        ),
    ],
)
def test_plan(changes: dict[str, object], all_due: bool, act: Act, asks_with: set[str]) -> None:
    plan = polling.plan(state(**changes), NOON, all_due=all_due)
    assert (plan.act, set(plan.headers or {})) == (act, asks_with)


def test_a_source_never_polled_is_asked_in_full() -> None:
    assert polling.plan(None, NOON) == polling.Plan(Act.ASK)


def test_every_tenth_poll_of_a_feed_that_never_changes_is_unconditional() -> None:
    now, known, conditional = NOON, state(), []
    for _ in range(30):
        now = known.due_at
        plan = polling.plan(known, now)
        conditional.append(plan.is_conditional)
        known = (
            polling.unchanged(known, now)
            if plan.is_conditional
            else polling.read(known, URL, now, reading(1, 2, 3, 4), {"etag": '"e"'})
        )
    assert [number for number, was in enumerate(conditional, 1) if not was] == [10, 20, 30]


@pytest.mark.parametrize(
    ("listed", "new_at", "minutes"),
    [
        ((5, 6, 7, 8), NOON - DAY, 300),  # all new: an hour faster
        ((4, 5, 6, 7), NOON - DAY, 300),
        ((2, 3, 4, 5), NOON - DAY, 360),  # three of four seen: as it is
        ((1, 2, 3, 4), NOON - DAY, 370),  # nothing new today, but of late: ten minutes slower
        ((1, 2, 3, 4), NOON - 40 * DAY, 420),  # nothing new for long: an hour slower
    ],
)
def test_interval_follows_the_share_of_items_seen(
    listed: tuple[int, ...], new_at: datetime, minutes: int
) -> None:
    after = polling.read(state(on_time=2, new_at=new_at), URL, NOON, reading(*listed), {})
    assert (after.interval_minutes, after.due_at) == (minutes, NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize("when", [NOON - HOUR, NOON + 7 * HOUR])
def test_polls_early_or_late_do_not_change_the_interval(when: datetime) -> None:
    after = polling.read(state(on_time=5), URL, when, reading(5, 6), {})
    assert (after.interval_minutes, after.on_time) == (360, 0)


@pytest.mark.parametrize(
    ("listed", "share"), [((1, 2, 3, 4), 1.0), ((4, 5), 0.5), ((5, 6), 0.0), ((), None), ((1, "1#top"), 1.0)]
)
def test_overlap_with_the_reading_before(listed: tuple[int, ...], share: float | None) -> None:
    assert polling.overlap(state(), polling.marks(reading(*listed))) == share


def test_a_first_reading_overlaps_with_nothing_and_loses_nothing() -> None:
    assert polling.overlap(None, polling.marks(reading(1))) is None
    assert polling.overlap(state(marks=()), polling.marks(reading(1))) is None


@pytest.mark.parametrize(
    ("outcome", "weight"),
    [(Outcome.UNREADABLE, 1.0), (Outcome.GONE, 0.5), (Outcome.BLOCKED, 0.5), (Outcome.TIMEOUT, 0.25)],
)
def test_back_off_is_linear_in_the_weight_of_failures(outcome: Outcome, weight: float) -> None:
    once = polling.failed(state(), URL, NOON, outcome)
    twice = polling.failed(once, URL, once.due_at, outcome)
    assert (once.failures, once.due_at - NOON) == (weight, 6 * HOUR * weight)
    assert (twice.failures, twice.due_at - once.due_at) == (2 * weight, 6 * HOUR * 2 * weight)
    assert polling.unchanged(twice, twice.due_at).failures == 0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("Sun, 22 Nov 2026 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 12:02:00 -0000", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("9" * 400, 24 * 3600),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_both_forms(header: str | None, seconds: float | None) -> None:
    wait = polling.retry_after(header, NOON)
    assert (None if wait is None else wait.total_seconds()) == seconds


def test_retry_after_is_honoured_up_to_a_day_and_jitter_added() -> None:
    asked = polling.failed(state(), URL, NOON, Outcome.BLOCKED, wait=30 * HOUR, jitter=0.5)
    assert asked.wait_until == asked.due_at == NOON + 24 * HOUR + timedelta(minutes=30)
    short = polling.failed(state(), URL, NOON, Outcome.BLOCKED, wait=timedelta(seconds=1))
    assert short.due_at == NOON + 3 * HOUR, "the back-off holds where it is longer"


def test_unchanged_that_was_false_is_not_believed_again() -> None:
    before = state(polls_since_full=9)
    same = polling.read(before, URL, NOON, reading(1, 2, 3, 4), {})
    new = polling.read(before, URL, NOON, reading(2, 3, 4, 5), {})
    fewer = polling.read(before, URL, NOON, reading(2, 3, 4), {})
    assert [polling.may_have_lied(before, after) for after in (same, new, fewer)] == [False, True, False]
    assert not polling.may_have_lied(replace(before, polls_since_full=0), new), "it was never told"
    caught = polling.with_false_unchanged(new)
    assert (caught.false_unchanged, polling.plan(caught, caught.due_at).headers) == (1, {})


def test_of_a_long_sitemap_the_same_sample_is_compared() -> None:
    many = reading(*range(5000))
    before = polling.read(None, URL, NOON - DAY, many, {})
    assert len(before.marks) == polling.MOST_MARKS
    assert polling.overlap(before, polling.marks(many)) == 1.0
    windowed = polling.read(replace(before, polls_since_full=3), URL, NOON, reading(*range(1000, 5000)), {})
    assert not polling.may_have_lied(replace(before, polls_since_full=3), windowed), "it only lists less"


acts = st.one_of(
    st.tuples(st.just("read"), st.lists(st.integers(0, 30), max_size=12).map(tuple)),
    st.tuples(st.just("unchanged"), st.just(())),
    st.tuples(st.sampled_from([Outcome.TIMEOUT, Outcome.GONE, Outcome.UNREADABLE]), st.just(())),
)


@given(st.lists(st.tuples(acts, st.integers(0, 3000)), max_size=40))
def test_any_history_leaves_a_state_that_asks_again_and_survives_its_json(
    history: list[tuple[tuple[object, tuple[int, ...]], int]],
) -> None:
    now, known = NOON, state()
    for (act, listed), minutes in history:
        now += timedelta(minutes=minutes)
        if act == "read":
            known = polling.read(known, URL, now, reading(*listed), {"etag": '"x"'})
        elif act == "unchanged":
            known = polling.unchanged(known, now)
        else:
            assert isinstance(act, Outcome)
            known = polling.failed(known, URL, now, act)
        assert polling.SHORTEST <= known.interval_minutes <= polling.LONGEST
        assert now < known.due_at <= now + polling.LONGEST_BACK_OFF
        assert known.failures >= 0
        assert polling.plan(known, known.due_at).act is Act.ASK
        assert polling.plan(known, now).act is (Act.BACK_OFF if known.failures else Act.REST)
    assert SourceState.from_fields(json.loads(as_json(known))) == known
