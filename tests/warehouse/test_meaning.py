"""The database documents itself: whatever an analyst can name says what it means."""

from pathlib import Path

import pytest

from warehouse import dictionary, query, statements
from warehouse.comments import noted
from warehouse.publish import publish
from warehouse.statements import StatementError

MACROS = [each for each in statements.statements("macros") if "one row" in each.notes]
EXAMPLES = [each for each in statements.statements("macros") if "example" in each.notes]


@pytest.fixture
def con(telling):
    return telling


@pytest.mark.parametrize(
    "things",
    [
        "select table_name from duckdb_tables() where not internal",
        "select view_name from duckdb_views() where not internal",
        "select table_name || '.' || column_name from duckdb_columns() where not internal",
        "select function_name from duckdb_functions() where not internal",
        "select type_name from duckdb_types() where not internal",
    ],
)
def test_everything_carries_a_comment(con, things):
    assert query.sql(con, things).num_rows > 0
    assert query.sql(con, f"{things} and coalesce(trim(comment), '') = ''").num_rows == 0


def test_every_macro_has_an_example():
    assert {each.name for each in EXAMPLES} == {each.name for each in statements.statements("macros")}


@pytest.mark.parametrize("macro", EXAMPLES, ids=lambda each: each.name)
def test_an_example_runs_and_answers(con, macro):
    assert query.sql(con, macro.notes["example"]).num_rows > 0


@pytest.mark.parametrize("macro", MACROS, ids=lambda each: each.name)
def test_a_macros_notes_are_its_parameters_and_columns(con, macro):
    functions = query.sql(con, "select function_name, parameters from duckdb_functions() where not internal")
    parameters = dict(zip(*functions.to_pydict().values(), strict=True))[macro.name]
    columns = query.sql(con, macro.notes["example"]).column_names
    assert set(noted(macro)) == {*parameters, *columns}


def test_the_dictionary_lists_all_of_it(con):
    names = set(query.table(con, "data_dictionary")["name"].to_pylist())
    assert {"articles", "article_texts", "coverage", "coverage()", "trend()", "london_day()"} <= names


def test_the_page_of_the_dictionary_is_the_warehouses(con):
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    written = dictionary.markdown(query.table(con, "data_dictionary").to_pylist())
    assert written == page.read_text(), "run `python -m warehouse.dictionary > docs/data-dictionary.md`"


@pytest.mark.parametrize("sample", statements.statements("samples"), ids=lambda each: each.name)
def test_a_sample_query_runs_as_it_stands_in_the_warehouse(con, sample):
    rows = query.sql(con, "from sample_queries").to_pylist()
    [told] = [row for row in rows if row["name"] == sample.name]
    assert told["question"].endswith("?")
    assert query.sql(con, told["query"]).num_columns > 1


def test_the_snapshot_says_what_to_cite(con):
    cited = query.snapshot(con)
    assert cited["taxonomy_version"] == "t1"
    assert cited["version"] == f"{cited['lake_version']:06d}-{cited['sql_version']}"
    assert None not in (cited["built_at"], cited["beatbook_version"])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("create table t as select 1", "must begin with"),
        ("-- one row: a\n-- a: b\n-- a: c\nselect 1", "says twice"),
        ("-- one row: a\ncreate table other as select 1", "name the file after it"),
    ],
)
def test_a_file_without_its_meaning_is_refused(tmp_path, monkeypatch, text, complaint):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "t.sql").write_text(text)
    monkeypatch.setattr(statements, "FOLDER", tmp_path)
    with pytest.raises(StatementError, match=complaint):
        statements.statement.__wrapped__("tables", "t")


def test_a_column_without_its_meaning_stops_the_build(book, monkeypatch):
    import warehouse.plan

    whole = statements.statements("tables")
    cut = tuple(
        statements.Statement(e.folder, e.name, {k: v for k, v in e.notes.items() if k != "owner"}, e.text)
        for e in whole
    )
    monkeypatch.setattr(
        warehouse.plan,
        "statements",
        lambda folder: cut if folder == "tables" else statements.statements(folder),
    )
    with pytest.raises(StatementError, match=r"outlets\.sql and its notes disagree about: owner"):
        publish(book)


def test_views_work_under_any_name_and_macros_once_it_is_used(book):
    import duckdb

    path = publish(book).path
    with duckdb.connect() as other:
        other.execute(f"attach '{path}' as anything (read_only)")
        assert other.execute("select count(*) from anything.article_texts").fetchall() == [(1,)]
        other.execute("use anything")
        assert len(other.execute("from trend('stop-and-search')").fetchall()) == 6
