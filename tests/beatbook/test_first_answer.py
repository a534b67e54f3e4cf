"""What the demo ends with: figures that can be opened, commands that run as printed, pages accounted for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from beatbook import examples, first_answer, pages_answer, screen
from beatbook.book import opened
from beatbook.demo import Growth
from beatbook.newsstand.pages import SavedPage
from warehouse.home import REPOSITORY

BEATBOOK = Path(sys.executable).parent / "beatbook"


@pytest.fixture
def shown(book, monkeypatch, capfd):
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("COLUMNS", "100")
    screen.out.cache_clear()
    with opened(book) as open_book:
        first_answer.show(open_book)
    return capfd.readouterr().out


def test_the_highest_week_is_opened_to_its_words(shown):
    assert "3 of the 3 articles of the week of 5 Oct 2026" in shown
    assert shown.count("carried out a [stop and search] in Hackney on Monday.") == 3
    assert "The Voice · 7 Oct 2026 · rule stop-and-search/phrases" in shown


def test_outlets_take_turns_among_the_examples(book):
    from datetime import date

    with opened(book) as open_book:
        found = examples.examples(open_book, "stop-and-search", date(2026, 10, 5), date(2026, 10, 11), most=2)
    assert {row["outlet"] for row in found} == {"gazette", "voice"}


@pytest.mark.skipif(not BEATBOOK.exists(), reason="needs the installed command: make test installs it")
def test_the_commands_work_as_printed(shown):
    typed = [line.partition("  # ")[0].strip() for line in shown.partition("Next:\n")[2].splitlines()]
    queries = [command for command in typed if not command.endswith(("newsstand", "serve"))]
    assert len(queries) == 5
    together = " && ".join(f"({command})" for command in queries)
    told = subprocess.run(
        ["bash", "-c", together], cwd=REPOSITORY, env=os.environ, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert "Stop and search, articles a week, by outlet" in told.stdout


def test_a_demo_of_another_folder_is_run_again_in_that_folder(book, monkeypatch, capfd):
    monkeypatch.chdir(book.root.parent)
    with opened(book) as demo:
        demo.__dict__["is_demo"] = True
        first_answer.next_steps(demo, [])
    assert f" demo --into {book.root.name} " in capfd.readouterr().out


@pytest.mark.parametrize(
    ("growth", "said"),
    [
        (Growth(0, 1477), "1,477 new articles, 0 known."),
        (Growth(1477, 1477), "Nothing new: 0 new articles, 1,477 known."),
    ],
)
def test_a_run_says_what_it_added(growth, said):
    assert str(growth) == said


def test_every_page_is_accounted_for(book, capfd):
    served = [("www.gazette.example", "/0"), ("www.voice.example", "/4"), ("www.gazette.example", "/99")]
    pages = [SavedPage("Gazette", host, target, b"") for host, target in served]
    screen.out.cache_clear()
    with opened(book) as open_book:
        found = pages_answer.became(open_book, pages)
    assert [(page.headline, page.problem) for page in found] == [
        ("Stop and search doubles", ""),
        ("Stop and search: a mother speaks", ""),
        ("", "never asked for"),
    ]
    assert pages_answer.show(found[:2]) == 0
    assert pages_answer.show(found) == 1
    assert "2 of 3 pages became articles" in capfd.readouterr().out
