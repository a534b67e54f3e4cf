"""A run's journal, replayed, adds up to what a person sees; a hostile reason does not reach the terminal."""

import datetime as dt
from io import StringIO

import pytest
from rich.console import Console

from beatbook.progress import Progress
from beatbook.progress_face import Watch, picture

START = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


def event(second: int, stage: str, what: str, **more: object) -> dict[str, object]:
    at = (START + dt.timedelta(seconds=second)).isoformat()
    return {"at": at, "stage": stage, "event": what, **more}


RUN = [
    event(0, "collect", "stage_started", total=3),
    event(1, "collect", "outlet_started", outlet="daily-ledger"),
    event(2, "collect", "outlet_progress", outlet="daily-ledger", offered=10, fetched=4),
    event(3, "collect", "outlet_started", outlet="the-comet"),
    event(
        4,
        "collect",
        "outlet_done",
        outlet="daily-ledger",
        offered=200,
        fetched=194,
        outcomes={"gone": 2, "fetched": 194, "robots_denied": 3, "off_domain": 1},
    ),
    event(5, "collect", "outlet_failed", outlet="the-comet", reason="503 \x1b[2J from its feed"),
    event(9, "collect", "stage_done"),
    event(9, "refine", "stage_started", total=2),
    event(10, "refine", "step", name="articles"),
    event(11, "refine", "outlet_done", outlet="daily-ledger", offered=200, fetched=194, kept=190),
]


@pytest.fixture
def progress():
    told = Progress()
    for one in RUN:
        told.note(one)
    return told


def test_stages_add_up(progress):
    collect, refine, publish, site = progress.stages.values()
    assert (collect.state, collect.done, collect.failed, collect.seconds(START)) == ("done", 1, 1, 9.0)
    assert (refine.state, refine.step) == ("running", "articles")
    assert publish.state == site.state == "waiting"


def test_an_outlet_says_what_was_kept_and_why_the_rest_was_not(progress):
    ledger = progress.outlets["daily-ledger"]
    assert (ledger.offered, ledger.fetched, ledger.kept) == (200, 194, 190)
    assert ledger.dropped() == "3 robots_denied, 2 gone, 1 off_domain"


def test_a_failed_outlet_says_why(progress):
    assert progress.outlets["the-comet"].state == "failed"
    assert "503" in progress.outlets["the-comet"].reason


def test_an_outlet_that_fails_in_every_try_fails_once(progress):
    for second in (6, 7):
        progress.note(event(second, "collect", "outlet_started", outlet="the-comet"))
        progress.note(event(second, "collect", "outlet_failed", outlet="the-comet", reason="still 503"))
    assert progress.stages["collect"].failed == 1


def test_events_nobody_knows_yet_change_nothing(progress):
    before = {name: stage.done for name, stage in progress.stages.items()}
    progress.note(event(12, "refine", "moon_phase"))
    progress.note(event(12, "dream", "step", name="x"))
    assert {name: stage.done for name, stage in progress.stages.items()} == before


def test_without_a_terminal_there_is_a_line_an_event_and_a_table_at_the_end():
    written = StringIO()
    with Watch(Progress(), Console(file=written, width=100, markup=False)) as watch:
        for one in RUN:
            watch.note(one)
    text = written.getvalue()
    assert "daily-ledger: 200 offered, 194 fetched" in text
    assert "the-comet: FAILED, 503" in text
    assert "3 robots_denied, 2 gone, 1 off_domain" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ([], False),  # BEATBOOK_SITE=off
        ([event(12, "site", "stage_started", total=10), event(13, "site", "step", name="voices")], True),
    ],
)
def test_the_site_has_a_row_once_it_is_begun(progress, more, shown):
    console = Console(file=StringIO(), width=80, markup=False)
    for one in more:
        progress.note(one)
    console.print(picture(progress, START))
    text = console.file.getvalue()
    assert (" site " in text, "1/10  voices" in text) == (shown, shown)
    assert " publish " in text


def test_on_a_terminal_escapes_of_others_stay_outside(progress):
    console = Console(file=StringIO(), width=80, force_terminal=True, markup=False)
    with console.capture() as captured:
        console.print(picture(progress, START))
    assert "\x1b[2J" not in captured.get()


def test_more_outlets_than_rows_are_counted(progress):
    for number in range(61):
        progress.note(event(12, "collect", "outlet_started", outlet=f"outlet-{number}"))
    console = Console(file=StringIO(), width=80, markup=False)
    console.print(picture(progress, START, room=10))
    assert "and 53 more outlets" in console.file.getvalue()
