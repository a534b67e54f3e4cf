"""The journal: lines appended by many, followed while they come."""

import json
import logging
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from warehouse.journal import Journal

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "book" / "journal.jsonl")


def followed(journal: Journal) -> list[dict]:
    """Return what a follower sees that is told at once to stop."""
    stop = threading.Event()
    stop.set()
    return list(journal.follow(stop))


def test_a_note_comes_back_with_its_time(journal):
    journal.note({"stage": "collect", "event": "stage_started", "total": 9})
    (event,) = followed(journal)
    assert event.pop("at").endswith("+00:00")
    assert event == {"stage": "collect", "event": "stage_started", "total": 9}


def test_nothing_is_followed_before_the_first_note(journal):
    assert followed(journal) == []


def test_a_headline_with_a_line_break_stays_one_line(journal):
    journal.note({"reason": "one\ntwo\u2028three"})
    assert [event["reason"] for event in followed(journal)] == ["one\ntwo\u2028three"]
    assert journal.path.read_bytes().count(b"\n") == 1


def test_events_come_while_they_are_noted_and_end_when_told(journal):
    stop, seen = threading.Event(), []
    follower = threading.Thread(target=lambda: seen.extend(e["n"] for e in journal.follow(stop)))
    follower.start()
    for n in range(5):
        journal.note({"n": n})
        time.sleep(0.02)
    journal.note({"n": 5})
    stop.set()  # what was noted before is still seen
    follower.join(timeout=5)
    assert seen == [0, 1, 2, 3, 4, 5]


def test_a_torn_last_line_is_waited_for(journal):
    journal.note({"n": 0})
    line = json.dumps({"n": 1}).encode() + b"\n"
    with journal.path.open("ab") as file:
        file.write(line[:4])
    stop = threading.Event()
    events = journal.follow(stop)
    assert next(events)["n"] == 0
    with journal.path.open("ab") as file:
        file.write(line[4:])
    assert next(events)["n"] == 1
    stop.set()
    assert list(events) == []


def test_a_torn_line_that_stays_torn_is_skipped_with_a_warning(journal, caplog):
    journal.note({"n": 0})
    with journal.path.open("ab") as file:
        file.write(b'{"n": \n[1]\n')
    journal.note({"n": 2})
    with caplog.at_level(logging.WARNING):
        assert [event["n"] for event in followed(journal)] == [0, 2]
    assert len(caplog.records) == 2


def test_a_follower_goes_on_after_the_journal_was_cleared(journal):
    stop = threading.Event()
    journal.note({"n": "old"})
    events = journal.follow(stop)
    assert next(events)["n"] == "old"
    journal.clear()
    journal.note({"n": "new"})
    stop.set()
    assert [event["n"] for event in events] == ["new"]


def test_four_processes_note_at_once_and_no_line_is_torn(journal):
    note = f"""
from pathlib import Path
from warehouse.journal import Journal
for n in range(300):
    Journal(Path({str(journal.path)!r})).note({{"n": n, "text": "x" * 3000}})
"""
    command = [sys.executable, "-c", note]
    writers = [subprocess.Popen(command, env={"PYTHONPATH": str(HOUSE)}) for _ in range(4)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    numbers = sorted(event["n"] for event in followed(journal))
    assert numbers == sorted(list(range(300)) * 4)
