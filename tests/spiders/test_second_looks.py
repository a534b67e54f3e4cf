"""The ladder of second looks, and what a look remembers for the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.outcomes import Outcome
from spiders.page_text import text_digest
from spiders.second_looks import LADDER, LOOKED_AFTER_FOR, MOST_LOOKS, Look, Version, due, leads_home, seen

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST = Look("k", "https://e.test/a", NOON, NOON, NOON, etag='"1"', payload="p1", text="t1")
PAGE = "<html><h1>Police line changed after the meeting was held</h1><p>{}</p>{}</html>"
LONG = "Officers said that the matter had been passed on to the department."


@pytest.mark.parametrize(
    ("looked_after", "due_after"),
    [
        (timedelta(0), 15 * MINUTE),
        (15 * MINUTE, HOUR),
        (50 * MINUTE, HOUR),
        (5 * HOUR, DAY),
        (DAY, 3 * DAY),
        (4 * DAY, 30 * DAY),
        (30 * DAY, None),
    ],
)
def test_ladder(looked_after: timedelta, due_after: timedelta | None) -> None:
    look = replace(FIRST, fetched_at=NOON + looked_after)
    assert look.due_at == (None if due_after is None else NOON + due_after)


def test_a_change_starts_the_ladder_anew() -> None:
    at = NOON + 2 * DAY
    kept = seen(FIRST, Outcome.FETCHED, at, Version('"2"', None, "p2", "t2"))
    changed = replace(FIRST, fetched_at=at, **kept)
    assert (changed.changed_at, changed.first_at, changed.due_at) == (at, NOON, at + 15 * MINUTE)


def test_a_new_advertisement_is_no_change() -> None:
    kept = seen(FIRST, Outcome.FETCHED, NOON + DAY, Version('"2"', None, "p2", "t1"))
    assert (kept["changed_at"], kept["payload"], kept["etag"]) == (NOON, "p2", '"2"')


def test_a_page_vanishes_once_and_may_come_back() -> None:
    gone = replace(FIRST, fetched_at=NOON + DAY, **seen(FIRST, Outcome.VANISHED, NOON + DAY, Version()))
    still = replace(gone, **seen(gone, Outcome.VANISHED, NOON + 2 * DAY, Version()))
    back = seen(still, Outcome.FETCHED, NOON + 3 * DAY, Version(None, None, "p1", "t1"))
    assert (gone.changed_at, still.changed_at, gone.conditions(NOON + DAY)) == (NOON + DAY, NOON + DAY, {})
    assert back["changed_at"] == NOON + 3 * DAY


@pytest.mark.parametrize("outcome", [Outcome.TIMEOUT, Outcome.BLOCKED, Outcome.PAYWALLED, Outcome.UNCHANGED])
def test_a_look_that_showed_nothing_new_keeps_what_was_known(outcome: Outcome) -> None:
    kept = seen(FIRST, outcome, NOON + DAY, Version("other", "other", "other", "other"))
    assert replace(FIRST, **kept) == FIRST


@pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.CANCELLED])
def test_a_look_that_was_not_taken_stays_due(outcome: Outcome) -> None:
    assert seen(FIRST, outcome, NOON + DAY, Version()) == {}


def test_only_what_was_served_is_looked_at_again() -> None:
    assert seen(None, Outcome.GONE, NOON, Version()) == {}
    assert seen(None, Outcome.FETCHED, NOON, Version(text="t"))["first_at"] == NOON


@pytest.mark.parametrize(
    ("first", "final_url", "payload", "outcome"),
    [
        (Outcome.GONE, "https://e.test/a", None, Outcome.VANISHED),
        (Outcome.FETCHED, "https://e.test/", "p9", Outcome.VANISHED),
        (Outcome.NOT_HTML, "https://e.test/", "p9", Outcome.VANISHED),
        (Outcome.FETCHED, "https://e.test/a", "p1", Outcome.UNCHANGED),
        (Outcome.FETCHED, "https://e.test/moved", "p1", Outcome.UNCHANGED),
        (Outcome.FETCHED, "https://e.test/a", "p2", Outcome.FETCHED),
        (Outcome.UNCHANGED, "https://e.test/a", "empty", Outcome.UNCHANGED),
        (Outcome.BLOCKED, "https://e.test/a", "p2", Outcome.BLOCKED),
    ],
)
def test_what_a_second_look_comes_to(
    first: Outcome, final_url: str, payload: str | None, outcome: Outcome
) -> None:
    assert FIRST.outcome(first, final_url, payload) is outcome


def test_the_last_look_takes_nobodys_word() -> None:
    assert FIRST.conditions(NOON + 3 * DAY) == {"If-None-Match": '"1"'}
    assert FIRST.conditions(NOON + 30 * DAY) == {}


def test_front_page_is_no_sign_for_who_asked_for_it() -> None:
    assert not leads_home("https://e.test/", "https://e.test/")
    assert leads_home("https://e.test/a", "https://www.e.test")


def test_the_longest_due_come_first_and_not_all_at_once() -> None:
    many = {
        str(n): replace(FIRST, key=str(n), changed_at=NOON - n * MINUTE, fetched_at=NOON - n * MINUTE)
        for n in range(900)
    }
    found = due(many, NOON)
    assert (len(found), next(iter(found))) == (MOST_LOOKS, "899")
    assert "14" not in due({"14": many["14"]}, NOON)


def test_the_newest_are_due_at_once_if_somebody_asks_unless_they_are_done() -> None:
    early = {str(n): replace(FIRST, key=str(n), offered_at=NOON - n * DAY) for n in range(5)}
    done = replace(FIRST, key="done", offered_at=NOON + DAY, fetched_at=NOON + 40 * DAY)
    looks = {**early, "done": done, "old": replace(FIRST, key="old", first_at=NOON - 9 * DAY)}
    assert due(looks, NOON) == {}
    assert set(due(looks, NOON, 3)) == {"0", "1", "2"}
    assert set(due(looks, NOON, 99)) == {*early, "old"}


@pytest.mark.parametrize(
    ("page", "is_same"),
    [
        (PAGE.format(LONG, "<script>token = 7</script>"), True),
        (PAGE.format(LONG, "<p>3 minutes ago</p>"), True),
        (PAGE.format(LONG, f"<aside><p>{LONG} {LONG}</p></aside>"), True),
        (PAGE.format(LONG.replace(" that", "\n  that"), ""), True),
        (PAGE.format(LONG.replace("Officers", "Detectives"), ""), False),
        (PAGE.format(LONG, f"<p>{LONG} It was amended.</p>"), False),
        (PAGE.replace("changed", "kept").format(LONG, ""), False),
    ],
)
def test_text_digest_sees_what_a_reader_sees(page: str, is_same: bool) -> None:
    usual = text_digest(PAGE.format(LONG, "").encode(), "utf-8")
    assert (text_digest(page.encode(), "utf-8") == usual) is is_same


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "cp1252", "no-such-encoding"]))
def test_any_bytes_have_a_digest(body: bytes, encoding: str) -> None:
    assert text_digest(body, encoding) == text_digest(body, encoding)


@given(st.lists(st.tuples(st.integers(0, 50_000), st.booleans()), max_size=60))
def test_looks_come_to_an_end_however_often_the_page_changes(steps: list[tuple[int, bool]]) -> None:
    look = FIRST
    for late, changes in steps:
        if look.due_at is None:
            return
        at = look.due_at + late * MINUTE
        assert look.due_at > look.fetched_at, "never twice at once"
        assert look.due_at - look.first_at <= LOOKED_AFTER_FOR
        now = Version(text=str(at) if changes else look.text)
        look = replace(look, fetched_at=at, **seen(look, Outcome.FETCHED, at, now))
    calm = [step for step in steps if not step[1]]
    assert len(calm) <= len(LADDER) * (1 + len(steps) - len(calm)) or look.due_at is None
