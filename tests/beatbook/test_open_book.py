"""The door for Python: frames of every kind, limits that hold, and an import that costs nothing."""

import subprocess
import sys
from datetime import date

import pytest

import beatbook
from warehouse import answers

TREND = "from trend('stop-and-search', since := date '2026-10-05', until := date '2026-10-05')"


@pytest.fixture(scope="module")
def opened(book):
    with beatbook.open(book.root) as opened:
        yield opened


def test_importing_it_imports_nothing_of_weight():
    told = (
        "import sys, beatbook; print(*{'duckdb', 'typer', 'pyarrow', 'rich', 'warehouse'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert found.stdout == "\n"


def test_one_answer_is_four_kinds_of_rows(opened):
    import pandas as pd
    import polars as pl

    answer = opened.sql(TREND)
    (row,) = answer.rows()
    assert (len(answer), row["period"], row["articles"]) == (1, date(2026, 10, 5), 3)
    assert answer.arrow().to_pylist() == [row]
    assert answer.polars().to_dicts() == [row]
    assert pl.DataFrame(answer).equals(answer.polars())
    frame = answer.pandas()
    assert frame["period"].tolist() == [pd.Timestamp(2026, 10, 5)]
    assert frame["articles"].tolist() == [3]


def test_a_library_that_is_not_there_is_named_with_its_cure(opened, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install polars"):
        opened.sql("select 1").polars()


def test_the_doorways_are_the_macros(opened):
    by_hand = opened.sql("from trend('stop-and-search', every := 'month')")
    assert opened.trend("stop-and-search", every="month").arrow().equals(by_hand.arrow())
    (found,) = opened.search("mother").rows()
    article = opened.article(found["article_id"])
    assert article["headline"] == "Stop and search: a mother speaks"
    assert "stop and search" in article["body"]
    spans = opened.evidence(article["article_id"]).rows()
    assert "stop-and-search" in {span["tag"] for span in spans}
    assert len(opened.table("articles")) == 7


def test_values_go_in_as_values(opened):
    hostile = "'; drop table articles; --"
    assert opened.sql("select $name as name", {"name": hostile}).rows() == [{"name": hostile}]


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda book: book.trend("stop-and-serch"), "Did you mean stop-and-search"),
        (lambda book: book.table("artcles"), "Did you mean articles"),
        (lambda book: book.article("zzzzzz"), "`beatbook search` finds ids"),
        (lambda book: book.sql("create table t as select 1"), "read-only"),
        (lambda book: book.sql("from read_csv('/etc/passwd')"), "disabled"),
        (lambda book: book.sql("set memory_limit = '100GB'"), "locked"),
    ],
)
def test_what_cannot_be_asked_says_what_to_do(opened, ask, told):
    with pytest.raises(beatbook.QuestionError, match=told):
        ask(opened)


def test_time_is_limited(book):
    endless = "select count(*) from range(100000000000) a, range(1000) b"
    with (
        beatbook.open(book.root, seconds=0.2) as hasty,
        pytest.raises(beatbook.QuestionError, match=r"0\.2 s"),
    ):
        hasty.sql(endless)


def test_what_an_answer_holds_is_limited(opened, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 1_000_000)
    assert len(opened.sql("from range(100000)")) == 100_000
    with pytest.raises(beatbook.QuestionError, match="`beatbook export` it"):
        opened.sql("from range(10000000)")


def test_it_says_whose_figures_these_are(book, opened):
    assert "snapshot 000001-" in opened.cite
    with beatbook.open(book.root, as_of="2999-01-01") as same:
        assert same.cite == opened.cite
    with pytest.raises(beatbook.NoWarehouse, match="No snapshot of 1999-01-01"):
        beatbook.open(book.root, "1999-01-01")


def test_without_a_book_it_says_what_to_run(tmp_path):
    with pytest.raises(beatbook.NoWarehouse, match="make demo"):
        beatbook.open(tmp_path)


def test_it_keeps_its_snapshot_until_it_is_closed(book):
    with beatbook.open(book.root) as closed:
        pass
    with pytest.raises(beatbook.QuestionError, match="closed"):
        closed.sql("select 1")
