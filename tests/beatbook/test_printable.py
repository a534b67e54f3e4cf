"""Scraped text cannot take over a terminal, and offsets into it still hold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.printable import json_safe, line, printable

HOSTILE = [
    "\x1b[2J\x1b[31mred",  # clear the screen
    "\x1b]0;title\x07",  # rename the window
    "\x9b31mC1 introducer",
    "user\u202egnp.exe",  # right-to-left override
    "a\u2066b\u2069c",
    "bell\x07back\x08del\x7f",
    "carriage\rreturn",
    "tag\U000e0041",
    "lone\ud800surrogate",
    "line\u2028separator",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_unsafe_is_left_and_the_length_is_kept(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert "\ufffd" in shown
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in shown)
    shown.encode()


def test_ordinary_text_is_left_alone():
    text = "Stop & search: “routine”, said Zoë\n\n\tSecond paragraph 🚓 [bold]not markup[/bold]"
    assert printable(text) == text


def test_a_line_is_one_line():
    assert line(" Two\n\n lines\tof text ") == "Two lines of text"


@given(st.text(st.characters(blacklist_categories=())))
def test_json_says_the_same_after_it_was_made_safe(text):
    document = json.dumps(text, ensure_ascii=False)
    safe = json_safe(document)
    assert json.loads(safe) == text
    assert printable(safe) == safe
