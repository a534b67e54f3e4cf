"""What is asked in SQL is answered so that it can be read and asked on; what cannot be is told what to do."""

import json
from datetime import date

import duckdb
import pytest

from beatbook import screen
from beatbook.book import opened
from beatbook.publishing import publish
from beatbook.refusal import Refusal
from warehouse import query
from warehouse.home import Home


@pytest.mark.parametrize("form", ["csv", "table", "parquet"])
@pytest.mark.parametrize("nothing", ["", "  ", "/* nothing */"])
def test_who_asks_nothing_is_told_what_can_be_asked(answer, form, nothing):
    assert "sample_queries" in answer("sql", nothing, "--format", form, code=2)


def test_an_id_is_shown_whole(answer):
    long = "a-long-outlet-" + "0" * 60
    told = answer("sql", f"select '{long}' as article_id, repeat('word ', 40) as headline, 5 as n")
    assert long in told
    assert max(map(len, told.splitlines())) <= screen.out().width


def test_a_record_is_shown_in_words(answer):
    told = answer("sql", "select [{'at': timestamp '2026-07-06 05:02:24', 'raw': null, 'n': 1}] as dates")
    assert told.split("\n")[1].rstrip() == "(at: 2026-07-06 05:02, n: 1)"


def test_json_has_no_number_that_its_readers_do_not_know(answer, tmp_path):
    asked = "select 'nan'::double as a, [1e308 * 10] as b, 0.5 as c"
    same = [{"a": None, "b": [None], "c": "0.5"}]
    assert json.loads(answer("sql", asked, "--format", "json"), parse_constant=pytest.fail) == same
    answer("export", "--sql", asked, "--to", str(tmp_path / "odd.jsonl"))
    assert json.loads((tmp_path / "odd.jsonl").read_text(), parse_constant=pytest.fail) == same[0]


def test_no_door_gives_a_spreadsheet_what_it_would_run(answer, tmp_path):
    asked = "select ' =1+1' as a, chr(10) || '@x' as b"
    answer("export", "--sql", asked, "--to", str(tmp_path / "odd.csv"))
    assert answer("sql", asked, "--format", "csv").encode() == (tmp_path / "odd.csv").read_bytes()
    assert b"' =1+1" in (tmp_path / "odd.csv").read_bytes()


def test_a_cited_statement_keeps_its_meaning_on_one_line(answer):
    answer("sql", "select 1 as a -- the first\n, 'a  b' as c", "--cite", "--format", "csv")
    assert answer.said.rstrip().endswith("· select 1 as a , 'a  b' as c")


@pytest.mark.parametrize(
    ("asked", "cure"),
    [
        ("copy (select 1) to '/tmp/x.csv'", "beatbook export --sql"),
        ("create table x (a int)", "create temp table"),
        ("from trend('stop-and-search', every := 'fortnight')", "beatbook: every must be day, week"),
    ],
)
def test_what_the_book_refuses_says_what_to_do(answer, asked, cure):
    assert cure in " ".join(answer("sql", asked, code=2).split())


def test_an_answer_without_a_row_says_so(answer):
    assert answer("sql", "select 1 as number where false").split() == ["number"]
    assert "No row." in answer.said


def test_who_exports_a_macro_is_told_to_ask_in_sql(answer, tmp_path):
    told = answer("export", "trend", "--to", str(tmp_path / "trend.csv"), code=2)
    assert "asked in SQL" in " ".join(told.split())


def test_several_questions_are_refused_and_what_prepares_one_is_not(answer, tmp_path):
    two, prepared = "select 1; select 2", "create temp table two as select 2 as number; from two"
    for asked in (["sql", two], ["export", "--sql", two, "--to", str(tmp_path / "two.csv")]):
        assert "ask them one by one" in answer(*asked, code=2)
    assert not (tmp_path / "two.csv").exists()
    assert answer("sql", prepared, "--format", "csv").split() == ["number", "2"]


def test_who_needs_too_much_memory_is_told_so(book):
    with query.open(book) as con, pytest.raises(query.TooLarge, match="ask for fewer"), query.within(con, 5):
        raise duckdb.OutOfMemoryException("SET threads=X")


@pytest.mark.parametrize(
    "asked", [["search", "stop"], ["stories"], ["releases"], ["keyness", "gazette", "voice"]], ids=" ".join
)
def test_days_the_wrong_way_round_are_refused(answer, asked):
    told = answer(*asked, "--from", "2026-10-02", "--to", "2026-10-01", code=2)
    assert "--to 2026-10-01 lies before" in told


def test_a_search_without_answer_says_that_operators_are_in_capitals(answer):
    assert "or is a word of the phrase here; as an operator it is OR." in answer("search", "zebra or zebras")
    assert "operator" not in answer("search", "zebra OR orzo")


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 1000])
def test_a_snapshot_that_cannot_be_read_sends_to_the_doctor(tmp_path, damage):
    home = Home(tmp_path)
    home.warehouse.write_bytes(damage)
    with pytest.raises(query.NoWarehouse, match="beatbook doctor --repair"):
        query.open(home).execute("from outlets")


@pytest.mark.parametrize("words", [["sql", "select 1"], ["path"]], ids=" ".join)
def test_where_a_lake_is_without_a_warehouse_it_can_be_published(answer, tmp_path, words):
    (tmp_path / "lake").mkdir()
    assert "`beatbook publish` makes it" in " ".join(answer(*words, home=tmp_path, code=2).split())


@pytest.mark.parametrize("file", ["retention.toml", "suppressed.toml"])
def test_rules_that_cannot_be_read_are_named_by_publish(tmp_path, monkeypatch, file):
    monkeypatch.setenv("BEATBOOK_HOME", str(tmp_path))
    (tmp_path / "lake").mkdir()
    (tmp_path / file).write_text("[[oddly]\n")
    with pytest.raises(Refusal, match=f"{file}: is not TOML"):
        publish()


def test_days_after_a_demo_has_closed_may_be_asked_for(book):
    with opened(book) as demo:
        closed = date(2026, 11, 1)
        demo.__dict__ |= {"is_demo": True, "days": (date(2026, 7, 6), closed)}
        assert demo.last_day(None, None) == demo.last_day(closed, None) == closed
        assert demo.last_day(date(2026, 12, 1), None) is None


def test_what_is_on_no_list_any_more_is_called_by_its_slug(book):
    with opened(book) as shortened:
        assert "gone" not in shortened.outlets
        assert (shortened.outlets["gone"], shortened.topics["gone"]) == ("gone", "gone")


def test_a_few_rows_whose_texts_would_be_cut_short_stand_upright(answer):
    texts = ", ".join(f"repeat('{letter}', 60) as text_{letter}" for letter in "abcdefg")
    few = answer("sql", f"select {texts} from range(20)")  # noqa: S608  ours
    assert few.splitlines()[1].split() == ["text_b", "b" * 60]
    many = answer("sql", f"select {texts} from range(21)")  # noqa: S608  ours
    assert many.splitlines()[2].split()[1].endswith("…")
