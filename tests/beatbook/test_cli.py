"""The command as people type it: help, refusals and exit codes, pipes, and what it must not import."""

import os
import pty
import subprocess
import sys

import pytest
from small_book import small_book

from warehouse.home import Home

COMMANDS = ["trend", "search", "article", "explain", "outlets", "topics", "status", "sql", "export", "path"]
COMMANDS += ["digest", "saved", "demo", "crawl", "backfill", "retag", "up", "newsstand"]
HOSTILE = ("\x1b[2J", "\x1b]0;", "\x07", "\u202e")
HEAVY = {"duckdb", "pyarrow", "airflow", "scrapy", "trafilatura", "lxml", "twisted"}
NOT_TO_ASK = {  # what a question has no use for: crawling, reading and relating pages, writing Parquet
    "airflow", "lxml", "pandas", "pyarrow.compute", "pyarrow.dataset", "pyarrow.parquet", "scipy", "scrapy",
    "spiders", "trafilatura", "transforms", "twisted",
}  # fmt: skip
RUN_AND_TELL = (
    "import sys\nfrom beatbook.cli import main\n"
    "try:\n    main()\n"
    "finally:\n    print(*sys.modules, sep='\\n', file=sys.stderr)"
)


def test_help_lists_every_command(beatbook):
    told = beatbook("--help")
    assert told.returncode == 0
    assert [name for name in COMMANDS if f" {name} " not in told.stdout] == []


def imported_by(book: Home, *words: str) -> tuple[str, set[str]]:
    """Return what a command answers, and the modules that it imported."""
    told = subprocess.run(
        [sys.executable, "-c", RUN_AND_TELL, *words],
        env={**os.environ, "BEATBOOK_HOME": str(book.root)},
        capture_output=True,
        text=True,
    )
    return told.stdout, set(told.stderr.splitlines())


@pytest.mark.parametrize("words", [["--help"], ["path"]])
def test_help_and_path_are_quick_and_import_nothing_heavy(book, words):
    before = os.times().children_user
    imported = imported_by(book, *words)[1]
    spent = os.times().children_user - before
    assert HEAVY & imported == set()
    assert spent < 2.0  # CPU seconds; 0.3 on the machine it was written on, 2 with any of the heavy ones


@pytest.mark.parametrize(
    "words", [["sql", "select 42"], ["trend", "stop-and-search"], ["voices", "--format", "csv"]]
)
def test_a_question_imports_nothing_that_it_has_no_use_for(book, words):
    answered, imported = imported_by(book, *words)
    assert len(answered.splitlines()) > 1
    assert "warehouse.query" in imported
    assert NOT_TO_ASK & imported == set()


def test_path_is_the_file_alone(beatbook, book):
    assert beatbook("path").stdout == f"{book.warehouse}\n"


@pytest.mark.parametrize("words", [["path"], ["trend", "taser"], ["status"]])
def test_without_a_book_it_says_what_to_do(answer, tmp_path, words):
    assert "make demo" in answer(*words, home=tmp_path, code=2)


def test_an_unknown_topic_answers_with_the_near_ones(beatbook):
    told = beatbook("trend", "stop-and-serch")
    assert (told.returncode, told.stdout) == (2, "")
    assert "stop-and-search" in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["trend", "taser", "--every", "fortnight"], "week or a month"),
        (["trend", "taser", "--by", "owner"], "outlet"),
        (["trend", "taser", "--from", "yesterday"], "2026-07-06"),
        (["trend", "taser", "--from", "2026-10-02", "--to", "2026-10-01"], "before"),
        (["trend", "taser", "--outlet", "gazete"], "gazette"),
        (["article", "zzzzzz"], "beatbook search"),
        (["sql", "select * from nowhere"], "nowhere"),
        (["sql", "create table t as select 1"], "read-only"),
        (["sql", "from read_csv('/etc/passwd')"], "disabled"),
        (["export", "nowhere", "--to", "x.csv"], "nowhere"),
        (["export", "articles", "--to", "x.doc"], ".csv, .json, .jsonl or .parquet"),
        (["export", "--to", "x.csv"], "--sql"),
        (["explain", "/no/such/page.html"], "no such file"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(answer, words, said):
    assert said in answer(*words, code=2)


def test_a_reader_that_leaves_early_is_no_error(book):
    program = f"{sys.executable} -c 'from beatbook.cli import main; main()'"
    shell = f"{program} sql 'from range(200000)' --format csv | head -1"
    told = subprocess.run(
        ["bash", "-c", shell],
        env={**os.environ, "BEATBOOK_HOME": str(book.root)},
        capture_output=True,
        text=True,
    )
    assert (told.stdout, told.stderr) == ("range\n", "")


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals_that_want_it(book, no_color, coloured):
    written = _on_a_terminal(["article", "0000"], book, NO_COLOR=no_color)
    assert ("\x1b[30;103m" in written) is coloured
    assert ("[stop and search]" in written) is not coloured


def test_a_hostile_headline_stays_text_on_a_terminal(book):
    written = _on_a_terminal(["search", "Hackney"], book)
    assert "[bold]" in written  # rich's markup is text
    assert all(bad not in written for bad in HOSTILE)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("words", [["article", "0003"], ["sql", "select headline from articles"]])
def test_nor_does_a_hostile_headline_pass_a_pipe_unmarked(answer, words, form):
    text = answer(*words, "--format", form)
    assert all(bad not in text for bad in HOSTILE)
    assert ("[bold]" in text) is not (words[0] == "article" and form == "csv")


def test_a_book_of_fictional_outlets_says_so_once_and_not_in_its_answer(beatbook, tmp_path):
    demo = small_book(Home(tmp_path), domain="test")
    told = beatbook("sql", "select 1 as one", "--format", "csv", home=demo.root)
    assert (told.stdout, told.stderr) == ("one\n1\n", "demo edition: fictional outlets\n")


def _on_a_terminal(words, book, **more):
    """Return all that the command writes to a terminal of 100 columns."""
    main, side = pty.openpty()
    environment = {**os.environ, "BEATBOOK_HOME": str(book.root), "COLUMNS": "100", "TERM": "xterm-256color"}
    environment |= {name: value for name, value in more.items() if value}
    command = [sys.executable, "-c", "from beatbook.cli import main; main()", *words]
    process = subprocess.Popen(command, env=environment, stdin=side, stdout=side, stderr=side)
    os.close(side)
    written = b""
    try:
        while chunk := os.read(main, 65536):
            written += chunk
    except OSError:  # Linux says that the last writer has left
        pass
    finally:
        os.close(main)
    assert process.wait(30) == 0
    return written.decode()
