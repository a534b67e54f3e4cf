"""The quick way in: it takes the same words as Typer, gives the same answers, and imports next to nothing."""

import csv
import io
import os
import subprocess
import sys

import pytest
import typer

from beatbook import start
from beatbook.cli import app
from beatbook.unburdened import without_pandas

COMMANDS = typer.main.get_command(app).commands
LOADED = (
    "import sys\nfrom beatbook.start import main\n"
    "try:\n    main()\n"
    "finally:\n    print(*(n for n, m in sys.modules.items() if m), sep='\\n', file=sys.stderr)"
)
QUESTIONS = [
    ["sql", "select outlet, count(*) as n, max(day) from articles group by 1 order by 1", "-f", "csv"],
    ["sql", "from outlets", "--format", "json"],
    ["sql", "select 1.50 as money, 'x' as word, [1, 2] as list, null as nothing", "--format=csv"],
    ["sql", "from topics limit 2"],
    ["trend", "stop-and-search"],
    ["trend", "stop-and-search", "--by", "outlet", "--share", "-f", "json"],
    ["trend", "--from", "2026-10-05", "--to", "2026-10-31", "--every=month", "taser", "--format", "csv"],
    ["trend", "stop-and-search", "--outlet", "gazette", "--cite", "--format", "csv"],
    ["trend", "stop-and-serch"],
    ["sql", "select nothing"],
]  # fmt: skip


@pytest.mark.parametrize("name", start.ASKED)
def test_it_knows_what_typer_knows(name):
    plain, options, switches, words = start.ASKED[name], {}, set(), []
    for each in COMMANDS[name].params:
        if each.param_type_name == "argument":
            words.append(each.name)
        elif each.is_flag:
            switches.add(each.opts[0].removeprefix("--"))
        elif each.name != "help":
            default = each.default if each.default is not None else ""
            options[each.opts[0].removeprefix("--")] = str(getattr(default, "value", default))
    assert (tuple(words), options) == (plain.words, dict(plain.options))
    assert switches - {"help"} == set(plain.switches)


@pytest.mark.parametrize(
    "line",
    [
        [], ["--help"], ["voices"], ["trend"], ["trend", "--help"], ["trend", "a", "b"],
        ["sql", "a", "-f", "xls"], ["sql", "a", "--timeout", "0"], ["sql", "a", "--timeout", "x"],
        ["sql", "a", "--cite=yes"], ["sql", "a", "--loud"], ["sql", "a", "-f"],
    ],
)  # fmt: skip
def test_what_it_does_not_understand_it_leaves_to_typer(line):
    assert start.plainly(line) is None


@pytest.mark.parametrize("line", QUESTIONS, ids=" ".join)
def test_both_ways_give_one_answer(answer, monkeypatch, capfd, line):
    assert start.plainly(line) is not None
    code = 2 if line[-1] in ("stop-and-serch", "select nothing") else 0
    slow = answer(*line, code=code)
    monkeypatch.setattr(sys, "argv", ["beatbook", *line])
    try:
        start.main()
        ended = 0
    except SystemExit as stopped:
        ended = stopped.code
    quick = capfd.readouterr()
    assert ended == code
    assert (quick.err if code else quick.out) == slow


@pytest.mark.parametrize("line", QUESTIONS[:1] + QUESTIONS[6:7], ids=" ".join)
def test_it_imports_next_to_nothing(book, line):
    environment = {**os.environ, "BEATBOOK_HOME": str(book.root)}
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *line], env=environment, capture_output=True, text=True, check=True
    )
    assert len(list(csv.reader(io.StringIO(told.stdout)))) > 1
    heavy = {"typer", "pydantic", "rich", "numpy", "pyarrow", "pandas", "jinja2", "asyncio"}
    loaded = set(told.stderr.splitlines())
    assert "duckdb" in loaded
    assert heavy & loaded == set()


def test_a_plain_start_costs_little_more_than_duckdb(book):
    environment = {**os.environ, "BEATBOOK_HOME": str(book.root)}

    def spent(*words: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])

    asked = ["-m", "beatbook.start", "sql", "select 1", "--format", "csv"]
    pairs = [(spent("-c", "import duckdb"), spent(*asked)) for _ in range(4)]
    bare, ours = (min(each) for each in zip(*pairs, strict=True))
    assert ours < 2.2 * bare  # 1.5 on the machine it was written on; 5 with Typer, Arrow and pandas


def test_pandas_is_hidden_only_while_a_command_asks():
    finders = list(sys.meta_path)
    with without_pandas():
        assert len(sys.meta_path) == len(finders) + 1
    assert sys.meta_path == finders


def test_arrow_does_without_pandas_where_it_would_ask_for_it(beatbook):
    told = beatbook("sql", "select timestamptz '2026-11-01 12:00:00+00' as moment")
    assert (told.returncode, "2026-11-01 12:00" in told.stdout) == (0, True), told.stderr
