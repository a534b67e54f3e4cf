"""Exports: the rows as they are, in a file that is whole and that no spreadsheet can be tricked by."""

import csv
import json

import pyarrow.parquet as pq
import pytest

from warehouse.export import export
from warehouse.query import QuestionError

TRICKY = (
    "select * from (values (1, '=cmd|calc!A0', ['a', 'b'], date '2026-08-05'), (2, ' @sum(1)', null, null),"
    ' (3, \'say "yes", then\nno\', [], null)) as t (n, "+text", list, day) order by n'
)


def test_a_table_as_json_lines(con, tmp_path):
    assert export(con, "outlets", tmp_path / "deep" / "o.jsonl") == 2
    lines = (tmp_path / "deep" / "o.jsonl").read_text().splitlines()
    assert [json.loads(line)["outlet"] for line in lines] == ["gazette", "voice"]


def test_an_answer_as_json(con, tmp_path):
    assert export(con, TRICKY, tmp_path / "o.json") == 3
    found = json.loads((tmp_path / "o.json").read_text())
    assert found[0] == {"n": 1, "+text": "=cmd|calc!A0", "list": ["a", "b"], "day": "2026-08-05"}


def test_no_row_is_still_json(con, tmp_path):
    assert export(con, "select 1 as n where false", tmp_path / "o.json") == 0
    assert json.loads((tmp_path / "o.json").read_text()) == []


def test_csv_guards_what_a_spreadsheet_would_run(con, tmp_path):
    export(con, TRICKY, tmp_path / "o.csv")
    with (tmp_path / "o.csv").open(newline="", encoding="utf-8") as file:
        head, *body = csv.reader(file)
    assert head == ["n", "'+text", "list", "day"]
    assert body == [
        ["1", "'=cmd|calc!A0", '["a", "b"]', "2026-08-05"],
        ["2", "' @sum(1)", "", ""],
        ["3", 'say "yes", then\nno', "[]", ""],
    ]


def test_parquet_keeps_types(con, tmp_path):
    export(con, "article_texts", tmp_path / "o", "parquet")
    table = pq.read_table(tmp_path / "o")
    assert (table.num_rows, str(table.schema.field("day").type)) == (1, "date32[day]")


def test_an_unknown_form_table_or_statement_is_refused(con, tmp_path):
    for what, name, complaint in [
        ("outlets", "o.xls", "choose one of csv, json"),
        ("outletz", "o.csv", "Did you mean outlets"),
        ("select nothing", "o.csv", "nothing"),
    ]:
        with pytest.raises(QuestionError, match=complaint):
            export(con, what, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_half_way_leaves_the_old_file(con, tmp_path):
    (tmp_path / "o.csv").write_text("old")
    failing = "select case when range < 150000 then 1 else error('broken') end as n from range(200000)"
    with pytest.raises(QuestionError, match="broken"):
        export(con, failing, tmp_path / "o.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["o.csv"]
    assert (tmp_path / "o.csv").read_text() == "old"
