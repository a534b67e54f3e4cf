"""Working on a topic: listed, shown, tested, tried, and marked for precision."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.home import Home

TOPIC = """
name = "Fairs"
parent = "community"
definition = "Fairs that come and go."
scope = "Fairs of all kinds."
phrases = ["fair comes", "fair opens", "fair closes"]
[[examples]]
hit = true
headline = "Fair comes to Hackney"
[[examples]]
hit = true
headline = "Fair closes early"
[[examples]]
hit = false
headline = "It was fair"
[[examples]]
hit = false
headline = "{miss}"
"""
STOP = "@police AND stop and search"


@pytest.fixture
def home(book, tmp_path) -> Home:
    """A book of one's own, to keep marks in."""
    return Home(shutil.copytree(book.root, tmp_path / "book", symlinks=True))


@pytest.fixture
def topic(tmp_path):
    def written(miss: str = "Fair play", slug: str = "fairs") -> str:
        file = tmp_path / f"{slug}.toml"
        file.write_text(TOPIC.format(miss=miss))
        return str(file)

    return written


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def mark(sheet, marks: str, **changed) -> None:
    rows = rows_of(sheet.read_text(encoding="utf-8-sig"))
    for row, said in zip(rows, marks, strict=False):
        row |= {"right": said.strip()} | changed
    with sheet.open("w", newline="") as file:
        written = csv.DictWriter(file, rows[0])
        written.writeheader()
        written.writerows(rows)


def test_topics_stand_in_their_groups_with_what_there_is_of_each(answer):
    lines = answer("topics").splitlines()
    powers = next(nth for nth, line in enumerate(lines) if line.startswith("powers "))
    assert lines[powers].split()[1:3] == ["4", "2"]
    own = [line for line in lines[powers + 1 :] if line.startswith("  ")]
    assert next(line for line in own if "stop-and-search" in line).split()[1:3] == ["4", "2"]
    assert max(map(len, lines)) <= 100
    rows = rows_of(answer("topics", "--format", "csv"))
    [row] = [row for row in rows if row["topic"] == "stop-and-search"]
    assert (row["parent"], row["articles"], row["marked"], row["precision_low"]) == ("powers", "4", "0", "")


def test_a_topic_is_shown_with_all_that_it_is_found_by(answer):
    text = answer("topics", "show", "taser")
    for part in ("Taser  taser · in powers · medtop:20000133", "0 articles of 0 outlets", "police-stun-gun",
                 "only where the article holds", "marble run", "miss", "Scope"):  # fmt: skip
        assert part in text
    told = json.loads(answer("topics", "show", "taser", "--format", "json"))
    assert told["rules"][1]["when"].startswith("@police AND")
    assert "kettling" in answer("topics", "show", "powers")
    assert "stop-and-search" in answer("topics", "show", "stop-and-serch", code=2)


def test_show_needs_no_book(answer, tmp_path):
    assert "Scope" in answer("topics", "show", "taser", home=tmp_path)


def test_a_topic_is_tested_on_its_examples_and_on_the_book(answer, topic):
    text = answer("topics", "test", topic())
    assert "all 4 as they say" in text
    assert "✓ hit   Fair comes to Hackney" in text
    assert "In the book: 3 of 7 articles; it has nothing under fairs yet." in text
    assert "[Fair comes] to town" in text


def test_a_failing_example_is_named_and_ends_with_1(beatbook, topic):
    told = beatbook("topics", "test", topic("Fair opens to nobody"))
    assert told.returncode == 1
    assert "1 of 4 are not as they say" in told.stdout
    assert "✗ miss  Fair opens to nobody" in told.stdout
    assert "[Fair opens] to nobody" in told.stdout


def test_a_file_is_laid_beside_the_books_topic_of_that_slug(answer, topic):
    file = topic(slug="stop-and-search")
    text = answer("topics", "test", file)
    assert "3 added, 4 dropped and 0 kept" in text
    assert "Stop and search: a mother speaks" in text.partition("Dropped: 4")[2]
    assert "\x1b[2J" not in text
    changes = [row["change"] for row in json.loads(answer("topics", "test", file, "--format", "json"))]
    assert sorted(changes) == ["added"] * 3 + ["dropped"] * 4
    text = answer("topics", "test", "stop-and-search")
    assert "0 added, 0 dropped and 4 kept" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name = 1", "'name'"),
        ("name", "TOML"),
        (TOPIC.replace("phrases", "phrase"), "'phrase'"),
        (None, "read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(answer, tmp_path, content, said):
    file = tmp_path / "odd.toml"
    if content:
        file.write_text(content)
    assert said in answer("topics", "test", str(file), code=2)


def test_a_group_has_no_rules_to_test(answer):
    assert "kettling" in answer("topics", "test", "powers", code=2)


def test_a_rule_is_tried_on_the_book(answer):
    text = answer("topics", "try", STOP)
    assert "4 of 7 articles; in 4 the rule would do by itself." in text
    assert "[Officers carried out a stop and search]" in text
    assert "Did you mean @police" in answer("topics", "try", "@polise", code=2)


def test_a_rule_tried_with_a_topic_says_what_it_would_add(answer):
    text = answer("topics", "try", "fair comes", "--topic", "stop-and-search", "--weight", "2")
    assert "With the rule, stop-and-search has 7 articles: 3 added, 0 dropped." in text
    assert "The [fair comes] to town" in text
    assert "mother" not in text


def test_the_same_seed_draws_the_same_sheet_and_no_sheet_is_written_over(answer, tmp_path):
    sheets = [tmp_path / name for name in ("one.csv", "two.csv", "three.csv")]
    for sheet, seed in zip(sheets, "112", strict=True):
        answer("topics", "try", STOP, "--sample", "2", "--seed", seed, "--to", str(sheet))
    drawn = [[row["article_id"] for row in rows_of(sheet.read_text("utf-8-sig"))] for sheet in sheets]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(drawn[0]) == 2
    assert "name another file" in answer("topics", "try", STOP, "--to", str(sheets[0]), code=2)
    assert "--to" in answer("topics", "try", STOP, "--sample", "2", code=2)


@pytest.mark.parametrize("asked", [("test", "stop-and-search"), ("try", STOP)])
def test_a_sheet_is_whole_also_where_nobody_reads_what_is_printed(book, tmp_path, asked):
    """As in `beatbook topics test ... --to sheet.csv | head`, which ends it at its first word."""
    sheet, program = tmp_path / "sheet.csv", Path(sys.executable).with_name("beatbook")
    reading, writing = os.pipe()
    os.close(reading)
    command = [str(program), "topics", *asked, "--to", str(sheet)]
    ended = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, env=os.environ | {"BEATBOOK_HOME": str(book.root)}
    )
    os.close(writing)
    assert ended.returncode == -signal.SIGPIPE, ended.stderr
    assert len(rows_of(sheet.read_text("utf-8-sig"))) == 4


@pytest.mark.parametrize("name", ["", "  "])
def test_a_topic_without_a_name_is_asked_for_one(answer, name):
    assert "Name a topic's file, or the slug of one we have" in answer("topics", "test", name, code=2)


def test_a_sheet_runs_nothing_in_a_spreadsheet(answer, tmp_path):
    sheet = tmp_path / "sheet.csv"
    answer("topics", "try", STOP, "--to", str(sheet))
    rows = rows_of(sheet.read_text("utf-8-sig"))
    assert len(rows) == 4
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert not [cell for cell in cells if "\x1b" in cell or "\u202e" in cell]
    assert {row["rule"] for row in rows} == {f"'{STOP}"}


def test_marks_are_kept_and_stand_beside_the_figures(answer, home, tmp_path):
    sheet = tmp_path / "sheet.csv"
    answer("topics", "test", "stop-and-search", "--to", str(sheet), home=home.root)
    mark(sheet, "yn?y")
    assert "precision 2 of 3 marked, 0.21-0.94; unsure of 1" in answer(
        "topics", "marks", str(sheet), home=home.root
    )
    assert "\nPrecision 2 of 3 marked, 0.21-0.94\n" in answer("trend", "stop-and-search", home=home.root)
    assert "2 of 3 marked, 0.21-0.94" in answer("topics", home=home.root)
    rows = json.loads(answer("topics", "--format", "json", home=home.root))
    [row] = [row for row in rows if row["topic"] == "stop-and-search"]
    assert (row["right"], row["marked"]) == (2, 3)
    mark(sheet, "yyyy")  # thought better of
    answer("topics", "marks", str(sheet), home=home.root)
    assert "Precision 4 of 4 marked" in answer("trend", "stop-and-search", home=home.root)


def test_marks_of_other_rules_are_not_printed_as_the_books(answer, home, topic, tmp_path):
    sheet = tmp_path / "sheet.csv"
    answer("topics", "test", topic(slug="stop-and-search"), "--to", str(sheet), home=home.root)
    mark(sheet, "yyn")
    assert "retag" in answer("topics", "marks", str(sheet), home=home.root)
    text = answer("trend", "stop-and-search", home=home.root)
    assert "Precision of earlier rules 2 of 3 marked" in text


def test_marks_of_one_rule_are_kept_under_the_rule(answer, home, tmp_path):
    sheet = tmp_path / "sheet.csv"
    answer("topics", "try", STOP, "--to", str(sheet), home=home.root)
    mark(sheet, "yyyn")
    text = answer("topics", "marks", str(sheet), home=home.root)
    assert f"rule  precision 3 of 4 marked, 0.30-0.95  what {STOP} finds" in text
    assert "3 of 4" not in answer("trend", "stop-and-search", home=home.root)


@pytest.mark.parametrize(
    ("marks", "changed", "said"),
    [
        ("ym", {}, "row 3 has 'm' under `right`: write y, n or ?"),
        ("y", {"topic": "stop-and-search"}, "row 2 has 'stop-and-search' under `topic`"),
        ("y", {"article_id": ""}, "row 2 names no article"),
        ("y", {"article_id": "9999"}, "has no article 9999"),
        ("yn", {"article_id": "0000abcdef"}, "row 3 says wrong of an article that row 2 calls right"),
        ("", {}, "no row is marked yet"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(answer, home, tmp_path, marks, changed, said):
    sheet = tmp_path / "sheet.csv"
    answer("topics", "test", "stop-and-search", "--to", str(sheet), home=home.root)
    mark(sheet, marks, **changed)
    assert said in answer("topics", "marks", str(sheet), home=home.root, code=2)
    assert not home.marks.exists()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_sheet_that_a_spreadsheet_saved_its_own_way_is_read(answer, home, tmp_path, delimiter):
    sheet = tmp_path / "sheet.csv"
    answer("topics", "test", "stop-and-search", "--to", str(sheet), home=home.root)
    mark(sheet, "yyyy")
    rows = rows_of(sheet.read_text())
    text = io.StringIO()
    written = csv.DictWriter(text, rows[0], delimiter=delimiter, lineterminator="\r\n")
    written.writeheader()
    written.writerows(rows)
    sheet.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")
    assert "4 of 4 marked" in answer("topics", "marks", str(sheet), home=home.root)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"right,note\ny,\n", "lacks the column article_id"),
        (b"\xff\xfe,", "UTF-8"),
        (None, "cannot be read"),
        (b"", "lacks"),
    ],
)
def test_a_file_that_is_no_sheet_says_so(answer, tmp_path, content, said):
    sheet = tmp_path / "sheet.csv"
    if content is not None:
        sheet.write_bytes(content)
    assert said in answer("topics", "marks", str(sheet), code=2)


def test_a_topic_that_nobody_marked_says_so_and_how_the_method_does_in_general(answer):
    shown = " ".join(answer("topics", "show", "stop-and-search").split())
    assert "precision not marked: `beatbook topics test stop-and-search --sample 50" in shown
    assert "not marked" not in answer("topics", "show", "powers")
    assert "Found by rule. Topics: precision" in answer("topics")
