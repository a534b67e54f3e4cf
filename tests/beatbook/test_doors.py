"""The published file opened by other people's tools: bare DuckDB, SQLAlchemy, ibis, Grafana's SQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import beatbook
from warehouse.home import REPOSITORY

EXAMPLES = REPOSITORY / "examples"
BOARD = json.loads((EXAMPLES / "grafana-dashboard.json").read_text())
TOPIC = "stop-and-search"
ASKED = {
    "a table": "select count(*) from articles",
    "a macro": "select count(*) from trend('stop-and-search')",
    "texts in Parquet": "select count(*) from article_texts where contains(body, 'stop and search')",
    "search": "select count(*) from search('stop and search')",
    "words in Parquet": "select count(*) from word_trend('search')",
    "the dictionary": "select count(*) from data_dictionary where meaning <> ''",
    "samples": "select count(*) from sample_queries",
}
BARE = """
import json, sys, duckdb
path, alias, asked = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
if alias:
    con = duckdb.connect()
    con.execute(f'attach \\'{path}\\' as "{alias}" (read_only)')
    con.execute(f'use "{alias}"')
else:
    con = duckdb.connect(path, read_only=True)
loaded = con.execute("select extension_name from duckdb_extensions() where loaded and install_mode <> 'STATICALLY_LINKED'")
print(json.dumps({"extensions": loaded.fetchall(), "rows": {k: con.execute(q).fetchall()[0][0] for k, q in asked.items()}}))
"""  # noqa: E501


@pytest.fixture(scope="module")
def expected(book):
    with beatbook.open(book.root) as opened:
        return {name: next(iter(opened.sql(asked).rows()[0].values())) for name, asked in ASKED.items()}


@pytest.mark.parametrize("alias", ["", "any name, even: this"])
def test_a_bare_duckdb_elsewhere_answers_all_without_an_extension(book, expected, tmp_path, alias):
    told = subprocess.run(
        [sys.executable, "-c", BARE, str(book.warehouse), alias, json.dumps(ASKED)],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("BEATBOOK")},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert found == {"extensions": [], "rows": expected}
    assert min(expected.values()) > 0


@pytest.fixture
def engine(book):
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    address = f"duckdb:///{book.warehouse}"
    engine = create_engine(address, poolclass=NullPool, connect_args={"read_only": True})
    yield engine
    engine.dispose()


def test_sqlalchemy_lists_reads_and_cannot_write(engine):
    from sqlalchemy import inspect, text
    from sqlalchemy.exc import DBAPIError

    inspector = inspect(engine)
    assert {"articles", "article_topics", "voices", "data_dictionary"} <= set(inspector.get_table_names())
    assert {"article_texts", "releases"} <= set(inspector.get_view_names())
    assert inspector.get_table_comment("articles")["text"].startswith("one article as last seen")
    with engine.connect() as connection:
        rows = connection.execute(text("from trend(:topic)"), {"topic": TOPIC}).all()
        assert sum(row.articles or 0 for row in rows) == 4
        with pytest.raises(DBAPIError, match="read-only"):
            connection.execute(text("create table t as select 1"))


def test_ibis_asks_within_the_books_limits(press_home):
    sys.path.insert(0, str(EXAMPLES))
    try:
        from with_ibis import busiest_topics
    finally:
        sys.path.remove(str(EXAMPLES))
    with beatbook.open(press_home.root) as opened:
        rows = busiest_topics(opened).rows()
        counted = """select count(distinct outlet) as outlets, count(*) as articles
            from article_topics where topic = $t"""
        assert rows[0].keys() == {"topic", "outlets", "articles"}
        for row in rows:
            assert opened.sql(counted, {"t": row.pop("topic")}).rows() == [row]
    assert rows


def _questions() -> dict[str, str]:
    panels = {panel["title"]: panel["targets"][0]["rawSql"] for panel in BOARD["panels"]}
    asked = {each["name"]: each["query"] for each in BOARD["templating"]["list"] if each["type"] == "query"}
    return panels | asked


@pytest.mark.parametrize("title", _questions())
def test_each_panel_of_the_grafana_dashboard_has_an_answer(press, title):
    assert press.connection.execute(_questions()[title].replace("$topic", TOPIC)).fetchall()


def test_the_dashboard_is_whole():
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"]) > 4
    assert all(panel["description"] and len(panel["targets"]) == 1 for panel in BOARD["panels"])


@pytest.mark.parametrize("recipe", ["superset.md", "grafana.md"])
def test_a_recipe_says_what_was_not_run(recipe):
    text = Path(EXAMPLES / recipe).read_text()
    assert "not run" in text.lower()
    assert "tests/beatbook/test_doors.py" in text
